package dev.footbridge.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.footbridge.Async;
import dev.footbridge.BlockingAction;
import dev.footbridge.Task;
import dev.footbridge.cli.longrun.EarlyEnd;
import dev.footbridge.processes.RemoteCallable;
import dev.footbridge.processes.RemoteFunction;
import dev.footbridge.processes.WorkerCrashedException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each thing that must not be is found on a crew that does it, and is told of. */
@Timeout(120)
class BrokenCrewTest {

    private static final List<String> KINDS = List.of("quick", "sleep", "async", "map", "failing");

    private final StringWriter out = new StringWriter();
    private final AtomicInteger count = new AtomicInteger();

    private ChaosResult run(Crew.Opening crew) {
        List<Kind> kinds = Kinds.ALL.stream().filter(kind -> KINDS.contains(kind.name())).toList();
        ChaosSettings settings = new ChaosSettings(Duration.ofMillis(500), 42, Duration.ofSeconds(1), kinds, crew,
                new PoolBlows());
        try (EarlyEnd early = EarlyEnd.watch()) {
            return new ChaosRun(settings, new ChaosReport(settings, new PrintWriter(out, true)), early).run();
        }
    }

    /** One job in a hundred, from the fiftieth on. */
    private boolean isItsTurn() {
        return count.incrementAndGet() % 100 == 50;
    }

    private void assertBroken(ChaosResult result, String... words) {
        assertThat(result.broken()).isNotEmpty();
        assertThat(out.toString()).contains("BROKEN: ", "(seed 42)").contains(words).doesNotContain("All held");
    }

    /** A crew that does something else in place of some jobs. */
    private abstract class Twin extends LocalCrew {

        abstract <T> Task<T> instead(RemoteCallable<T> job, Terms terms);

        @Override
        public <T> Task<T> start(RemoteCallable<T> job, Terms terms) {
            return isItsTurn() ? instead(job, terms) : super.start(job, terms);
        }
    }

    @Test
    void findsNothingWrongWithASoundOne() {
        ChaosResult result = run(_ -> new LocalCrew());

        assertThat(result.broken()).isEmpty();
        assertThat(result.done()).isPositive();
        assertThat(out.toString()).contains("All held that must").doesNotContain("BROKEN");
    }

    @Test
    void findsJobsThatRanTwice() {
        ChaosResult result = run(_ -> new Twin() {
            @Override
            <T> Task<T> instead(RemoteCallable<T> job, Terms terms) {
                super.start(job, terms).outcome();
                return super.start(job, terms);
            }
        });

        assertThat(result.ranTwice()).isPositive();
        assertThat(result.otherFailures()).isZero();
        assertBroken(result, "ran twice: ", "jobs ran more often than they may");
    }

    @Test
    void findsItemsThatRanTwice() {
        ChaosResult result = run(_ -> new LocalCrew() {
            @Override
            public <A, R> List<R> map(RemoteFunction<A, R> function, List<A> items, int chunk, Terms terms) {
                for (int i = 0; i <= terms.retries(); i++) {
                    super.map(function, items.subList(0, 1), chunk, terms);
                }
                return super.map(function, items, chunk, terms);
            }
        });

        assertThat(result.ranTwice()).isPositive();
        assertBroken(result, "ran twice: map job ");
    }

    @Test
    void findsJobsThatDoNotSettle() {
        ChaosResult result = run(_ -> new Twin() {
            @Override
            <T> Task<T> instead(RemoteCallable<T> job, Terms terms) {
                return super.start(() -> {
                    Async.sleep(Duration.ofDays(1));
                    return job.call();
                }, terms);
            }
        });

        assertThat(result.unsettled()).isPositive();
        assertThat(result.otherFailures()).isZero();
        assertBroken(result, "it hangs: ", "unsettled: ", "jobs did not settle");
    }

    @Test
    void findsWorkersThatAreLeft() {
        List<Process> left = Collections.synchronizedList(new ArrayList<>());
        try {
            ChaosResult result = run(tag -> new LocalCrew() {
                @Override
                public void close() {
                    super.close();
                    left.add(idleJvm(tag)); // not earlier, or it would be struck
                }
            });

            assertThat(result.workersLeft()).isOne();
            assertBroken(result, "left: process " + left.getFirst().pid(), "1 workers are left");
            assertThat(left.getFirst().onExit().join().isAlive()).as("it is ended in the end").isFalse();
        } finally {
            left.forEach(Process::destroyForcibly);
        }
    }

    private static Process idleJvm(String tag) {
        try {
            return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), tag, "-cp",
                    System.getProperty("java.class.path"), Idle.class.getName()).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A worker that does nothing. */
    static final class Idle {

        private Idle() {}

        public static void main(String[] args) throws IOException {
            int _ = System.in.read();
        }
    }

    private static <T> Task<T> failing(LocalCrew crew, Exception error) {
        Callable<T> job = () -> {
            throw error;
        };
        return crew.pool().start(job);
    }

    @Test
    void findsErrorsThatNameNoCause() {
        ChaosResult result = run(_ -> new Twin() {
            @Override
            <T> Task<T> instead(RemoteCallable<T> job, Terms terms) {
                return failing(this, new IllegalStateException("broken pipe"));
            }
        });

        assertThat(result.otherFailures()).isPositive();
        assertBroken(result, "broken pipe", "jobs failed otherwise than with an error that names a cause");
    }

    @Test
    void findsWrongResults() {
        ChaosResult result = run(_ -> new Twin() {
            @Override
            <T> Task<T> instead(RemoteCallable<T> job, Terms terms) {
                return failing(this, new dev.footbridge.cli.chaos.deeds.PlannedFailure("another job"));
            }
        });

        assertThat(result.otherFailures()).isPositive();
        assertBroken(result, "another job");
    }

    @Test
    void findsCrashesAndTimeoutsForWhichThereWasNoCause() {
        ChaosResult crashes = run(_ -> new Twin() {
            @Override
            <T> Task<T> instead(RemoteCallable<T> job, Terms terms) {
                return failing(this, new WorkerCrashedException("it (pid 1) died", "worker", 1, 137, ""));
            }
        });
        assertThat(crashes.otherFailures()).isPositive();
        assertBroken(crashes, "failed without a cause: ", "it (pid 1) died");

        ChaosResult timeouts = run(_ -> new Twin() {
            @Override
            <T> Task<T> instead(RemoteCallable<T> job, Terms terms) {
                return failing(this, new TimeoutException("too slow"));
            }
        });
        assertThat(timeouts.otherFailures()).isPositive();
        assertBroken(timeouts, "too slow");
    }

    @Test
    void findsThatTheHeapGrows() {
        List<byte[]> leak = new ArrayList<>();
        ChaosResult result = run(_ -> new Leaking(() -> leak.add(new byte[16 << 20])));

        assertThat(leak).isNotEmpty();
        assertBroken(result, "the heap in use grew from ");
    }

    @Test
    void findsThatDescriptorsStayOpen() {
        List<InputStream> leak = new ArrayList<>();
        try {
            ChaosResult result = run(_ -> new Leaking(() -> {
                for (int i = 0; i <= Descriptors.TOLERANCE; i++) {
                    leak.add(new FileInputStream(Path.of(System.getProperty("java.home"), "release").toFile()));
                }
            }));

            assertBroken(result, "the open descriptors grew from ");
        } finally {
            for (InputStream one : leak) {
                assertThatCode(one::close).doesNotThrowAnyException();
            }
        }
    }

    /** Leaks between the two looks. */
    private static final class Leaking extends LocalCrew {

        private final BlockingAction leak;
        private int looks;

        Leaking(BlockingAction leak) {
            this.leak = leak;
        }

        @Override
        public boolean isAtRest() {
            if (++looks == 2) {
                Async.block(leak);
            }
            return super.isAtRest();
        }
    }
}
