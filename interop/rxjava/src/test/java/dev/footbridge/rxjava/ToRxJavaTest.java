package dev.footbridge.rxjava;

import static dev.footbridge.rxjava.RxJava.toMaybe;
import static dev.footbridge.rxjava.RxJava.toSingle;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Async;
import dev.footbridge.AsyncCallable;
import dev.footbridge.CancelledException;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.threads.ThreadPool;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.disposables.Disposable;
import io.reactivex.rxjava3.exceptions.UndeliverableException;
import io.reactivex.rxjava3.plugins.RxJavaPlugins;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a job brings comes as a Single or Maybe; an observer that disposes cancels the job. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ToRxJavaTest {

    private final EventLoop loop = EventLoop.open();
    private final ThreadPool pool = ThreadPool.open();
    private final CompletableFuture<String> begun = new CompletableFuture<>();
    private final CompletableFuture<String> cleaned = new CompletableFuture<>();
    private final ConcurrentLinkedQueue<Throwable> undeliverable = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void listen() {
        RxJavaPlugins.setErrorHandler(undeliverable::add);
    }

    @AfterEach
    void close() {
        RxJavaPlugins.setErrorHandler(null);
        loop.close();
        pool.close();
    }

    private String sleepAndCleanUp() {
        try {
            begun.complete("begun");
            Async.sleep(Duration.ofDays(1));
            return "slept";
        } finally {
            Async.shielded(() -> Async.sleep(Duration.ofMillis(10)));
            cleaned.complete("cleaned");
        }
    }

    @Test
    void bringsAValueAndNullAsNone() {
        assertThat(toSingle(pool, () -> "blocking").blockingGet()).isEqualTo("blocking");
        assertThat(toSingle(loop, () -> CompletableFuture.completedFuture("async")).blockingGet()).isEqualTo("async");
        assertThat(toMaybe(pool, () -> "perhaps").blockingGet()).isEqualTo("perhaps");
        AsyncCallable<String> none = () -> null;
        assertThat(toMaybe(loop, none).blockingGet()).isNull();
        assertThat(toMaybe(loop, none).ignoreElement().blockingAwait(30, TimeUnit.SECONDS))
                .isTrue();
        assertThat(toSingle(loop.start(() -> "hot")).blockingGet()).isEqualTo("hot");
        assertThat(toMaybe(loop.start(() -> "hot")).blockingGet()).isEqualTo("hot");
    }

    @Test
    void aSingleWithoutAValueSaysSo() {
        AsyncCallable<String> none = () -> null;
        assertThat(toSingle(loop, none).materialize().blockingGet().getError())
                .isInstanceOf(NullPointerException.class)
                .hasMessage("the value of loop/ToRxJavaTest lambda is null, which a Single cannot hold:"
                        + " use toMaybe");
    }

    @Test
    void bringsTheErrorAsItIs() {
        var error = new IOException("lost");
        Single<String> failing = toSingle(pool, () -> {
            throw error;
        });
        assertThat(failing.materialize().blockingGet().getError()).isSameAs(error);
        var fatal = new AssertionError("wrong");
        Single<String> wrong = toSingle(loop, () -> CompletableFuture.failedFuture(fatal));
        assertThat(wrong.materialize().blockingGet().getError()).isSameAs(fatal);
        assertThat(undeliverable).isEmpty();
    }

    @Test
    void startsAJobWithEachSubscription() {
        AtomicInteger started = new AtomicInteger();
        Single<Integer> cold = toSingle(pool, started::incrementAndGet);
        assertThat(started).hasValue(0);
        assertThat(cold.blockingGet()).isEqualTo(1);
        assertThat(cold.blockingGet()).isEqualTo(2);
    }

    @Test
    @DisplayName("an observer that disposes cancels the job, whose cleanup runs to its end; nothing is undeliverable")
    void disposingReachesTheJob() {
        Disposable subscription = toSingle(loop, this::sleepAndCleanUp).subscribe();
        assertThat(begun.join()).isEqualTo("begun");
        subscription.dispose();
        assertThat(cleaned.join()).isEqualTo("cleaned");
        loop.close();
        assertThat(undeliverable).isEmpty();
    }

    @Test
    void disposingReachesTheTask() {
        Task<String> task = loop.start(this::sleepAndCleanUp);
        begun.join();
        toMaybe(task).subscribe().dispose();
        assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<>("its observer disposed"));
        assertThat(cleaned).isDone();
    }

    @Test
    void whatCleanupFailsWithAfterThatIsToldOnce() {
        var error = new IOException("cleanup");
        Single<String> failing = toSingle(loop, () -> {
            try {
                begun.complete("begun");
                Async.sleep(Duration.ofDays(1));
                return "slept";
            } catch (CancelledException _) {
                throw error;
            }
        });
        Disposable subscription = failing.subscribe();
        begun.join();
        subscription.dispose();
        loop.close();
        assertThat(undeliverable).hasSize(1);
        assertThat(undeliverable.peek()).isInstanceOf(UndeliverableException.class).hasCause(error);
    }

    @Test
    void aCancelledTaskIsAnError() {
        Task<String> task = loop.start(this::sleepAndCleanUp);
        begun.join();
        task.cancel("closing time");
        assertThat(toSingle(task).materialize().blockingGet().getError()).isInstanceOf(CancelledException.class)
                .hasMessage("closing time");
    }

    @Test
    void racesOfDisposingAndEndAreQuiet() {
        for (int round = 0; round < 1_000; round++) {
            CompletableFuture<Void> entered = new CompletableFuture<>();
            Disposable subscription = toMaybe(pool, () -> entered.complete(null)).subscribe();
            entered.join();
            subscription.dispose();
        }
        pool.close();
        assertThat(undeliverable).isEmpty();
    }
}
