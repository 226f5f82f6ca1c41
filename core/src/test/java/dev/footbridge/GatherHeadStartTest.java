package dev.footbridge;

import static dev.footbridge.Async.gather;
import static dev.footbridge.Async.gatherOutcomes;
import static dev.footbridge.Async.moveOnAfter;
import static dev.footbridge.Async.shielded;
import static dev.footbridge.Async.sleep;
import static dev.footbridge.Async.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.footbridge.loop.EventLoop;
import dev.footbridge.sync.AsyncEvent;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.Gate;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A coroutine that gathers runs what is next itself; one of the tasks may wait then, and everything has to happen as if it had not. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GatherHeadStartTest {

    private static final Duration LONG = Duration.ofSeconds(50);

    private final EventLoop loop = EventLoop.open();
    private final List<Object> events = new ArrayList<>();

    @AfterEach
    void close() {
        loop.abort();
    }

    /** A job that waits until it is cancelled, and then, unhurried, until everything else is. */
    private Task<Object> stubborn(AsyncEvent goOn) {
        return loop.start((Callable<Object>) () -> {
            try {
                sleep(LONG);
                return "slept";
            } finally {
                shielded(() -> goOn.await());
            }
        });
    }

    private Task<Object> setting(AsyncEvent event) {
        return loop.start((Callable<Object>) () -> {
            try {
                sleep(LONG);
                return "slept";
            } finally {
                event.set();
            }
        });
    }

    @Test
    void runsWhatDoesNotWaitOnTheThreadThatGathers() {
        Thread here = Thread.currentThread();
        List<Thread> threads = loop.call(() -> {
            List<Task<Thread>> tasks = IntStream.range(0, 200).mapToObj(i -> loop.start(() -> {
                events.add(i);
                return Thread.currentThread();
            })).toList();
            return gather(tasks);
        });
        assertThat(threads).hasSize(200).containsOnly(here);
        assertThat(events).isEqualTo(IntStream.range(0, 200).boxed().toList());
    }

    @Test
    void runsAFunctionThatWaitsOnAPlatformThreadOnlyOnce() {
        List<Thread> threads = IntStream.range(0, 3).mapToObj(_ -> loop.call(() -> gather(loop.start(() -> {
            yieldNow();
            return Thread.currentThread();
        })).getFirst())).toList();
        assertThat(threads.getFirst()).isSameAs(Thread.currentThread());
        assertThat(threads.subList(1, 3)).allMatch(Thread::isVirtual);
    }

    @Test
    void runsAFunctionThatWaitsOnAVirtualThreadAgain() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        Thread caller = Thread.startVirtualThread(() -> {
            for (int i = 0; i < 3; i++) {
                threads.add(loop.call(() -> gather(loop.start(() -> {
                    yieldNow();
                    return Thread.currentThread();
                })).getFirst()));
            }
        });
        caller.join();
        assertThat(threads).hasSize(3).containsOnly(caller);
    }

    @Test
    void leavesTheOrderToTheLoop() {
        loop.call(() -> {
            Task<?> first = loop.start(() -> events.add("first"));
            Task<?> stranger = loop.start(() -> events.add("stranger"));
            Task<?> second = loop.start(() -> events.add("second"));
            gather(second, first);
            events.add("gathered");
            return stranger.result();
        });
        assertThat(events).containsExactly("first", "stranger", "second", "gathered");
    }

    @Test
    void letsTheOthersRunWhileOneWaits() {
        List<Integer> values = loop.call(() -> gather(IntStream.range(0, 50).mapToObj(i -> loop.start(() -> {
            events.add(i);
            yieldNow();
            events.add(i + 50);
            return i;
        })).toList()));
        assertThat(values).isEqualTo(IntStream.range(0, 50).boxed().toList());
        assertThat(events).isEqualTo(IntStream.range(0, 100).boxed().toList());
    }

    @Test
    void cancelsTheOneThatWaitsOnItsOwnStackWhenAnotherFails() {
        IllegalStateException broken = new IllegalStateException("broken");
        loop.call(() -> {
            Task<Object> first = loop.start((Callable<Object>) () -> {
                sleep(LONG);
                return "slept";
            });
            Task<Object> failing = loop.start(() -> CompletableFuture.failedFuture(broken));
            assertThat(catchThrowable(() -> gather(first, failing))).isSameAs(broken);
            assertThat(first.outcome()).isEqualTo(new Outcome.Cancelled<>("a sibling failed: " + broken));
            return null;
        });
    }

    @Test
    void cancelsTheOthersThoughTheStackIsBusyWithACleanup() {
        loop.call(() -> {
            AsyncEvent cancelled = AsyncEvent.create();
            Task<Object> first = stubborn(cancelled);
            Task<Object> last = setting(cancelled);
            Task<Object> failing = loop
                    .start(() -> CompletableFuture.failedFuture(new IllegalStateException("broken")));
            assertThatThrownBy(() -> gather(first, failing, last)).hasMessage("broken");
            assertThat(List.of(first, last)).allMatch(Task::isCancelled);
            return null;
        });
    }

    @Test
    void passesACancelOnToAllThoughTheStackIsBusyWithACleanup() {
        List<Task<Object>> tasks = new ArrayList<>();
        Task<Object> gathering = loop.start((Callable<Object>) () -> {
            AsyncEvent cancelled = AsyncEvent.create();
            tasks.add(stubborn(cancelled));
            tasks.add(setting(cancelled));
            return gather(tasks);
        });
        Eventually.until(() -> loop.stats().timers() == 2);
        gathering.cancel("enough");
        assertThat(gathering.outcome()).isEqualTo(new Outcome.Cancelled<>("enough"));
        assertThat(tasks).extracting(Task::outcome).containsOnly(new Outcome.Cancelled<>("enough"));
    }

    @Test
    void passesACancelOnThatCameBeforeTheFirstWait() {
        AsyncEvent cancelled = AsyncEvent.create();
        Task<Object> gathering = loop.start((Callable<Object>) () -> {
            Task<Object> sibling = setting(cancelled);
            yieldNow();
            Task<?> own = Async.currentTask().orElseThrow();
            Task<Object> first = loop.start((Callable<Object>) () -> {
                own.cancel("enough");
                return shielded(() -> {
                    cancelled.await();
                    return "cleaned up";
                });
            });
            return gather(first, sibling);
        });
        assertThat(gathering.outcome()).isEqualTo(new Outcome.Cancelled<>("enough"));
    }

    @Test
    void passesATimeoutOnToAllThoughTheStackIsBusyWithACleanup() {
        List<Outcome<Object>> outcomes = loop.call(() -> {
            AsyncEvent cancelled = AsyncEvent.create();
            List<Task<Object>> tasks = List.of(stubborn(cancelled), setting(cancelled));
            assertThat(moveOnAfter(Duration.ofMillis(20), () -> {
                gatherOutcomes(tasks);
            })).isFalse();
            return tasks.stream().map(Task::outcome).toList();
        });
        assertThat(outcomes).hasOnlyElementsOfType(Outcome.Cancelled.class);
    }

    @Test
    void passesAnInterruptOfTheCallerOnToAll() throws InterruptedException {
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        Thread caller = Thread.ofPlatform().start(() -> {
            thrown.complete(catchThrowable(() -> loop.call(() -> {
                AsyncEvent cancelled = AsyncEvent.create();
                return gather(stubborn(cancelled), setting(cancelled));
            })));
            flag.complete(Thread.currentThread().isInterrupted());
        });
        Eventually.until(() -> loop.stats().timers() == 2);
        caller.interrupt();
        assertThat(thrown.join()).isInstanceOf(CancelledException.class);
        assertThat(flag.join()).isTrue();
        caller.join();
    }

    @Test
    void seesAFailureWhileOneYieldsForEver() {
        loop.call(() -> {
            Task<Object> first = loop.start((Callable<Object>) () -> {
                for (;;) {
                    yieldNow();
                }
            });
            Task<Object> failing = loop
                    .start(() -> CompletableFuture.failedFuture(new IllegalStateException("broken")));
            assertThatThrownBy(() -> gather(first, failing)).hasMessage("broken");
            return null;
        });
    }

    @Test
    void reachesThroughAGatherInsideAGather() {
        IllegalStateException broken = new IllegalStateException("broken");
        loop.call(() -> {
            AsyncEvent cancelled = AsyncEvent.create();
            AsyncEvent fail = AsyncEvent.create();
            Task<Object> outer = loop.start((Callable<Object>) () -> {
                yieldNow(); // so that what it starts is next
                return gather(stubborn(cancelled), loop.start(() -> fail.set()));
            });
            Task<Object> last = setting(cancelled);
            Task<Object> failing = loop.start((Callable<Object>) () -> {
                fail.await();
                throw broken;
            });
            assertThat(catchThrowable(() -> gather(outer, failing, last))).isSameAs(broken);
            assertThat(outer.isCancelled()).isTrue();
            return null;
        });
    }

    @Test
    void passesACancelOnThroughAGatherInsideAGather() {
        CountDownLatch waiting = new CountDownLatch(1);
        Task<Object> gathering = loop.start((Callable<Object>) () -> {
            AsyncEvent cancelled = AsyncEvent.create();
            Task<Object> outer = loop.start((Callable<Object>) () -> {
                yieldNow(); // so that what it starts is next
                return gather(stubborn(cancelled), loop.start(waiting::countDown));
            });
            return gather(outer, setting(cancelled));
        });
        Eventually.until(() -> waiting.getCount() == 0);
        gathering.cancel("enough");
        assertThat(gathering.outcome()).isEqualTo(new Outcome.Cancelled<>("enough"));
    }

    @Test
    void tellsAllOfThemTheReasonOfTheCancel() {
        try (ThreadPool pool = ThreadPool.open(o -> o.withLimit(1)); Gate gate = new Gate()) {
            pool.start(gate::pass);
            gate.awaitArrivals(1);
            List<Task<?>> tasks = new ArrayList<>();
            Task<Object> gathering = loop.start((Callable<Object>) () -> {
                AsyncEvent cancelled = AsyncEvent.create();
                tasks.addAll(List.of(stubborn(cancelled), pool.start(() -> 1), setting(cancelled)));
                return gather(tasks);
            });
            Eventually.until(() -> loop.stats().timers() == 2);
            gathering.cancel("enough");
            assertThat(gathering.outcome()).isEqualTo(new Outcome.Cancelled<>("enough"));
            assertThat(tasks.getLast().outcome()).isEqualTo(new Outcome.Cancelled<>("enough"));
        }
    }

    @Test
    void stopsAtTheFirstFailure() {
        loop.call(() -> {
            Task<Object> failing = loop
                    .start(() -> CompletableFuture.failedFuture(new IllegalStateException("broken")));
            Task<Boolean> next = loop.start(() -> events.add("begun"));
            assertThatThrownBy(() -> gather(failing, next)).hasMessage("broken");
            assertThat(next.isCancelled()).isTrue();
            return null;
        });
        assertThat(events).isEmpty();
    }

    @Test
    void waitsForAllWhateverFails() {
        List<Outcome<Integer>> outcomes = loop.call(() -> gatherOutcomes(List.of(
                loop.start(() -> CompletableFuture.<Integer>failedFuture(new IllegalStateException("broken"))),
                loop.start(() -> {
                    yieldNow();
                    return 2;
                }), loop.start(() -> 3))));
        assertThat(outcomes.getFirst()).isInstanceOf(Outcome.Failure.class);
        assertThat(outcomes.subList(1, 3)).containsExactly(new Outcome.Success<>(2), new Outcome.Success<>(3));
    }

    @Test
    void runsATaskGivenTwiceOnceThoughItWaits() {
        assertThat(loop.<List<Integer>>call(() -> {
            Task<Integer> same = loop.start(() -> {
                yieldNow();
                return 7;
            });
            return gather(same, same);
        })).containsExactly(7, 7);
    }

    @Test
    void refusesToWaitForItself() {
        CompletableFuture<Task<Object>> own = new CompletableFuture<>();
        Task<Object> itself = loop.start((Callable<Object>) () -> gather(loop.start(() -> yieldNow()), own.join()));
        own.complete(itself);
        assertThatThrownBy(itself::result).isInstanceOf(IllegalStateException.class).hasMessageContaining("itself");
    }

    @Test
    void aThreadOfAnotherLevelMayFailMeanwhile() throws InterruptedException {
        try (ThreadPool pool = ThreadPool.open()) {
            CountDownLatch fail = new CountDownLatch(1);
            Task<Object> gathering = loop.start((Callable<Object>) () -> {
                Task<Object> failing = pool.start((Callable<Object>) () -> {
                    fail.await();
                    throw new IllegalStateException("broken");
                });
                AsyncEvent cancelled = AsyncEvent.create();
                return gather(stubborn(cancelled), failing, setting(cancelled));
            });
            Eventually.until(() -> loop.stats().timers() == 2);
            fail.countDown();
            assertThatThrownBy(gathering::result).hasMessage("broken");
        }
    }

    private static boolean outlastATurn() {
        for (long begin = System.nanoTime(); System.nanoTime() - begin < 20_000_000;) {
            Thread.onSpinWait();
        }
        return true;
    }

    @Test
    void givesAForeignLoopItsTurnBackBetweenTheTasks() throws Exception {
        try (ExecutorService foreign = Executors.newSingleThreadExecutor()) {
            EventLoop hosted = EventLoop.on(foreign);
            CompletableFuture<Boolean> ran = new CompletableFuture<>();
            Task<List<Boolean>> gathering = hosted.start(() -> {
                List<Task<Boolean>> tasks = List.of(hosted.start(() -> {
                    foreign.execute(() -> ran.complete(true));
                    return outlastATurn();
                }), hosted.start(GatherHeadStartTest::outlastATurn), // a turn may have been asked for before
                        hosted.start(ran::isDone));
                return gather(tasks);
            });
            assertThat(gathering.result()).containsExactly(true, true, true);
            hosted.close();
        }
    }
}
