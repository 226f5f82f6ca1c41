package dev.footbridge.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.AsyncCallable;
import dev.footbridge.Task;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.ReportedFailures;
import dev.footbridge.threads.ThreadPool;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BridgeReentryTest {

    private final ConcurrentLinkedQueue<String> blockingCalls = new ConcurrentLinkedQueue<>();
    private final ReportedFailures reports = new ReportedFailures();
    private final EventLoop loop = EventLoop
            .open(o -> o.withName("outer").withBlockingCallListener(blockingCalls::add).withFailureHandler(reports));

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    @DisplayName("A3: a blocking call inside a coroutine of the same loop runs in place")
    void callsInPlace() {
        Task<List<Object>> task = loop.start(() -> {
            Thread outer = Thread.currentThread();
            return List.of(loop.call(Thread::currentThread) == outer, loop.call(() -> loop.call(() -> "value")));
        });
        assertThat(task.result()).containsExactly(true, "value");
        assertThat(blockingCalls).isEmpty();
    }

    @Test
    @DisplayName("A3: a call in place may wait, and others of the loop run meanwhile")
    void waitsInPlace() {
        CompletableFuture<String> gate = new CompletableFuture<>();
        Task<String> task = loop.start(() -> {
            Task<Boolean> other = loop.start(() -> gate.complete("opened"));
            String opened = loop.call(() -> Async.await(gate));
            return opened + other.result();
        });
        assertThat(task.result()).isEqualTo("openedtrue");
    }

    @Test
    @DisplayName("A3: calls on the same loop nest to any depth")
    void nestsDeeply() {
        assertThat(depth(500)).isEqualTo(500);
        assertThat(loop.start(() -> depth(500)).result()).isEqualTo(500);
        assertThat(startedDepth(500)).isEqualTo(500);
    }

    private int depth(int left) {
        return left == 0 ? 0 : loop.<Integer>call(() -> depth(left - 1)) + 1;
    }

    private int startedDepth(int left) {
        return left == 0 ? 0 : loop.<Integer>start(() -> startedDepth(left - 1)).result() + 1;
    }

    @Test
    @DisplayName("A3: a thread pool between two calls of one loop does not deadlock it")
    void comesBackThroughAPool() {
        try (ThreadPool pool = ThreadPool.open(o -> o.withName("one").withLimit(1))) {
            Callable<String> innermost = () -> pool.call(() -> loop.call(() -> "back"));
            assertThat(loop.call(() -> pool.call(() -> loop.call(innermost)))).isEqualTo("back");
            assertThat(loop.start(() -> pool.call(() -> loop.call(innermost))).result()).isEqualTo("back");
        }
        assertThat(blockingCalls).isNotEmpty().allMatch(call -> call.contains("thread pool 'one'"));
    }

    @Test
    @DisplayName("A3: every blocking face of a task of the same loop lets that task run")
    void waitsThroughEveryFace() {
        List<Object> values = loop.call(() -> {
            Callable<Integer> job = () -> {
                Async.yieldNow();
                return 1;
            };
            return List.of(loop.start(job).result(), loop.start(job).get(), loop.start(job).get(20, TimeUnit.SECONDS),
                    loop.start(job).outcome().get(), loop.start(job).toCompletableFuture().join(),
                    loop.start(job).toCompletableFuture().get(),
                    loop.start(job).toCompletableFuture().get(20, TimeUnit.SECONDS), Async.await(loop.start(job)),
                    Async.gather(loop.start(job)).getFirst());
        });
        assertThat(values).hasSize(9).containsOnly(1);
    }

    @Test
    @DisplayName("A3: what cannot work fails at once with a clear error")
    void refusesWhatCannotWork() {
        loop.call(() -> {
            assertThatIllegalStateException().isThrownBy(loop::close)
                    .withMessageContaining("event loop 'outer' cannot be closed by one of its own jobs");
            assertThatIllegalStateException().isThrownBy(() -> loop.atomically(() -> {
                Async.sleep(java.time.Duration.ofSeconds(60));
                return "waited";
            })).withMessageContaining("an atomic section must not wait");
        });
        assertThat(loop.call(() -> "still working")).isEqualTo("still working");
    }

    @Test
    @DisplayName("A3: a task that waits for itself fails at once with a clear error")
    void refusesToWaitForItself() {
        AtomicReference<Task<?>> self = new AtomicReference<>();
        CompletableFuture<Void> known = new CompletableFuture<>();
        Task<Object> task = loop.start(() -> {
            Async.await(known);
            return self.get().result();
        });
        self.set(task);
        known.complete(null);
        try {
            assertThatThrownBy(() -> task.get(5, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class)
                    .cause().isInstanceOf(IllegalStateException.class).hasMessageContaining("itself");
        } finally {
            task.cancel("the test is over");
        }
    }

    @Test
    @DisplayName("A4: a loop of its own can be opened, used and closed inside a coroutine, and the hook hears of it")
    void usesAnotherLoopInsideACoroutine() {
        Task<String> task = loop.start(() -> {
            try (EventLoop inner = EventLoop.open(o -> o.withName("inner"))) {
                Task<String> started = inner.start(() -> {
                    Async.yieldNow();
                    return "inner";
                });
                return inner.call(() -> "called ") + started.result();
            }
        });
        assertThat(task.result()).isEqualTo("called inner");
        assertThat(blockingCalls).containsExactly("call on event loop 'inner' by a coroutine of another");
    }

    @Test
    @DisplayName("A4: others of the loop run while a coroutine calls another loop")
    void goesOnWhileAnotherLoopIsCalled() {
        try (EventLoop inner = EventLoop.open(o -> o.withName("inner"))) {
            CompletableFuture<String> gate = new CompletableFuture<>();
            Task<String> caller = loop.start(() -> inner.call((AsyncCallable<String>) () -> gate));
            loop.start(() -> gate.complete("from the outer loop"));
            assertThat(caller.result()).isEqualTo("from the outer loop");
        }
    }

    @Test
    @DisplayName("A4: two loops that call each other, to and fro and from both ends, do not deadlock")
    void callsToAndFro() {
        try (EventLoop other = EventLoop.open(o -> o.withName("other"))) {
            ForeignThread<Integer> one = ForeignThread.of(() -> repeatedly(() -> pingPong(loop, other, 60)));
            ForeignThread<Integer> two = ForeignThread.of(() -> repeatedly(() -> pingPong(other, loop, 60)));
            assertThat(one.value()).isEqualTo(60);
            assertThat(two.value()).isEqualTo(60);
        }
    }

    private static int repeatedly(Callable<Integer> work) throws Exception {
        int last = 0;
        for (int i = 0; i < 20; i++) {
            last = work.call();
        }
        return last;
    }

    private static int pingPong(EventLoop here, EventLoop there, int left) {
        return left == 0 ? 0 : here.<Integer>call(() -> pingPong(there, here, left - 1)) + 1;
    }

    @Test
    @DisplayName("A4: the hook is not called outside a loop, nor for calls that do not block it")
    void keepsTheHookQuietOutside() {
        try (EventLoop other = EventLoop.open(); ThreadPool pool = ThreadPool.open()) {
            assertThat(loop.call(() -> 1)).isEqualTo(1);
            assertThat(pool.call(() -> loop.call(() -> 2))).isEqualTo(2);
            assertThat(other.call(() -> loop.call(() -> 3))).isEqualTo(3);
            assertThat(loop.call(() -> Async.await(pool.start(() -> 4)) + Async.await(other.start(() -> 5))))
                    .isEqualTo(9);
        }
        assertThat(blockingCalls).isEmpty();
    }

    @Test
    @DisplayName("A4: a hook that throws is reported and disturbs nothing")
    void survivesABrokenHook() {
        AssertionError broken = new AssertionError("broken hook");
        try (EventLoop other = EventLoop.open();
                EventLoop hooked = EventLoop
                        .open(o -> o.withName("hooked").withFailureHandler(reports).withBlockingCallListener(call -> {
                            throw broken;
                        }))) {
            assertThat(hooked.call(() -> other.call(() -> "value"))).isEqualTo("value");
        }
        assertThat(reports.all()).singleElement().satisfies(report -> {
            assertThat(report.task()).contains("blocking call listener", "'hooked'");
            assertThat(report.failure()).isSameAs(broken);
        });
    }
}
