package dev.footbridge.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.AsyncCallable;
import dev.footbridge.CancelledException;
import dev.footbridge.Task;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.LoggedFailures;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A program on a loop of its own: {@code EventLoop.run(main)}. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EventLoopRunTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final ConcurrentLinkedQueue<String> steps = new ConcurrentLinkedQueue<>();

    @Test
    @DisplayName("D8: the result of main is the result, and its loop has ended")
    void returnsTheResultOfMain() {
        AtomicReference<EventLoop> loop = new AtomicReference<>();
        assertThat(EventLoop.run(() -> {
            loop.set(Async.runningLoop().orElseThrow());
            return Thread.currentThread();
        })).isSameAs(Thread.currentThread());
        assertThat(loop.get().isClosed()).isTrue();
        assertThatThrownBy(() -> loop.get().call(() -> 1)).isInstanceOf(RejectedExecutionException.class);
        AsyncCallable<String> async = () -> CompletableFuture.completedFuture("async main");
        assertThat(EventLoop.run(async)).isEqualTo("async main");
        Callable<String> nothing = () -> null;
        assertThat(EventLoop.run(nothing)).isNull();
        assertThat(Async.runningLoop()).isEmpty();
    }

    private void sleepsAndCleansUp() {
        try {
            Async.sleep(LONG);
            steps.add("never");
        } finally {
            Async.shielded(() -> {
                Async.sleep(Duration.ofMillis(20));
                return steps.add("cleaned up");
            });
        }
    }

    @Test
    @DisplayName("D8: left-over tasks are cancelled and their cleanup awaited before the result is returned")
    void cancelsLeftOvers() {
        AtomicReference<Task<Void>> left = new AtomicReference<>();
        String result = EventLoop.run(() -> {
            left.set(Async.start(this::sleepsAndCleansUp));
            Async.start(this::sleepsAndCleansUp);
            Async.yieldNow();
            steps.add("main has ended");
            return "result";
        });
        assertThat(result).isEqualTo("result");
        assertThat(steps).containsExactly("main has ended", "cleaned up", "cleaned up");
        assertThat(left.get().isCancelled()).isTrue();
        assertThat(left.get().outcome().toString()).contains("the program has ended");
    }

    @Test
    @DisplayName("D8: failures of left-over tasks, and of their cleanup, are reported, once each")
    void reportsFailuresOfLeftOvers() {
        IllegalStateException cleanup = new IllegalStateException("the cleanup failed: shown by a test");
        IOException unseen = new IOException("nobody looked: shown by a test");
        try (LoggedFailures logged = new LoggedFailures()) {
            assertThat(EventLoop.run(() -> {
                Async.start(() -> {
                    try {
                        Async.sleep(LONG);
                    } catch (CancelledException cancelled) {
                        throw cleanup;
                    }
                });
                Async.start(() -> {
                    throw unseen;
                });
                Async.yieldNow();
                return "result";
            })).isEqualTo("result");
            assertThat(logged.failures()).containsExactlyInAnyOrder(cleanup, unseen);
        }
    }

    @Test
    @DisplayName("D8: an exception of main arrives as it is, after the left-overs have ended")
    void throwsWhatMainThrows() {
        for (Throwable original : List.of(new IOException("checked"), new AssertionError("error"))) {
            steps.clear();
            assertThatThrownBy(() -> EventLoop.run(() -> {
                Async.start(this::sleepsAndCleansUp);
                Async.yieldNow();
                throw EventLoopRunTest.<Error>sneaky(original);
            })).isSameAs(original);
            assertThat(steps).containsExactly("cleaned up");
        }
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> X sneaky(Throwable error) throws X {
        throw (X) error;
    }

    @Test
    @DisplayName("D8: tasks that left-overs start while they clean up end too")
    void endsWhatCleanupStarts() {
        AtomicReference<EventLoop> loop = new AtomicReference<>();
        long began = System.nanoTime();
        EventLoop.run(() -> {
            loop.set(Async.runningLoop().orElseThrow());
            Async.start(() -> {
                try {
                    Async.sleep(LONG);
                } finally {
                    Async.start(() -> Async.sleep(LONG));
                }
            });
            Async.yieldNow();
            return null;
        });
        assertThat(loop.get().stats().pending()).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(9));
    }

    @Test
    @DisplayName("D8: programs may run inside one another, each on a loop of its own")
    void runsInsideAnother() {
        assertThat(EventLoop.run(() -> {
            EventLoop outer = Async.runningLoop().orElseThrow();
            Task<String> meanwhile = Async.start(() -> "outer goes on, ");
            boolean other = EventLoop.run(() -> Async.runningLoop().orElseThrow() != outer);
            return meanwhile.result() + other + (Async.runningLoop().orElseThrow() == outer);
        })).isEqualTo("outer goes on, truetrue");
    }

    @Test
    @DisplayName("D9: an interrupt cancels main, its cleanup and that of left-overs run, and only then is it reported")
    void reportsAnInterruptAfterTheCleanup() {
        CountDownLatch began = new CountDownLatch(1);
        ForeignThread<Object> program = ForeignThread.of(() -> EventLoop.run(() -> {
            Async.start(this::sleepsAndCleansUp);
            Async.start(() -> {
                began.countDown();
            });
            try {
                Async.sleep(LONG);
                return "never";
            } finally {
                Async.shielded(() -> {
                    Async.sleep(Duration.ofMillis(20));
                    return steps.add("main cleaned up");
                });
            }
        }));
        Eventually.until(() -> began.getCount() == 0);
        program.interrupt();
        assertThat(program.failure()).isInstanceOf(CancelledException.class).hasMessageContaining("interrupted");
        assertThat(program.wasInterrupted()).isTrue();
        assertThat(steps).containsExactly("main cleaned up", "cleaned up");
    }

    /** A resource that takes its time to open and to close. */
    private final class Connection implements AutoCloseable {

        private final CountDownLatch opening;
        private final CompletableFuture<Void> answer;

        Connection(CountDownLatch opening, CompletableFuture<Void> answer) {
            this.opening = opening;
            this.answer = answer;
        }

        Connection connect() {
            try {
                opening.countDown();
                Async.await(answer);
                steps.add("connected");
                return this;
            } catch (CancelledException cancelled) {
                steps.add("gave up connecting");
                throw cancelled;
            }
        }

        @Override
        public void close() {
            Async.shielded(() -> {
                Async.sleep(Duration.ofMillis(10));
                return steps.add("disconnected");
            });
        }
    }

    @Test
    @DisplayName("D9: an interrupt in the middle of opening a resource, and in the middle of using it, leaves nothing open")
    void interruptsInTheMiddleOfAResource() {
        for (boolean opened : new boolean[]{false, true}) {
            steps.clear();
            CountDownLatch opening = new CountDownLatch(1);
            CountDownLatch using = new CountDownLatch(1);
            CompletableFuture<Void> answer = opened
                    ? CompletableFuture.completedFuture(null)
                    : new CompletableFuture<>();
            AtomicBoolean after = new AtomicBoolean();
            ForeignThread<Object> program = ForeignThread.of(() -> EventLoop.run(() -> {
                try (Connection connection = new Connection(opening, answer).connect()) {
                    using.countDown();
                    Async.sleep(LONG);
                    return connection;
                } finally {
                    after.set(true);
                }
            }));
            Eventually.until(() -> (opened ? using : opening).getCount() == 0);
            program.interrupt();
            assertThat(program.failure()).isInstanceOf(CancelledException.class);
            assertThat(program.wasInterrupted()).isTrue();
            assertThat(after).isTrue();
            if (opened) {
                assertThat(steps).containsExactly("connected", "disconnected");
            } else {
                assertThat(steps).containsExactly("gave up connecting");
            }
        }
    }

    @Test
    @DisplayName("D9: an interrupt during the final cleanup does not cut it short, and is kept")
    void doesNotCutTheCleanupShort() {
        CountDownLatch cleaning = new CountDownLatch(1);
        CompletableFuture<Void> go = new CompletableFuture<>();
        ForeignThread<String> program = ForeignThread.of(() -> EventLoop.run(() -> {
            Async.start(() -> {
                try {
                    Async.sleep(LONG);
                } finally {
                    Async.shielded(() -> {
                        cleaning.countDown();
                        Async.await(go);
                        return steps.add("cleaned up");
                    });
                }
            });
            Async.yieldNow();
            return "result";
        }));
        Eventually.until(() -> cleaning.getCount() == 0);
        program.awaitWaiting();
        program.interrupt();
        program.awaitWaiting();
        go.complete(null);
        assertThat(program.value()).isEqualTo("result");
        assertThat(program.wasInterrupted()).isTrue();
        assertThat(steps).containsExactly("cleaned up");
    }
}
