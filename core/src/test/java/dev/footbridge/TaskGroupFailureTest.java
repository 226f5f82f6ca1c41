package dev.footbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.footbridge.internal.Sneaky;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.ReportedFailures;
import dev.footbridge.threads.ThreadPool;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TaskGroupFailureTest {

    private final ReportedFailures reported = new ReportedFailures();
    private final EventLoop loop = EventLoop.open(o -> o.withFailureHandler(reported));
    private final ThreadPool pool = ThreadPool.open(o -> o.withFailureHandler(reported));
    private final IOException first = new IOException("first");
    private final IllegalStateException second = new IllegalStateException("second");
    private final UnsupportedOperationException third = new UnsupportedOperationException("third");

    @AfterEach
    void close() {
        loop.close();
        pool.close();
    }

    /** A task that waits until it is cancelled, and then fails with this, if anything. */
    private static Task<Object> waiting(TaskGroup group, Throwable cleanup) {
        CountDownLatch began = new CountDownLatch(1);
        Task<Object> task = group.start((Callable<Object>) () -> {
            try {
                began.countDown();
                Async.sleep(Duration.ofSeconds(60));
                return "slept";
            } finally {
                if (cleanup != null) {
                    throw Sneaky.raise(cleanup);
                }
            }
        });
        Eventually.until(() -> began.getCount() == 0);
        return task;
    }

    private static Task<Object> failing(TaskGroup group, Throwable error) {
        return group.start((Callable<Object>) () -> {
            throw Sneaky.raise(error);
        });
    }

    @Test
    @DisplayName("C3, C14: one failure cancels body and siblings, awaits their cleanup; all failures arrive together")
    void bringsAllFailuresTogether() {
        for (Level level : new Level[]{loop, pool}) {
            IOException original = new IOException("first");
            IllegalStateException cleanup = new IllegalStateException("cleanup");
            Throwable thrown = catchThrowable(() -> TaskGroup.on(level, group -> {
                waiting(group, cleanup);
                waiting(group, null);
                failing(group, original);
                Async.sleep(Duration.ofSeconds(60));
                return "not reached";
            }));

            assertThat(thrown).isSameAs(original);
            assertThat(thrown.getSuppressed()).containsExactly(cleanup);
        }
    }

    @Test
    @DisplayName("C3: the siblings of a failed task have ended when the failure arrives")
    void waitsForTheCleanupOfSiblings() {
        AtomicInteger cleaned = new AtomicInteger();
        assertThatThrownBy(() -> TaskGroup.on(loop, group -> {
            for (int i = 0; i < 5; i++) {
                group.start(() -> {
                    try {
                        Async.await(new CompletableFuture<>());
                    } finally {
                        Async.shielded(() -> {
                            Async.sleep(Duration.ofMillis(2));
                            return cleaned.incrementAndGet();
                        });
                    }
                });
            }
            loop.call(() -> Async.yieldNow());
            failing(group, first);
            return null;
        })).isSameAs(first);
        assertThat(cleaned.get()).isEqualTo(5);
    }

    @Test
    @DisplayName("C14: a failure of the body cancels the tasks; their failures are suppressed in it")
    void bringsTheFailureOfTheBodyWithThoseOfItsTasks() {
        Throwable thrown = catchThrowable(() -> TaskGroup.on(loop, group -> {
            waiting(group, second);
            waiting(group, third);
            throw first;
        }));

        assertThat(thrown).isSameAs(first);
        assertThat(thrown.getSuppressed()).containsExactlyInAnyOrder(second, third);
    }

    @Test
    @DisplayName("C14: what fails first is thrown; a failure of the body's cleanup is suppressed in it")
    void bringsTheFirstFailureFirst() {
        Throwable thrown = catchThrowable(() -> TaskGroup.on(loop, group -> {
            try {
                failing(group, first);
                Async.sleep(Duration.ofSeconds(60));
            } finally {
                if (group != null) {
                    throw second;
                }
            }
            return null;
        }));

        assertThat(thrown).isSameAs(first);
        assertThat(thrown.getSuppressed()).containsExactly(second);
    }

    @Test
    @DisplayName("C14: a body that throws on the failure of its task brings it once")
    void bringsAFailureThatTheBodyMetOnce() {
        Throwable thrown = catchThrowable(() -> TaskGroup.on(loop, group -> failing(group, first).result()));

        assertThat(thrown).isSameAs(first);
        assertThat(thrown.getSuppressed()).isEmpty();
    }

    @Test
    @DisplayName("C14: an error of the virtual machine wins over the group, wherever it came up")
    void letsFatalErrorsWin() {
        OutOfMemoryError fatal = new OutOfMemoryError("pretended");

        Throwable ofTask = catchThrowable(() -> TaskGroup.on(loop, group -> {
            waiting(group, fatal);
            failing(group, first);
            return null;
        }));
        Throwable ofBody = catchThrowable(() -> TaskGroup.on(loop, group -> {
            Task<Object> failing = failing(group, second);
            Eventually.until(failing::isDone);
            throw fatal;
        }));

        assertThat(ofTask).isSameAs(fatal).hasSuppressedException(first);
        assertThat(ofBody).isSameAs(fatal).hasSuppressedException(second);
    }

    @Test
    @DisplayName("C14: a cancel from outside wins over failures of the cleanup, which are suppressed in it")
    void letsACancelFromOutsideWin() {
        CountDownLatch ready = new CountDownLatch(1);
        Task<Object> outer = loop.start((Callable<Object>) () -> TaskGroup.on(pool, group -> {
            waiting(group, first);
            ready.countDown();
            Async.sleep(Duration.ofSeconds(60));
            return "not reached";
        }));
        Eventually.until(() -> ready.getCount() == 0);

        outer.cancel("from outside");

        assertThatThrownBy(outer::result).isInstanceOf(CancelledException.class).hasMessage("from outside");
        assertThat(outer.isCancelled()).isTrue();
    }

    @Test
    @DisplayName("C14: an interrupt of the waiting thread cancels the group, wins, and keeps the flag")
    void letsAnInterruptWin() {
        CountDownLatch ready = new CountDownLatch(1);
        ForeignThread<Object> thread = ForeignThread.<Object>of(() -> TaskGroup.on(pool, group -> {
            waiting(group, first);
            ready.countDown();
            return null;
        }));
        Eventually.until(() -> ready.getCount() == 0);
        thread.awaitWaiting();

        thread.interrupt();

        assertThat(thread.failure()).isInstanceOf(CancelledException.class).hasMessageContaining("interrupted")
                .hasSuppressedException(first);
        assertThat(thread.wasInterrupted()).isTrue();
    }

    @Test
    void looksAtTheFailuresOfItsTasksSoNobodyElseHasTo() {
        assertThatThrownBy(() -> TaskGroup.on(loop, group -> {
            failing(group, first);
            return null;
        })).isSameAs(first);
        loop.close();
        pool.close();

        assertThat(reported.all()).isEmpty();
    }

    @Test
    void leavesTheThreadUncancelledAfterAFailure() {
        assertThatThrownBy(() -> TaskGroup.on(loop, group -> {
            Task<Object> failing = failing(group, first);
            Eventually.until(failing::isDone);
            return null;
        })).isSameAs(first);

        assertThat(Thread.interrupted()).isFalse();
        Async.sleep(Duration.ofMillis(1));
        assertThat(loop.call(() -> {
            assertThat(catchThrowable(() -> TaskGroup.run((TaskGroup group) -> failing(group, second).result())))
                    .isSameAs(second);
            Async.yieldNow();
            return "still running";
        })).isEqualTo("still running");
    }

    @Test
    @DisplayName("C3: every task that fails on its own arrives, the first one thrown, the others suppressed")
    void bringsFailuresOfManyTasks() {
        int many = 50;
        Throwable thrown = catchThrowable(() -> TaskGroup.on(pool, group -> {
            CountDownLatch all = new CountDownLatch(many);
            for (int i = 0; i < many; i++) {
                int number = i;
                group.start(() -> Async.shielded(() -> {
                    all.countDown();
                    Eventually.until(() -> all.getCount() == 0);
                    throw new IOException("failure " + number);
                }));
            }
            return null;
        }));

        assertThat(thrown).isInstanceOf(IOException.class);
        assertThat(thrown.getSuppressed()).hasSize(many - 1).allMatch(error -> error instanceof IOException);
    }
}
