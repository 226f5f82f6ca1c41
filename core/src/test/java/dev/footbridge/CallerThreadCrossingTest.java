package dev.footbridge;

import static dev.footbridge.Async.await;
import static dev.footbridge.Async.callerThread;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.loop.EventLoop;
import dev.footbridge.stream.AsyncGenerator;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.Gate;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Errands between several callers, loops and pools. */
@Timeout(30)
@DisplayName("B5: sync, async, sync in any composition")
class CallerThreadCrossingTest {

    private final EventLoop loop = EventLoop.open(o -> o.withName("one"));
    private final EventLoop other = EventLoop.open(o -> o.withName("two"));
    private final Thread caller = Thread.currentThread();

    @AfterEach
    void close() {
        loop.close();
        other.close();
    }

    @Test
    void aCoroutineOfOneLoopServesTheCodeOfAnother() {
        assertThat(loop.call(() -> other.call(() -> callerThread().call(Thread::currentThread)))).isSameAs(caller);
    }

    @Test
    void anErrandCallsEitherLoopAgain() {
        List<Thread> seen = new ArrayList<>();
        loop.call(() -> other.call(() -> callerThread().call(() -> {
            seen.add(loop.call(() -> callerThread().call(Thread::currentThread)));
            seen.add(other.call(() -> loop.call(() -> callerThread().call(Thread::currentThread))));
        })));
        assertThat(seen).containsExactly(caller, caller);
    }

    @Test
    void anErrandStartsAGroupAndPullsAGenerator() {
        Callable<Integer> errand = () -> TaskGroup.on(loop, group -> {
            Task<Integer> three = group.start(() -> callerThread().call(() -> 3));
            int pulled = 0;
            try (AsyncGenerator<Integer> numbers = AsyncGenerator.open(o -> o.withLevel(loop), out -> {
                for (int i = 0; i < 3; i++) {
                    int item = i;
                    out.emit(callerThread().call(() -> item));
                }
            })) {
                for (var next = numbers.next(); next.isPresent(); next = numbers.next()) {
                    pulled += next.get();
                }
            }
            return pulled + three.result();
        });
        int sum = loop.call(() -> callerThread().call(errand));
        assertThat(sum).isEqualTo(6);
    }

    @Test
    void twoCallersAskEachOther() {
        CompletableFuture<Callable<Thread>> first = new CompletableFuture<>();
        CompletableFuture<Callable<Thread>> second = new CompletableFuture<>();
        try (ThreadPool pool = ThreadPool.open()) {
            Task<Boolean> one = pool.start(() -> crossing(first, second));
            Task<Boolean> two = pool.start(() -> crossing(second, first));
            assertThat(one.result()).isTrue();
            assertThat(two.result()).isTrue();
        }
    }

    /** Gives the other caller code that asks this thread, runs the other's, and asks its own thread meanwhile. */
    private boolean crossing(CompletableFuture<Callable<Thread>> mine, CompletableFuture<Callable<Thread>> others) {
        Thread me = Thread.currentThread();
        return loop.call(() -> {
            CompletableFuture<Void> wanted = new CompletableFuture<>();
            Task<Thread> server = loop.start(() -> {
                await(wanted);
                return callerThread().call(Thread::currentThread);
            });
            mine.complete(() -> {
                wanted.complete(null);
                return server.result();
            });
            Callable<Thread> ask = await(others);
            Thread its = callerThread().call(() -> ask.call());
            return its != me && server.result() == me;
        });
    }

    @Test
    @DisplayName("law 9: a pool's limit holds while its threads do errands")
    void sharesThePlaceOfTheThread() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (ThreadPool pool = ThreadPool.open(o -> o.withLimit(2))) {
            Callable<Integer> work = () -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                Thread.sleep(1);
                running.decrementAndGet();
                return 1;
            };
            List<Task<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                tasks.add(pool.start(() -> loop.call(() -> {
                    List<Task<Integer>> errands = new ArrayList<>();
                    for (int k = 0; k < 5; k++) {
                        errands.add(loop.start(() -> callerThread().call(
                                () -> work.call() + pool.start(work).result() + callerThread().call(work))));
                    }
                    return Async.gather(errands).stream().mapToInt(Integer::intValue).sum();
                })));
            }
            tasks.forEach(task -> assertThat(task.result()).isEqualTo(15));
            assertThat(most.get()).isLessThanOrEqualTo(2);
            assertThat(pool.stats().peak()).isLessThanOrEqualTo(2);
            Eventually.until(() -> pool.stats().running() == 0 && pool.stats().waiting() == 0);
        }
    }

    @Test
    void servesAVirtualThreadAndTheMainProgram() throws Exception {
        CompletableFuture<Boolean> same = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> same.complete(
                loop.call(() -> loop.start(() -> callerThread().call(Thread::currentThread)).result()) == Thread
                        .currentThread()));
        assertThat(same.get()).isTrue();
        assertThat(EventLoop.run(() -> Async.start(() -> callerThread().call(Thread::currentThread)).result()))
                .isSameAs(caller);
    }

    @Test
    @DisplayName("law 8: errands of one asker stay in order, from many threads at once")
    void keepsTheOrderOfEachAsker() {
        ConcurrentLinkedQueue<int[]> order = new ConcurrentLinkedQueue<>();
        try (ThreadPool pool = ThreadPool.open()) {
            loop.call(() -> {
                List<Task<Void>> askers = new ArrayList<>();
                for (int a = 0; a < 8; a++) {
                    int asker = a;
                    askers.add(pool.start(() -> {
                        List<Task<Void>> asked = new ArrayList<>();
                        for (int i = 0; i < 200; i++) {
                            int number = i;
                            asked.add(callerThread().start(() -> {
                                order.add(new int[]{asker, number});
                            }));
                        }
                        Async.complete(asked);
                    }));
                }
                Async.gather(askers);
            });
        }
        int[] next = new int[8];
        for (int[] entry : order) {
            assertThat(entry[1]).isEqualTo(next[entry[0]]++);
        }
        assertThat(order).hasSize(1_600);
    }

    @Test
    void aCallerThatYieldsAmongBusyAskersComesBack() {
        Gate gate = new Gate();
        try (ThreadPool pool = ThreadPool.open()) {
            loop.call(() -> {
                for (int i = 0; i < 4; i++) {
                    pool.start(() -> {
                        while (gate.arrivals() == 0) {
                            callerThread().call(() -> 1);
                        }
                    });
                }
                for (int i = 0; i < 50; i++) {
                    Async.yieldNow();
                }
                gate.open();
                gate.pass();
            });
        }
        assertThat(gate.arrivals()).isEqualTo(1);
    }

    @Test
    void aLimitedWaitGoesOnBetweenErrands() {
        loop.call(() -> {
            Task<Void> asker = loop.start(() -> {
                for (int i = 0; i < 50; i++) {
                    callerThread().call(() -> 1);
                }
            });
            Async.sleep(Duration.ofMillis(5));
            asker.result();
        });
    }
}
