package dev.footbridge.guava;

import static dev.footbridge.guava.GuavaFutures.await;
import static dev.footbridge.guava.GuavaFutures.fromFuture;
import static dev.footbridge.guava.GuavaFutures.toListenableFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.ListeningExecutorService;
import com.google.common.util.concurrent.MoreExecutors;
import com.google.common.util.concurrent.SettableFuture;
import dev.footbridge.Async;
import dev.footbridge.AsyncCallable;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.threads.ThreadPool;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Listenable futures come as values of async functions, tasks become listenable futures; cancels cross both ways. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GuavaFuturesTest {

    private final EventLoop loop = EventLoop.open();
    private final ThreadPool pool = ThreadPool.open();
    private final ListeningExecutorService guava = MoreExecutors.listeningDecorator(Executors.newCachedThreadPool());

    @AfterEach
    void close() {
        loop.close();
        pool.close();
        guava.shutdownNow();
    }

    // ---- from Guava

    @Test
    void bringsAValue() {
        assertThat(loop.call(() -> await(Futures.immediateFuture("now")))).isEqualTo("now");
        ListenableFuture<String> later = guava.submit(() -> "later");
        assertThat(loop.call(() -> await(later))).isEqualTo("later");
        assertThat(loop.call(() -> await(Futures.<String>immediateFuture(null)))).isNull();
        ListenableFuture<String> other = guava.submit(() -> "on a plain thread");
        assertThat(await(other)).isEqualTo("on a plain thread");
    }

    @Test
    void goesOnOnTheLoopOfTheAwaitingCode() {
        ListenableFuture<String> later = guava.submit(() -> "later");
        assertThat(loop.call(() -> {
            await(later);
            return EventLoop.running();
        })).contains(loop);
    }

    @Test
    void bringsTheErrorAsItIs() {
        var error = new IOException("lost");
        ListenableFuture<String> failing = guava.submit(() -> {
            throw error;
        });
        assertThatThrownBy(() -> loop.call(() -> await(failing))).isSameAs(error);
        var fatal = new AssertionError("wrong");
        assertThatThrownBy(() -> loop.call(() -> await(Futures.immediateFailedFuture(fatal)))).isSameAs(fatal);
    }

    @Test
    void beginsAnewWithEachCall() {
        AtomicInteger begun = new AtomicInteger();
        AsyncCallable<Integer> count = fromFuture(() -> Futures.immediateFuture(begun.incrementAndGet()));
        assertThat(begun).hasValue(0);
        assertThat(List.of(loop.call(count), loop.call(count))).containsExactly(1, 2);
        loop.call(() -> {
            Task<Integer> task = loop.start(count);
            task.cancel("before");
            assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<>("before"));
        });
        assertThat(begun).hasValue(2);
    }

    @Test
    void aCancelInterruptsTheWork() {
        CountDownLatch running = new CountDownLatch(1);
        CompletableFuture<String> interrupted = new CompletableFuture<>();
        Task<String> task = loop.start(fromFuture(() -> guava.submit(() -> {
            try {
                running.countDown();
                new CountDownLatch(1).await();
                return "never";
            } catch (InterruptedException _) {
                interrupted.complete("interrupted");
                return "never";
            }
        })));
        pool.call(() -> running.await());
        task.cancel("enough");
        assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<>("enough"));
        assertThat(interrupted.orTimeout(30, TimeUnit.SECONDS).join()).isEqualTo("interrupted");
    }

    @Test
    void aFutureThatIsCancelledElsewhereIsACancel() {
        SettableFuture<String> future = SettableFuture.create();
        Task<String> task = loop.start(fromFuture(() -> future));
        future.cancel(false);
        assertThat(task.outcome()).isInstanceOf(Outcome.Cancelled.class);
    }

    @Test
    void racesEndOneWay() throws Exception {
        for (int round = 0; round < 1_000; round++) {
            SettableFuture<String> future = SettableFuture.create();
            CompletableFuture<Void> begun = new CompletableFuture<>();
            Task<String> task = loop.start(fromFuture(() -> {
                begun.complete(null);
                return future;
            }));
            begun.join();
            Thread answering = Thread.startVirtualThread(() -> future.set("x"));
            task.cancel("enough");
            answering.join();
            assertThat(task.outcome()).isIn(new Outcome.Success<>("x"), new Outcome.Cancelled<>("enough"));
            assertThat(future.isDone()).isTrue();
        }
    }

    // ---- to Guava

    @Test
    void aTaskIsAListenableFuture() throws Exception {
        assertThat(toListenableFuture(pool.start(() -> "x")).get()).isEqualTo("x");
        AsyncCallable<String> none = () -> null;
        assertThat(toListenableFuture(loop.start(none)).get()).isNull();
        CompletableFuture<String> told = new CompletableFuture<>();
        ListenableFuture<String> future = toListenableFuture(loop.start(() -> "told"));
        future.addListener(() -> told.complete(Futures.getUnchecked(future)), Runnable::run);
        assertThat(told.join()).isEqualTo("told");
    }

    @Test
    void aTaskFailsItsFutureWithItsOwnException() {
        for (Throwable error : List.of(new IOException("lost"), new AssertionError("wrong"))) {
            Task<String> failing = loop.start(() -> CompletableFuture.failedFuture(error));
            assertThatThrownBy(() -> toListenableFuture(failing).get()).isInstanceOf(ExecutionException.class)
                    .cause().isSameAs(error);
        }
    }

    @Test
    void cancellingTheFutureCancelsTheTaskAndItHasEndedWhenTheCleanupHas() {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<Void> cleaned = new CompletableFuture<>();
        Task<String> task = loop.start(() -> {
            try {
                begun.complete(null);
                Async.sleep(Duration.ofDays(1));
                return "slept";
            } finally {
                Async.shielded(() -> Async.sleep(Duration.ofMillis(10)));
                cleaned.complete(null);
            }
        });
        ListenableFuture<String> future = toListenableFuture(task);
        begun.join();
        assertThat(future.cancel(true)).isTrue();
        assertThatThrownBy(future::get).isInstanceOf(CancellationException.class);
        assertThat(cleaned).isDone();
        assertThat(future.isCancelled()).isTrue();
        assertThat(task.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(future.toString()).contains("CANCELLED");
    }

    @Test
    void aTaskCancelledElsewhereCancelsItsFuture() {
        Task<String> task = loop.start(() -> {
            Async.sleep(Duration.ofDays(1));
            return "slept";
        });
        ListenableFuture<String> future = toListenableFuture(task);
        task.cancel();
        assertThatThrownBy(future::get).isInstanceOf(CancellationException.class);
    }

    @Test
    void guavasOwnCombinatorsTakeTasks() throws Exception {
        ListenableFuture<List<String>> both = Futures.allAsList(toListenableFuture(loop.start(() -> "a")),
                toListenableFuture(pool.start(() -> "b")));
        assertThat(both.get()).containsExactly("a", "b");
    }
}
