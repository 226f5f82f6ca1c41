package dev.footbridge.reactor;

import static dev.footbridge.reactor.Reactor.toMono;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Async;
import dev.footbridge.AsyncCallable;
import dev.footbridge.CancelledException;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.context.ContextKey;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.threads.ThreadPool;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;

/** What a job brings comes as a Mono; a subscriber that cancels cancels the job. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ToMonoTest {

    private static final ContextKey<String> USER = ContextKey.of("user");

    private final EventLoop loop = EventLoop.open();
    private final ThreadPool pool = ThreadPool.open();
    private final CompletableFuture<String> begun = new CompletableFuture<>();
    private final CompletableFuture<String> cleaned = new CompletableFuture<>();
    private final ConcurrentLinkedQueue<Throwable> dropped = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        Hooks.resetOnErrorDropped();
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
        assertThat(toMono(pool, () -> "blocking").block()).isEqualTo("blocking");
        assertThat(toMono(loop, () -> CompletableFuture.completedFuture("async")).block()).isEqualTo("async");
        AsyncCallable<String> none = () -> null;
        assertThat(toMono(loop, none).materialize().block().isOnComplete()).isTrue();
        assertThat(toMono(loop.start(() -> "hot")).block()).isEqualTo("hot");
    }

    @Test
    void bringsTheError() {
        var error = new IOException("lost");
        Mono<String> failing = toMono(pool, () -> {
            throw error;
        });
        assertThat(failing.materialize().block().getThrowable()).isSameAs(error);
        var fatal = new AssertionError("wrong");
        Mono<String> wrong = toMono(loop, () -> CompletableFuture.failedFuture(fatal));
        assertThat(wrong.materialize().block().getThrowable()).isSameAs(fatal);
    }

    @Test
    void startsAJobWithEachSubscription() {
        AtomicInteger started = new AtomicInteger();
        Mono<Integer> cold = toMono(pool, started::incrementAndGet);
        assertThat(started).hasValue(0);
        assertThat(cold.block()).isEqualTo(1);
        assertThat(cold.block()).isEqualTo(2);
    }

    @Test
    void startsNothingForASubscriberThatAsksForNothingOrCancelsBefore() {
        AtomicInteger started = new AtomicInteger();
        Mono<Integer> cold = toMono(loop, started::incrementAndGet);
        cold.subscribe(new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                subscription.cancel();
                subscription.request(1);
            }
        });
        assertThat(started).hasValue(0);
    }

    /** The TCK judges nothing of a publisher of one item. */
    @Test
    void aSubscriberThatAsksForLessThanOneItemIsTold() {
        AtomicInteger started = new AtomicInteger();
        CompletableFuture<Throwable> told = new CompletableFuture<>();
        toMono(loop, started::incrementAndGet).subscribe(new CoreSubscriber<>() {
            @Override
            public void onSubscribe(Subscription subscription) {
                subscription.request(0);
                subscription.request(1);
            }

            @Override
            public void onNext(Integer item) {}

            @Override
            public void onError(Throwable error) {
                told.complete(error);
            }

            @Override
            public void onComplete() {}
        });
        assertThat(told.join()).isInstanceOf(IllegalArgumentException.class).hasMessage(
                "a subscriber must request more than 0 items (it requested 0): Reactive Streams rule 3.9");
        assertThat(started).hasValue(0);
    }

    @Test
    void aClosedLevelIsAnError() {
        loop.close();
        assertThat(toMono(loop, () -> "late").materialize().block().getThrowable())
                .isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void aTaskIsSharedByItsSubscribers() {
        AtomicInteger started = new AtomicInteger();
        Mono<Integer> hot = toMono(pool.start(started::incrementAndGet));
        assertThat(hot.block()).isEqualTo(1);
        assertThat(hot.block()).isEqualTo(1);
    }

    @Test
    @DisplayName("a subscriber that cancels cancels the job, whose cleanup runs to its end, and nothing is dropped")
    void aCancelReachesTheJob() {
        Hooks.onErrorDropped(dropped::add);
        Disposable subscription = toMono(loop, this::sleepAndCleanUp).subscribe();
        assertThat(begun.join()).isEqualTo("begun");
        subscription.dispose();
        assertThat(cleaned.join()).isEqualTo("cleaned");
        loop.close();
        assertThat(dropped).isEmpty();
    }

    @Test
    void aCancelReachesTheTaskUnlessItIsShielded() {
        Task<String> task = loop.start(this::sleepAndCleanUp);
        begun.join();
        toMono(Async.shield(task)).subscribe().dispose();
        assertThat(task.isDone()).isFalse();
        toMono(task).subscribe().dispose();
        assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<>("its subscriber cancelled"));
        assertThat(cleaned).isDone();
    }

    @Test
    void whatCleanupFailsWithAfterACancelIsDroppedOnce() {
        Hooks.onErrorDropped(dropped::add);
        var error = new IOException("cleanup");
        Mono<String> failing = toMono(loop, () -> {
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
        assertThat(dropped).containsExactly(error);
    }

    @Test
    void aCancelledTaskIsAnError() {
        Task<String> task = loop.start(this::sleepAndCleanUp);
        begun.join();
        task.cancel("closing time");
        assertThat(toMono(task).materialize().block().getThrowable()).isInstanceOf(CancelledException.class)
                .hasMessage("closing time");
    }

    @Test
    void racesOfCancelAndEndAreQuiet() {
        Hooks.onErrorDropped(dropped::add);
        for (int round = 0; round < 1_000; round++) {
            CompletableFuture<Void> entered = new CompletableFuture<>();
            Disposable subscription = toMono(pool, () -> entered.complete(null)).subscribe();
            entered.join();
            subscription.dispose();
        }
        pool.close();
        assertThat(dropped).isEmpty();
    }

    @Test
    void aJobSeesReactorsContext() {
        Mono<String> user = toMono(loop, () -> USER.find().orElse("nobody"));
        assertThat(user.block()).isEqualTo("nobody");
        assertThat(USER.call("grace", () -> user.block())).isEqualTo("grace");
        Mono<String> ada = user.contextWrite(context -> context.put(USER, "ada"));
        assertThat(USER.call("grace", () -> ada.block())).isEqualTo("ada");
    }
}
