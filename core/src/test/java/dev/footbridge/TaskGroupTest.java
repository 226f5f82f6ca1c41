package dev.footbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.Gate;
import dev.footbridge.threads.ThreadPool;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TaskGroupTest {

    private final EventLoop loop = EventLoop.open();
    private final ThreadPool pool = ThreadPool.open();

    @AfterEach
    void close() {
        loop.abort();
        pool.abort();
    }

    @Test
    @DisplayName("C13: a group ends when its body and all its tasks have, and brings the body's value")
    void endsWithItsLastTask() {
        AtomicInteger ended = new AtomicInteger();
        int value = TaskGroup.on(loop, group -> {
            for (int i = 0; i < 10; i++) {
                group.start(() -> {
                    Async.sleep(Duration.ofMillis(1));
                    ended.incrementAndGet();
                });
            }
            return 42;
        });

        assertThat(value).isEqualTo(42);
        assertThat(ended.get()).isEqualTo(10);
    }

    @Test
    void runsTasksOfEveryKindOnItsLevel() {
        List<Object> values = TaskGroup.on(pool, group -> {
            Task<Integer> blocking = group.start(() -> 1);
            Task<String> async = group.start(() -> CompletableFuture.supplyAsync(() -> "two"));
            Task<Void> action = group.start(() -> {});
            return Async.gather(blocking, async, action);
        });
        assertThat(values).containsExactly(1, "two", null);
        assertThat(TaskGroup.<Boolean>on(loop,
                group -> group.start(() -> Async.runningLoop().orElseThrow() == loop).result())).isTrue();
        assertThat(TaskGroup.<EventLoop>run(group -> group.start(() -> Async.runningLoop().orElseThrow()).result()))
                .isSameAs(Async.getEventLoop());
        assertThat(loop.call(() -> TaskGroup
                .run((TaskGroup group) -> group.start(() -> Async.runningLoop().orElseThrow()).result())))
                .isSameAs(loop);
    }

    @Test
    @DisplayName("C10: a group without tasks ends with its body")
    void endsAtOnceWithoutTasks() {
        assertThat(TaskGroup.<String>run(_ -> "nothing to wait for")).isEqualTo("nothing to wait for");
        assertThat(TaskGroup.<Object>run(_ -> null)).isNull();
    }

    @Test
    @DisplayName("C13: tasks may start siblings while the group is ending")
    void takesSiblingsUntilTheLastTaskHasEnded() {
        ConcurrentLinkedQueue<Integer> order = new ConcurrentLinkedQueue<>();
        TaskGroup.on(loop, group -> {
            startChain(group, order, 0);
            return null;
        });

        assertThat(order.stream().toList()).hasSize(100).isSorted();
    }

    private static void startChain(TaskGroup group, ConcurrentLinkedQueue<Integer> order, int number) {
        group.start(() -> {
            order.add(number);
            Async.yieldNow();
            if (number < 99) {
                startChain(group, order, number + 1);
            }
        });
    }

    @Test
    @DisplayName("C13: a group that has ended takes no task, and what was refused never runs")
    void refusesTasksAfterItsEnd() {
        AtomicReference<TaskGroup> escaped = new AtomicReference<>();
        AtomicInteger runs = new AtomicInteger();
        TaskGroup.on(loop, group -> {
            escaped.set(group);
            return null;
        });

        assertThatThrownBy(() -> escaped.get().start(runs::incrementAndGet)).isInstanceOf(IllegalStateException.class)
                .hasMessage("the task group has ended and takes no more tasks: start them inside it");
        assertThatThrownBy(() -> escaped.get().start(() -> CompletableFuture.completedFuture(runs.incrementAndGet())))
                .isInstanceOf(IllegalStateException.class);
        escaped.get().cancel("too late, and harmless");
        assertThat(runs.get()).isZero();
    }

    @Test
    @DisplayName("C13: a group that has failed takes no task, and what was refused never runs")
    void refusesTasksAfterAFailure() {
        AtomicInteger runs = new AtomicInteger();
        AtomicReference<Throwable> refused = new AtomicReference<>();
        IOException original = new IOException("first");

        assertThatThrownBy(() -> TaskGroup.on(loop, group -> {
            group.start((Callable<Object>) () -> {
                throw original;
            });
            try {
                Async.sleep(Duration.ofSeconds(60));
            } catch (CancelledException failed) {
                // The group has noticed.
            }
            try {
                group.start(runs::incrementAndGet);
            } catch (Throwable error) {
                refused.set(error);
                throw error;
            }
            return null;
        })).isSameAs(original);

        assertThat(refused.get()).isInstanceOf(CancelledException.class)
                .hasMessageContaining("the task group takes no more tasks").hasMessageContaining("first");
        assertThat(runs.get()).isZero();
    }

    @Test
    @DisplayName("C13: a group cannot be entered twice: it exists only in the body it is given to, one per run")
    void givesEachRunAGroupOfItsOwn() {
        ConcurrentLinkedQueue<TaskGroup> groups = new ConcurrentLinkedQueue<>();
        TaskGroup.Body<Integer> body = group -> {
            groups.add(group);
            return group.start(() -> 1).result();
        };

        assertThat(TaskGroup.on(loop, body) + TaskGroup.on(loop, body)).isEqualTo(2);
        assertThat(groups).hasSize(2).doesNotHaveDuplicates();
        assertThat(TaskGroup.class.getConstructors()).isEmpty();
    }

    @Test
    void nestsInItself() {
        int value = TaskGroup.on(loop, outer -> {
            Task<Integer> inner = outer.start(() -> TaskGroup.on(loop, (TaskGroup group) -> {
                Task<Integer> one = group.start(() -> 1);
                Task<Integer> sibling = outer.start(() -> 2);
                return one.result() + sibling.result();
            }));
            return inner.result();
        });

        assertThat(value).isEqualTo(3);
    }

    @Test
    void takesTasksFromAnyThread() {
        AtomicInteger ended = new AtomicInteger();
        TaskGroup.on(pool, group -> {
            Thread[] threads = new Thread[4];
            for (int t = 0; t < 4; t++) {
                threads[t] = Thread.ofPlatform().start(() -> {
                    for (int i = 0; i < 500; i++) {
                        group.start(ended::incrementAndGet);
                    }
                });
            }
            for (Thread thread : threads) {
                thread.join();
            }
            return null;
        });
        assertThat(ended.get()).isEqualTo(2_000);
    }

    @Test
    void isNotDisturbedByATaskThatIsCancelledByItself() {
        int value = TaskGroup.on(loop, group -> {
            Task<Integer> cancelled = group.start(() -> Async.await(new CompletableFuture<Integer>()));
            Task<Integer> other = group.start(() -> {
                Async.yieldNow();
                return 5;
            });
            cancelled.cancel("by itself");
            cancelled.outcome();
            return other.result();
        });

        assertThat(value).isEqualTo(5);
    }

    @Test
    void isCancelledFromOutsideWithAllItsTasks() {
        AtomicInteger cleaned = new AtomicInteger();
        CountDownLatch began = new CountDownLatch(2);
        Task<Object> outer = loop.start((Callable<Object>) () -> TaskGroup.on(pool, group -> {
            for (int i = 0; i < 2; i++) {
                group.start(() -> {
                    began.countDown();
                    try {
                        Thread.sleep(60_000);
                    } finally {
                        cleaned.incrementAndGet();
                    }
                });
            }
            return null;
        }));
        Eventually.until(() -> began.getCount() == 0);

        outer.cancel("from outside");

        assertThatThrownBy(outer::result).isInstanceOf(CancelledException.class).hasMessage("from outside");
        assertThat(cleaned.get()).isEqualTo(2);
    }

    @Test
    void endsByATimeLimitAroundIt() {
        AtomicInteger cleaned = new AtomicInteger();
        assertThatThrownBy(() -> Async.withTimeout(Duration.ofMillis(20), (Callable<Object>) () -> TaskGroup.on(loop,
                group -> group.start((Callable<Object>) () -> {
                    try {
                        return Async.await(new CompletableFuture<>());
                    } finally {
                        cleaned.incrementAndGet();
                    }
                })))).isInstanceOf(TimeoutException.class);
        assertThat(cleaned.get()).isLessThanOrEqualTo(1);
        Eventually.until(() -> loop.stats().pending() == 0);
    }

    @Test
    void isCancelledByItsOwnHandle() {
        AtomicInteger cleaned = new AtomicInteger();

        assertThatThrownBy(() -> TaskGroup.on(loop, group -> {
            group.start(() -> {
                try {
                    Async.await(new CompletableFuture<>());
                } finally {
                    cleaned.incrementAndGet();
                }
            });
            loop.call(() -> Async.yieldNow());
            group.cancel("we have enough");
            Async.sleep(Duration.ofSeconds(60));
            return "not reached";
        })).isInstanceOf(CancelledException.class).hasMessage("we have enough");
        assertThat(cleaned.get()).isEqualTo(1);
    }

    @Test
    void endsAsCancelledAlsoWhenItsBodyDoesNotWaitAnyMore() {
        assertThatThrownBy(() -> TaskGroup.on(loop, group -> {
            group.cancel("nobody waits");
            return "a value all the same";
        })).isInstanceOf(CancelledException.class).hasMessage("nobody waits");
    }

    @Test
    void canBeCancelledWhileATaskRunsOnTheCallersThread() {
        AtomicReference<TaskGroup> running = new AtomicReference<>();
        try (Gate gate = new Gate()) {
            Thread canceller = Thread.ofPlatform().start(() -> {
                gate.awaitArrivals(1);
                running.get().cancel("from another thread");
            });
            assertThatThrownBy(() -> TaskGroup.on(Level.caller(), group -> {
                running.set(group);
                group.start(gate::pass);
                return null;
            })).isInstanceOf(CancelledException.class).hasMessage("from another thread");
            Eventually.until(() -> !canceller.isAlive());
        }
    }

    @Test
    void passesOnThatItsLevelRefuses() {
        try (Gate gate = new Gate(); ThreadPool tight = ThreadPool.open(o -> o.withLimit(1).withQueueLimit(0))) {
            assertThatThrownBy(() -> TaskGroup.on(tight, group -> {
                group.start(gate::pass);
                return group.start(() -> 1).result();
            })).isInstanceOf(RejectedExecutionException.class).hasMessageContaining("is full");
            Eventually.until(() -> tight.stats().running() == 0);
        }
    }
}
