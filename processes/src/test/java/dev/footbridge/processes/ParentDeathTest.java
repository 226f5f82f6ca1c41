package dev.footbridge.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParentDeathTest {

    /** A parent that waits to be killed. */
    public static final class Parent {

        /** Starts a job of this kind and says which worker runs it. */
        public static void main(String[] arguments) throws Exception {
            ProcessPool pool = ProcessPool.open(o -> o.withWorkers(1).withHeap("64m")
                    .withJvmOptions(List.of("--enable-native-access=ALL-UNNAMED")));
            Began began = new Began();
            ProcessPool told = pool.onProgress(began);
            switch (arguments[0]) {
                case "idle" -> told.call(Began::here);
                case "loop" -> told.start(CancelTest::spin);
                case "counted" -> told.start(Parent::count);
                case "native" -> told.start(() -> {
                    Began.here();
                    Native.sleep();
                });
                default -> throw new IllegalArgumentException(arguments[0]);
            }
            System.out.println("worker " + began.worker().pid());
            Thread.sleep(600_000);
        }

        private static void count() {
            int sum = round(100);
            Began.here();
            while (sum != -1 || sum == -1) {
                sum += round(Integer.MAX_VALUE);
            }
        }

        private static int round(int times) {
            int sum = 0;
            for (int i = 0; i < times; i++) {
                sum = (sum + (i * i ^ sum)) * 31 + i;
            }
            return sum;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"idle", "loop", "counted", "native"})
    @DisplayName("workers end when their parent is killed -9, whatever they do")
    void endsWithItsParent(String what) throws Exception {
        Process parent = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), Parent.class.getName(),
                what)
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader out = new BufferedReader(new InputStreamReader(parent.getInputStream()))) {
            String line = out.readLine();
            assertThat(line).startsWith("worker ");
            ProcessHandle worker = ProcessHandle.of(Long.parseLong(line.substring(7))).orElseThrow();
            parent.destroyForcibly();
            worker.onExit().get(60, TimeUnit.SECONDS); // 3 seconds on a machine that has them
        } finally {
            parent.destroyForcibly();
        }
    }
}
