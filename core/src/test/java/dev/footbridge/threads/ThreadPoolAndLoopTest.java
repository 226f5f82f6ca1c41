package dev.footbridge.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.OnCancel;
import dev.footbridge.Task;
import dev.footbridge.TaskGroup;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.Gate;
import dev.footbridge.testing.ReportedFailures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

@Timeout(30)
@Isolated("watches the error output of the JVM")
class ThreadPoolAndLoopTest {

    @Test
    @DisplayName("B1: a coroutine that waits for a thread leaves its loop to the others")
    void keepsTheLoopResponsive() {
        try (EventLoop loop = EventLoop.open(); ThreadPool pool = ThreadPool.open(); Gate gate = new Gate()) {
            List<String> order = new CopyOnWriteArrayList<>();
            Task<Boolean> blocked = loop.start(() -> pool.call(() -> {
                gate.pass();
                return order.add("blocking");
            }));
            gate.awaitArrivals(1);
            for (int i = 0; i < 100; i++) {
                loop.call(() -> Async.yieldNow());
            }
            loop.call(() -> order.add("coroutine"));
            gate.open();

            blocked.result();
            assertThat(order).containsExactly("coroutine", "blocking");
        }
    }

    @Test
    @DisplayName("B7: closing a pool in a coroutine does not hold up its worker that waits for the loop")
    void isClosedByACoroutineWhileItsJobWaitsForTheLoop() {
        try (EventLoop loop = EventLoop.open()) {
            List<String> order = new CopyOnWriteArrayList<>();
            loop.call(() -> {
                ThreadPool pool = ThreadPool.open(o -> o.withLimit(1));
                CountDownLatch began = new CountDownLatch(1);
                Task<Boolean> worker = pool.start(() -> {
                    began.countDown();
                    loop.call(() -> Async.sleep(Duration.ofMillis(5)));
                    return loop.call(() -> order.add("worker on the loop"));
                });
                began.await();
                pool.close();
                order.add("closed");
                assertThat(worker.isDone()).isTrue();
            });
            assertThat(order).containsExactly("worker on the loop", "closed");
        }
    }

    @Test
    @DisplayName("B7: a group whose worker waits for the loop leaves the only place to that worker's own jobs")
    void leavesThePlaceToTheWorkersOwnJobs() {
        try (EventLoop loop = EventLoop.open(); ThreadPool pool = ThreadPool.open(o -> o.withLimit(1))) {
            int value = loop.call(() -> TaskGroup.on(pool, (TaskGroup group) -> {
                Task<Integer> worker = group.start(() -> loop.call(() -> pool.call(() -> loop.call(() -> 7))));
                Async.yieldNow();
                return worker.result();
            }));

            assertThat(value).isEqualTo(7);
        }
    }

    @Test
    @DisplayName("B11: a cancel reaches the async work that a thread called back into")
    void carriesACancelThroughTheThread() {
        try (EventLoop loop = EventLoop.open(); ThreadPool pool = ThreadPool.open(o -> o.withLimit(1))) {
            ConcurrentLinkedQueue<String> ended = new ConcurrentLinkedQueue<>();
            CountDownLatch inside = new CountDownLatch(1);
            Task<Object> outer = loop.start((Callable<Object>) () -> {
                try {
                    return pool.call((Callable<Object>) () -> {
                        try {
                            return loop.call((Callable<Object>) () -> {
                                try {
                                    inside.countDown();
                                    Async.sleep(Duration.ofSeconds(60));
                                    return "slept";
                                } finally {
                                    ended.add("inner");
                                }
                            });
                        } finally {
                            ended.add("thread");
                        }
                    });
                } finally {
                    ended.add("outer");
                }
            });
            Eventually.until(() -> inside.getCount() == 0);

            outer.cancel("enough");

            assertThatThrownBy(outer::result).isInstanceOf(CancelledException.class).hasMessageContaining("enough");
            assertThat(ended).containsExactly("inner", "thread", "outer");
        }
    }

    @Test
    @DisplayName("B11: shielded work that a thread called back into survives the cancel and completes")
    void keepsACancelFromShieldedWorkBehindTheThread() {
        try (EventLoop loop = EventLoop.open(); ThreadPool pool = ThreadPool.open(o -> o.withLimit(1))) {
            CountDownLatch inside = new CountDownLatch(1);
            AtomicInteger effect = new AtomicInteger();
            CompletableFuture<Void> door = new CompletableFuture<>();
            Task<Object> outer = loop.start((Callable<Object>) () -> pool.call((Callable<Object>) () -> {
                Async.shielded(() -> loop.call(() -> {
                    inside.countDown();
                    Async.await(door);
                    return effect.incrementAndGet();
                }));
                Async.sleep(Duration.ofSeconds(60));
                return "not cancelled";
            }));
            Eventually.until(() -> inside.getCount() == 0);

            outer.cancel("enough");
            loop.call(() -> Async.yieldNow());
            assertThat(outer.isDone()).isFalse();
            door.complete(null);

            assertThatThrownBy(outer::result).isInstanceOf(CancelledException.class);
            assertThat(effect.get()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("B13: an abandoned thread that fails after its loop and its pool are gone writes nothing")
    void isSilentAboutAbandonedThreads() {
        ReportedFailures reported = new ReportedFailures();
        List<Throwable> uncaught = new CopyOnWriteArrayList<>();
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        PrintStream err = System.err;
        Thread.setDefaultUncaughtExceptionHandler((_, error) -> uncaught.add(error));
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        Gate gate = new Gate();
        try {
            ThreadPool pool = ThreadPool.open(o -> o.withCloseTimeout(Duration.ZERO)
                    .withAbortTimeout(Duration.ofMillis(10)).withFailureHandler(reported));
            CopyOnWriteArrayList<Thread> thread = new CopyOnWriteArrayList<>();
            EventLoop loop = EventLoop.open(o -> o.withFailureHandler(reported));
            Task<Object> waiting = loop.start((Callable<Object>) () -> pool.start((Callable<Object>) () -> {
                thread.add(Thread.currentThread());
                gate.passDeaf();
                throw new IOException("nobody is left to hear this");
            }, OnCancel.ABANDON).result());
            gate.awaitArrivals(1);
            waiting.cancel("abandoned");
            assertThat(waiting.outcome().isSuccess()).isFalse();
            loop.close();
            pool.close();
            gate.open();
            Eventually.until(() -> !thread.getFirst().isAlive());
        } finally {
            gate.open();
            System.setErr(err);
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        assertThat(reported.all()).isEmpty();
        assertThat(uncaught).isEmpty();
        assertThat(written.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
