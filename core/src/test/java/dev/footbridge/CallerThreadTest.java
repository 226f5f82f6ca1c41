package dev.footbridge;

import static dev.footbridge.Async.await;
import static dev.footbridge.Async.callerThread;
import static dev.footbridge.Async.sleep;
import static dev.footbridge.Async.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.context.ContextKey;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Blocking code that asynchronous code sends back to the thread it was called from. */
@Timeout(30)
@DisplayName("B3: sync, async, sync comes back to the original caller's thread")
class CallerThreadTest {

    private static final ThreadLocal<String> TRANSACTION = new ThreadLocal<>();

    private final EventLoop loop = EventLoop.open();
    private final Thread caller = Thread.currentThread();

    @AfterEach
    void close() {
        TRANSACTION.remove();
        loop.close();
    }

    @Test
    void runsOnTheThreadThatCalledTheLoop() {
        TRANSACTION.set("open");
        loop.call(() -> {
            assertThat(callerThread().call(Thread::currentThread)).isSameAs(caller);
            assertThat(callerThread().call(TRANSACTION::get)).isEqualTo("open");
        });
    }

    @Test
    void runsThereFromATaskStartedInside() {
        TRANSACTION.set("open");
        String seen = loop.call(() -> {
            Task<String> task = loop.start(() -> {
                yieldNow();
                assertThat(Thread.currentThread()).isNotSameAs(caller);
                return callerThread().call(TRANSACTION::get);
            });
            yieldNow(); // so that it begins on a thread of the loop's
            return task.result();
        });
        assertThat(seen).isEqualTo("open");
    }

    @Test
    void runsThereFromATaskOfATaskAndFromAPoolsThread() {
        try (ThreadPool pool = ThreadPool.open()) {
            List<Thread> seen = loop.call(() -> {
                Task<Thread> deep = loop
                        .start(() -> loop.start(() -> callerThread().call(Thread::currentThread)).result());
                Task<Thread> onPool = pool.start(() -> callerThread().call(Thread::currentThread));
                return List.of(deep.result(), onPool.result());
            });
            assertThat(seen).containsOnly(caller);
        }
    }

    @Test
    @DisplayName("law 1: the loop goes on while the caller's thread blocks")
    void leavesTheLoopFree() {
        CompletableFuture<String> other = new CompletableFuture<>();
        String got = loop.call(() -> {
            Task<Boolean> sibling = loop.start(() -> other.complete("from a sibling"));
            String value = callerThread().call((Callable<String>) other::get); // blocks plainly
            assertThat(sibling.result()).isTrue();
            return value;
        });
        assertThat(got).isEqualTo("from a sibling");
    }

    @Test
    void takesTheCallersTurnsInOrder() {
        List<Integer> order = new ArrayList<>();
        loop.call(() -> {
            List<Task<Void>> tasks = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                int mine = i;
                tasks.add(callerThread().start(() -> {
                    order.add(mine);
                }));
            }
            Async.complete(tasks);
        });
        assertThat(order).hasSize(100).isSorted();
    }

    @Test
    void isServedByACallerThatOnlyYields() {
        loop.call(() -> {
            Task<Thread> task = loop.start(() -> callerThread().call(Thread::currentThread));
            while (!task.isDone()) {
                yieldNow();
            }
            assertThat(task.result()).isSameAs(caller);
        });
    }

    @Test
    @DisplayName("B5: sync, async, sync, async, sync to any depth stays on one thread and does not deadlock")
    void nestsDeeply() {
        assertThat(loop.call(() -> alternate(60))).isEqualTo(60);
    }

    private int alternate(int depth) {
        if (depth == 0) {
            return 0;
        }
        return callerThread().call(() -> {
            assertThat(Thread.currentThread()).isSameAs(caller);
            return loop.call(() -> {
                sleep(Duration.ofNanos(1_000));
                return loop.start(() -> alternate(depth - 1)).result() + 1;
            });
        });
    }

    @Test
    @DisplayName("B5: also through tasks created later, timers and time limits")
    void nestsThroughTimersAndLimits() {
        Thread seen = loop.call(() -> Async.withTimeout(Duration.ofSeconds(20), () -> {
            CompletableFuture<Thread> later = new CompletableFuture<>();
            loop.callLater(Duration.ofMillis(1), () -> later.complete(callerThread().call(() -> Async.withTimeout(
                    Duration.ofSeconds(20), () -> loop.call(() -> callerThread().call(Thread::currentThread))))));
            return await(later);
        }));
        assertThat(seen).isSameAs(caller);
    }

    @Test
    void isTheCallingThreadItselfWhereNoJobRuns() throws Exception {
        assertThat(callerThread().call(Thread::currentThread)).isSameAs(caller);
        assertThat(callerThread().start(Thread::currentThread).result()).isSameAs(caller);
        try (var bound = ContextKey.<String>of("user").bind("ada")) {
            assertThat(callerThread().call(Thread::currentThread)).isSameAs(caller);
        }
        assertThat(Async.withTimeout(Duration.ofSeconds(20), () -> callerThread().call(Thread::currentThread)))
                .isSameAs(caller);
    }

    @Test
    void endsWithTheOriginalException() {
        IllegalStateException failure = new IllegalStateException("no");
        assertThatThrownBy(() -> loop.call(() -> callerThread().call(() -> {
            throw failure;
        }))).isSameAs(failure);
    }

    @Test
    void namesAWaitForWhatIsBelow() {
        assertThatThrownBy(() -> loop.call(() -> {
            Task<?> outer = Async.currentTask().orElseThrow();
            return callerThread().call(() -> outer.result());
        })).isInstanceOf(IllegalStateException.class).hasMessageContaining("cannot be waited for here")
                .hasMessageContaining(caller.getName());
    }

    @Test
    @DisplayName("B4: what outlives the call, and code that nobody called, share one other thread")
    void sharesAThreadWithoutACaller() {
        Task<Thread> first = loop.start(() -> callerThread().call(Thread::currentThread));
        Eventually.until(first::isDone);
        Task<Thread> second = loop.start(() -> callerThread().call(Thread::currentThread));
        assertThat(first.result()).isSameAs(second.result()).isNotSameAs(caller);

        CompletableFuture<Void> gone = new CompletableFuture<>();
        List<Task<Thread>> left = new ArrayList<>();
        loop.call(() -> {
            left.add(loop.start(() -> {
                await(gone);
                return callerThread().call(Thread::currentThread);
            }));
        });
        gone.complete(null);
        assertThat(left.getFirst().result()).isSameAs(first.result());
    }
}
