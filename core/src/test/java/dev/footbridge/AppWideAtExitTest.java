package dev.footbridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is app-wide while the JVM ends, seen in JVMs of their own. */
@Timeout(60)
class AppWideAtExitTest {

    /** Begins to use what is app-wide in a shutdown hook. */
    static final class FirstUseAtExit {
        public static void main(String[] args) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                for (BlockingAction use : List.<BlockingAction>of(() -> Async.start(() -> 1), () -> Async.run(() -> 1),
                        () -> Async.getEventLoop())) {
                    try {
                        use.run();
                        System.out.println("taken");
                    } catch (Throwable error) {
                        System.out.println(error.getClass().getSimpleName() + ": " + error.getMessage());
                    }
                }
            }));
        }
    }

    @Test
    void saysClearlyThatTheJvmShutsDown() throws Exception {
        String refused = " cannot be opened while the JVM shuts down: open and close one of your own";
        String loop = "IllegalStateException: the app-wide event loop" + refused;
        String pool = "IllegalStateException: the app-wide thread pool" + refused;
        assertThat(run(FirstUseAtExit.class)).containsExactly(loop, pool, loop);
    }

    /** Leaves work behind on what is app-wide. */
    static final class WorkLeftBehind {
        public static void main(String[] args) throws Exception {
            CountDownLatch begun = new CountDownLatch(2);
            Async.start(() -> {
                begun.countDown();
                try {
                    Async.sleep(Duration.ofHours(1));
                } finally {
                    System.out.println("coroutine cleaned up");
                }
            });
            Async.background(() -> {
                begun.countDown();
                try {
                    Thread.sleep(3_600_000);
                } finally {
                    System.out.println("thread cleaned up");
                }
            });
            begun.await();
        }
    }

    @Test
    void abortsWhatIsLeftAndLetsTheJvmEnd() throws Exception {
        assertThat(run(WorkLeftBehind.class)).containsExactlyInAnyOrder("coroutine cleaned up", "thread cleaned up");
    }

    /** Uses everything, leaves nothing, and must end by itself although nothing was closed. */
    static final class NothingClosed {
        public static void main(String[] args) {
            int sum = Async.start(() -> 1).result() + Async.run(() -> 2).result();
            Async.sleep(Duration.ofMillis(1));
            System.out.println(sum);
        }
    }

    @Test
    void keepsNoJvmAlive() throws Exception {
        assertThat(run(NothingClosed.class)).containsExactly("3");
    }

    private static List<String> run(Class<?> main) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), "-XX:TieredStopAtLevel=1", main.getName())
                .redirectErrorStream(true).start();
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("the JVM ends").isTrue();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } finally {
            process.destroyForcibly();
        }
    }
}
