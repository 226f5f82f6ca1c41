package dev.footbridge.cli.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Async;
import dev.footbridge.FailureHandler;
import dev.footbridge.Task;
import dev.footbridge.cli.longrun.EarlyEnd;
import dev.footbridge.cli.soak.subject.Home;
import dev.footbridge.cli.soak.subject.Locking;
import dev.footbridge.cli.soak.subject.Subject;
import dev.footbridge.sync.AsyncLock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is left at the end of a run is found, and said. */
@Timeout(120)
class SoakRunTest {

    private final StringWriter out = new StringWriter();

    private SoakResult run(Subject subject) {
        SoakSettings settings = new SoakSettings(Duration.ofSeconds(1), 1, Duration.ofSeconds(1), Twin.kinds("lock"),
                subject);
        try (EarlyEnd early = EarlyEnd.watch()) {
            return new SoakRun(settings, new SoakReport(settings, new PrintWriter(out, true)), early).run();
        }
    }

    @Test
    void saysWithWhichSeedsItFoundWhat() {
        SoakResult result = run(new Subject() {
            @Override
            public Locking lock() {
                Locking sound = Subject.super.lock();
                return new Locking() {
                    @Override
                    public AsyncLock real() {
                        return sound.real();
                    }

                    @Override
                    public int waiting() {
                        return 1;
                    }
                };
            }
        });

        assertThat(result.isFine()).isFalse();
        assertThat(result.violations()).isPositive();
        assertThat(out.toString()).contains("VIOLATION: seed 1 (lock): 1 wait for the lock in the end",
                "the program of seed 1 (lock): a lock", "actor 0 on ");
    }

    @Test
    void countsThreadsThatAreLeft() {
        CountDownLatch end = new CountDownLatch(1);
        SoakResult result = run(new Subject() {
            @Override
            public Home loop(String name, FailureHandler failures) {
                Thread.ofVirtual().name("left behind by " + name).start(() -> await(end));
                return Subject.super.loop(name, failures);
            }
        });
        end.countDown();

        assertThat(result.threadsLeft()).isEqualTo(3);
        assertThat(result.isFine()).isFalse();
        assertThat(out.toString()).contains("a thread is left", "left behind by soak-loop-1");
    }

    private static void await(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void countsTasksThatAreLeft() {
        List<Task<?>> left = Collections.synchronizedList(new ArrayList<>());
        SoakResult result = run(new Subject() {
            @Override
            public Home pool(String name, int limit, FailureHandler failures) {
                Home sound = Subject.super.pool(name, limit, failures);
                left.add(sound.level().start(() -> Async.sleep(Duration.ofDays(1))));
                return sound;
            }
        });

        assertThat(result.pending()).isEqualTo(left.size());
        assertThat(result.isFine()).isFalse();
        assertThat(out.toString()).contains("a level is not quiet after all programs have ended");
    }

    @Test
    void findsThatTheHeapGrows() {
        int most = 200;
        List<byte[]> leak = Collections.synchronizedList(new ArrayList<>());
        SoakResult result = run(new Subject() {
            @Override
            public Locking lock() {
                if (leak.size() < most) {
                    leak.add(new byte[1 << 19]);
                }
                return Subject.super.lock();
            }
        });

        assertThat(leak).hasSizeGreaterThan(40);
        assertThat(result.violations()).isPositive();
        assertThat(out.toString()).contains("the heap in use grew from ");
    }

    @Test
    void saysWhoWaitsWhereWhenAProgramHangs() {
        SoakResult result = run(new Subject() {
            @Override
            public Locking lock() {
                Locking sound = Subject.super.lock();
                return new Locking() {
                    @Override
                    public AsyncLock real() {
                        return sound.real();
                    }

                    @Override
                    public void lock() {
                        Async.sleep(Duration.ofSeconds(5)); // longer than a program may take
                    }
                };
            }
        });

        assertThat(result.violations()).isPositive();
        assertThat(out.toString()).contains("it hangs", "actor 0 (", "dev.footbridge.Async");
    }
}
