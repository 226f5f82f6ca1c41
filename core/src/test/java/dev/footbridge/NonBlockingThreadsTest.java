package dev.footbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.footbridge.loop.EventLoop;
import dev.footbridge.sync.AsyncEvent;
import dev.footbridge.sync.AsyncLock;
import dev.footbridge.sync.AsyncQueue;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On threads that must not be blocked, what would block is refused at once, and everything else works. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NonBlockingThreadsTest {

    private static final String NAME = "foreign-loop";
    private static final String REFUSED = "must not be blocked (it is registered as one of NonBlockingThreads): start a"
            + " task and go on with it when it is done, or make the call on another thread";

    private final NonBlockingThreads.Registration registration = NonBlockingThreads.register(
            thread -> thread.getName().equals(NAME));
    private final EventLoop loop = EventLoop.open(o -> o.withName("loop"));
    private final ThreadPool pool = ThreadPool.open(o -> o.withName("pool"));

    @AfterEach
    void close() {
        registration.close();
        loop.abort();
        pool.abort();
    }

    private static Throwable on(String name, BlockingAction action) {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = Thread.ofPlatform().daemon().name(name)
                .start(() -> thrown.set(catchThrowable(action::run)));
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
        return thrown.get();
    }

    /** A call that would block, and what it is called. */
    private record Blocking(String name, Call call) {
        @Override
        public String toString() {
            return name;
        }
    }

    @FunctionalInterface
    private interface Call {
        void on(EventLoop loop, ThreadPool pool) throws Exception;
    }

    static Stream<Blocking> blockingCalls() {
        return Stream.of(new Blocking("loop.call", (loop, _) -> loop.call(() -> 1)),
                new Blocking("pool.call", (_, pool) -> pool.call(() -> Thread.currentThread().isVirtual())),
                new Blocking("result of a task that runs", (loop, _) -> loop.start(() -> Async.sleep(
                        Duration.ofDays(1))).result()),
                new Blocking("get", (loop, _) -> loop.start(() -> Async.sleep(Duration.ofDays(1))).get()),
                new Blocking("sleep", (_, _) -> Async.sleep(Duration.ofDays(1))),
                new Blocking("await of a future", (_, _) -> Async.await(new CompletableFuture<String>())),
                new Blocking("take", (_, _) -> AsyncQueue.bounded(1).take()),
                new Blocking("event", (_, _) -> AsyncEvent.create().await()),
                new Blocking("group", (loop, _) -> TaskGroup.on(loop, (TaskGroup group) -> {
                    group.start(() -> Async.sleep(Duration.ofMillis(1)));
                    return group.start(() -> Async.sleep(Duration.ofMillis(1))).result();
                })));
    }

    @ParameterizedTest
    @MethodSource("blockingCalls")
    @DisplayName("A3: a call that would block such a thread is refused at once, with a clear error")
    void refusesToBlock(Blocking blocking) {
        assertThat(on(NAME, () -> blocking.call().on(loop, pool))).isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith(REFUSED);
    }

    @Test
    @DisplayName("A3: starting work there, and asking for what is there already, works")
    void allowsWhatDoesNotBlock() {
        CountDownLatch done = new CountDownLatch(1);
        AsyncQueue<String> queue = AsyncQueue.bounded(1);
        AsyncLock lock = AsyncLock.create();
        Task<String> ready = loop.start(() -> "ready");
        ready.result();
        assertThat(on(NAME, () -> {
            assertThat(ready.result()).isEqualTo("ready");
            queue.put("room for one");
            lock.locked(() -> {});
            loop.start(() -> "later").whenComplete((_, _) -> done.countDown());
        })).isNull();
        assertThat(catchThrowable(done::await)).isNull();
        assertThat(queue.take()).isEqualTo("room for one");
    }

    @Test
    @DisplayName("A3: other threads block as ever, and so do these once the registration has ended")
    void blocksElsewhere() {
        assertThat(on("another", () -> loop.call(() -> 1))).isNull();
        registration.close();
        registration.close();
        assertThat(on(NAME, () -> loop.call(() -> 1))).isNull();
    }

    @Test
    @DisplayName("A3: such threads are also found as a service")
    void findsServices() {
        assertThat(on(ServiceThreads.NAME, () -> loop.call(() -> 1))).isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith(REFUSED);
    }

    @Test
    @DisplayName("no threads at all are refused")
    void refusesNull() {
        assertThatThrownBy(() -> NonBlockingThreads.register(null)).isInstanceOf(NullPointerException.class)
                .hasMessage("the threads are null: say which ones must not be blocked");
    }

    /** Found by its entry in META-INF/services. */
    public static final class ServiceThreads implements NonBlockingThreads {

        static final String NAME = "foreign-loop-of-a-service";

        @Override
        public boolean includes(Thread thread) {
            return thread.getName().equals(NAME);
        }
    }
}
