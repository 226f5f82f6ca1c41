package dev.footbridge.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ReportedFailures;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import javax.swing.SwingUtilities;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An event loop in turns of somebody else's. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ForeignLoopTest {

    private final ScheduledExecutorService foreign = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().name("foreign").factory());
    private final EventLoop loop = EventLoop.on(foreign, o -> o.withName("hosted"));

    @AfterEach
    void close() {
        loop.abort();
        foreign.shutdownNow();
    }

    private <T> T onForeignThread(Callable<T> code) throws Exception {
        return foreign.submit(code).get();
    }

    private Thread foreignThread() throws Exception {
        return onForeignThread(Thread::currentThread);
    }

    // ---- where things run

    @Test
    @DisplayName("law 1: between two waits of a coroutine none of the foreign loop's own tasks run")
    void keepsOutTheForeignLoopsTasks() throws Exception {
        AtomicBoolean ran = new AtomicBoolean();
        boolean overlapped = loop.call(() -> {
            foreign.execute(() -> ran.set(true));
            long end = System.nanoTime() + Duration.ofMillis(50).toNanos();
            while (System.nanoTime() - end < 0) {
                Thread.onSpinWait();
            }
            return ran.get();
        });
        assertThat(overlapped).isFalse();
        Eventually.until(ran::get);
    }

    @Test
    @DisplayName("while a coroutine waits the foreign loop's own tasks run")
    void letsTheForeignLoopGoOnWhileItWaits() {
        CountDownLatch ran = new CountDownLatch(1);
        CompletableFuture<String> answer = new CompletableFuture<>();
        Task<String> task = loop.start(() -> {
            foreign.execute(() -> {
                ran.countDown();
                answer.complete("from the foreign loop");
            });
            return Async.await(answer);
        });
        assertThat(task.result()).isEqualTo("from the foreign loop");
        assertThat(ran.getCount()).isZero();
    }

    @Test
    @DisplayName("coroutines that are always ready do not keep the foreign loop from its own tasks")
    void doesNotStarveTheForeignLoop() throws Exception {
        Task<?> busy = loop.start(() -> {
            for (;;) {
                Async.yieldNow();
            }
        });
        for (int i = 0; i < 20; i++) {
            onForeignThread(() -> "had a turn");
        }
        busy.cancel();
        assertThat(busy.outcome() instanceof Outcome.Cancelled<?>).isTrue();
    }

    @Test
    @DisplayName("a section, a callback and a timer run on the foreign thread, whoever asks for them")
    void runsSectionsAndCallbacksOnTheForeignThread() throws Exception {
        Thread thread = foreignThread();
        assertThat(loop.atomically(Thread::currentThread)).isSameAs(thread);
        assertThat(loop.call(() -> loop.atomically(Thread::currentThread))).isSameAs(thread);
        assertThat(onForeignThread(() -> loop.atomically(Thread::currentThread))).isSameAs(thread);
        CompletableFuture<Thread> soon = new CompletableFuture<>();
        loop.callSoon(() -> soon.complete(Thread.currentThread()));
        CompletableFuture<Thread> later = new CompletableFuture<>();
        loop.callLater(Duration.ofMillis(5), () -> later.complete(Thread.currentThread()));
        assertThat(soon.get()).isSameAs(thread);
        assertThat(later.get()).isSameAs(thread);
    }

    @Test
    @DisplayName("law 1: a coroutine stays atomic over a section on the foreign thread")
    void keepsTheTurnOverASection() {
        List<String> order = new ArrayList<>();
        loop.call(() -> {
            Task<?> other = loop.start(() -> order.add("other"));
            order.add("before");
            loop.atomically(() -> {
                order.add("section");
            });
            order.add("after");
            other.result();
            return null;
        });
        assertThat(order).containsExactly("before", "section", "after", "other");
    }

    @Test
    @DisplayName("law 5: what a section throws arrives as it is")
    void passesOnWhatASectionThrows() {
        IllegalArgumentException broken = new IllegalArgumentException("broken");
        Callable<Object> throwing = () -> {
            throw broken;
        };
        assertThat(catchThrowable(() -> loop.atomically(throwing))).isSameAs(broken);
        assertThat(catchThrowable(() -> loop.call(() -> loop.atomically(throwing)))).isSameAs(broken);
    }

    @Test
    @DisplayName("a result comes back on the loop of whoever waits for it")
    void resumesOnTheCallersOwnLoop() {
        try (EventLoop own = EventLoop.open(o -> o.withName("own")); ThreadPool pool = ThreadPool.open()) {
            List<EventLoop> seen = own.call(() -> {
                List<EventLoop> loops = new ArrayList<>();
                Async.await(loop.start(() -> {
                    loops.add(EventLoop.running().orElseThrow());
                    Async.await(pool.start(() -> 1));
                    loops.add(EventLoop.running().orElseThrow());
                }));
                loops.add(EventLoop.running().orElseThrow());
                return loops;
            });
            assertThat(seen).containsExactly(loop, loop, own);
        }
    }

    @Test
    @DisplayName("law 2: calls between a foreign loop, another loop and a pool nest to any depth")
    void nests() {
        try (EventLoop own = EventLoop.open(); ThreadPool pool = ThreadPool.open(o -> o.withLimit(2))) {
            assertThat(depth(60, own, pool)).isEqualTo(60);
        }
    }

    private int depth(int left, EventLoop own, ThreadPool pool) {
        return left == 0
                ? 0
                : loop.call(() -> own.call(() -> pool.call(() -> 1 + depth(left - 1, own, pool))));
    }

    // ---- the foreign thread must not be blocked

    @Test
    @DisplayName("A3: on the foreign thread a wait is refused at once, with what to do instead")
    void refusesToBlockTheForeignThread() throws Exception {
        Task<String> slow = loop.start(() -> {
            Async.sleep(Duration.ofHours(1));
            return "late";
        });
        Throwable refused = onForeignThread(() -> catchThrowable(slow::result));
        assertThat(refused).isInstanceOf(IllegalStateException.class).hasMessageContaining(
                "must not be blocked (event loop 'hosted' runs on it): start a coroutine on that loop and await there,"
                        + " or make the call on another thread");
        assertThat(slow.isDone()).isFalse();
        assertThat(onForeignThread(() -> catchThrowable(() -> Async.sleep(Duration.ofMillis(1)))))
                .isInstanceOf(IllegalStateException.class);
        assertThat(onForeignThread(() -> catchThrowable(() -> Async.await(new CompletableFuture<>()))))
                .isInstanceOf(IllegalStateException.class);
        try (EventLoop own = EventLoop.open(); ThreadPool pool = ThreadPool.open()) {
            assertThat(onForeignThread(() -> catchThrowable(() -> own.call(() -> 1))))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(onForeignThread(() -> catchThrowable(() -> pool.call(() -> 1))))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    @DisplayName("on the foreign thread a call runs in place as far as it does not wait")
    void callsInPlaceOnTheForeignThread() throws Exception {
        Thread thread = foreignThread();
        assertThat(onForeignThread(() -> loop.call(() -> loop.call(Thread::currentThread)))).isSameAs(thread);
        assertThat(onForeignThread(() -> catchThrowable(() -> loop.call(Async::yieldNow))))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("start a coroutine on the event loop");
        assertThat(loop.call(() -> "goes on")).isEqualTo("goes on");
    }

    @Test
    @DisplayName("a callback that waits is refused and reported, and the loop goes on")
    void refusesCallbacksThatWait() {
        ReportedFailures failures = new ReportedFailures();
        try (EventLoop strict = EventLoop.on(foreign, o -> o.withFailureHandler(failures))) {
            strict.callSoon(() -> Async.sleep(Duration.ofMillis(1)));
            Eventually.until(() -> failures.failures().size() == 1);
            assertThat(strict.call(() -> "goes on")).isEqualTo("goes on");
        }
        assertThat(failures.failures().getFirst()).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("must not wait");
    }

    @Test
    @DisplayName("a loop that was closed leaves its thread free to be blocked")
    void freesTheThreadWhenClosed() throws Exception {
        loop.close();
        try (ThreadPool pool = ThreadPool.open()) {
            assertThat(onForeignThread(() -> pool.call(() -> "blocked"))).isEqualTo("blocked");
        }
    }

    // ---- the end

    @Test
    @DisplayName("closing waits for its tasks and leaves the foreign loop alone")
    void closesWithoutTheForeignLoop() throws Exception {
        Task<String> task = loop.start(() -> {
            Async.sleep(Duration.ofMillis(20));
            return "done";
        });
        loop.close();
        assertThat(task.resultNow()).isEqualTo("done");
        assertThat(onForeignThread(() -> "alive")).isEqualTo("alive");
        assertThatThrownBy(() -> loop.start(() -> 1)).isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> loop.atomically(() -> 1)).isInstanceOf(RejectedExecutionException.class);
        assertThat(onForeignThread(() -> catchThrowable(() -> loop.call(() -> 1))))
                .isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    @DisplayName("on its foreign thread an idle loop can be closed, and a busy one only aborted")
    void closesOnItsOwnThread() throws Exception {
        Task<?> task = loop.start(() -> Async.sleep(Duration.ofHours(1)));
        assertThat(onForeignThread(() -> catchThrowable(loop::close))).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("close it on another thread, or abort it");
        assertThat(loop.isClosed()).isFalse();
        onForeignThread(() -> {
            loop.abort();
            return null;
        });
        assertThat(task.outcome() instanceof Outcome.Cancelled<?>).isTrue();
        EventLoop idle = EventLoop.on(foreign);
        onForeignThread(() -> {
            idle.close();
            return null;
        });
        assertThat(idle.isClosed()).isTrue();
        assertThatThrownBy(() -> idle.start(() -> 1)).isInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining("is closed");
    }

    @Test
    @DisplayName("law 4: tasks end, cleaned up, when the foreign loop is shut down, also if it drops the turn it had taken")
    void cancelsItsTasksWhenTheForeignLoopEnds() {
        for (boolean drops : new boolean[]{false, true}) {
            ExecutorService dying = Executors.newSingleThreadExecutor();
            EventLoop hosted = EventLoop.on(dying, o -> o.withName("dying"));
            AtomicInteger cleaned = new AtomicInteger();
            Task<?> task = hosted.start(() -> {
                try {
                    Async.sleep(Duration.ofHours(1));
                } finally {
                    cleaned.incrementAndGet();
                }
            });
            Eventually.until(() -> hosted.stats().timers() == 1);
            CountDownLatch busy = new CountDownLatch(1);
            if (drops) {
                dying.execute(() -> awaitPlainly(busy));
            }
            Task<?> second = hosted.start(() -> 1); // its turn is in the queue
            if (drops) {
                dying.shutdownNow();
                busy.countDown();
            } else {
                dying.shutdown();
                catchThrowable(() -> hosted.start(() -> 2));
            }
            assertThatThrownBy(task::result).isInstanceOf(CancelledException.class)
                    .hasMessageContaining("event loop 'dying' runs nothing any more");
            assertThat(cleaned).hasValue(1);
            second.outcome();
            Eventually.until(() -> catchThrowable(() -> hosted.start(() -> 1)) != null);
            hosted.close();
        }
    }

    private static void awaitPlainly(CountDownLatch latch) {
        boolean interrupted = false;
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @DisplayName("closing is bounded while the foreign loop is stuck")
    void closesInTimeWhileTheForeignLoopIsStuck() {
        EventLoop bounded = EventLoop.on(foreign, o -> o.withCloseTimeout(Duration.ofMillis(20))
                .withAbortTimeout(Duration.ofMillis(50)).withFailureHandler((_, _) -> {}));
        CountDownLatch stuck = new CountDownLatch(1);
        foreign.execute(() -> awaitPlainly(stuck));
        Task<?> task = bounded.start(() -> 1);
        bounded.close();
        assertThat(task.isDone()).isTrue();
        stuck.countDown();
    }

    // ---- executors of all kinds

    @Test
    @DisplayName("an executor that runs tasks on the calling thread, is shut down or null is refused")
    void refusesUnusableExecutors() {
        assertThatThrownBy(() -> EventLoop.on(Runnable::run)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must queue what it is given").hasMessageContaining("with a thread of its own");
        ExecutorService down = Executors.newSingleThreadExecutor();
        down.shutdown();
        assertThatThrownBy(() -> EventLoop.on(down)).isInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining("takes no tasks").hasMessageContaining("not shut down");
        assertThatThrownBy(() -> EventLoop.on(null)).isInstanceOf(NullPointerException.class)
                .hasMessageContaining("give one that queues");
    }

    @Test
    @DisplayName("an executor that runs at once what its own thread gives it is served by another thread")
    void worksOnAnExecutorThatRunsItsOwnTasksAtOnce() throws Exception {
        Thread thread = foreignThread();
        Executor immediate = task -> {
            if (Thread.currentThread() == thread) {
                task.run();
            } else {
                foreign.execute(task);
            }
        };
        try (EventLoop hosted = EventLoop.on(immediate)) {
            AtomicReference<Task<String>> started = new AtomicReference<>();
            boolean atOnce = onForeignThread(() -> {
                started.set(hosted.start(() -> "ran"));
                return started.get().isDone();
            });
            assertThat(atOnce).isFalse();
            assertThat(started.get().result()).isEqualTo("ran");
        }
    }

    @Test
    @DisplayName("law 4: an executor that refuses tasks for a while is asked again")
    void asksAgainWhenRefused() throws Exception {
        ThreadPoolExecutor full = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1));
        try (EventLoop hosted = EventLoop.on(full)) {
            hosted.call(() -> 1);
            Eventually.until(() -> full.getActiveCount() == 0 && full.getQueue().isEmpty()); // no turn is left
            CountDownLatch stuck = new CountDownLatch(1);
            full.execute(() -> awaitPlainly(stuck));
            Eventually.until(() -> full.getActiveCount() == 1 && full.getQueue().isEmpty()); // it has begun
            full.execute(() -> {});
            Task<String> task = hosted.start(() -> "ran");
            stuck.countDown();
            assertThat(task.result()).isEqualTo("ran");
        } finally {
            full.shutdownNow();
        }
    }

    @Test
    @DisplayName("Swing: sections run on the event dispatch thread, coroutines in its turns")
    void runsOnSwing() throws Exception {
        try (EventLoop swing = EventLoop.on(SwingUtilities::invokeLater, o -> o.withName("swing"))) {
            assertThat(swing.atomically(SwingUtilities::isEventDispatchThread)).isTrue();
            Task<Boolean> task = swing.start(() -> {
                Async.sleep(Duration.ofMillis(5));
                return swing.atomically(SwingUtilities::isEventDispatchThread);
            });
            assertThat(task.result()).isTrue();
        }
    }

    @Test
    @DisplayName("an interrupt of the foreign thread during a turn is left for the foreign loop")
    void keepsInterruptsOfTheForeignThread() throws Exception {
        BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
        Thread handMade = Thread.ofPlatform().daemon().start(() -> {
            for (;;) {
                Runnable task = tasks.poll();
                if (task != null) {
                    task.run();
                }
            }
        });
        try (EventLoop hosted = EventLoop.on(tasks::add)) {
            hosted.call(() -> {
                handMade.interrupt();
                hosted.atomically(() -> {});
                hosted.start(() -> "another step").result();
            });
            CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
            tasks.add(() -> interrupted.complete(Thread.interrupted()));
            assertThat(interrupted.get()).isTrue();
        } finally {
            tasks.add(() -> LockSupport.park());
        }
    }

    @Test
    @DisplayName("failures that nobody looked at are reported, as on every loop")
    void reportsFailures() {
        ReportedFailures failures = new ReportedFailures();
        try (EventLoop strict = EventLoop.on(foreign, o -> o.withFailureHandler(failures))) {
            strict.callSoon(() -> {
                throw new IllegalStateException("broken callback");
            });
        }
        assertThat(failures.failures()).singleElement().extracting(Throwable::getMessage)
                .isEqualTo("broken callback");
    }
}
