package dev.footbridge.rxjava;

import static dev.footbridge.rxjava.RxJava.await;
import static dev.footbridge.rxjava.RxJava.fromMaybe;
import static dev.footbridge.rxjava.RxJava.fromSingle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.AsyncCallable;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.core.SingleEmitter;
import io.reactivex.rxjava3.core.SingleObserver;
import io.reactivex.rxjava3.disposables.Disposable;
import io.reactivex.rxjava3.exceptions.CompositeException;
import io.reactivex.rxjava3.plugins.RxJavaPlugins;
import io.reactivex.rxjava3.schedulers.Schedulers;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a source of one value brings comes as the value of an async function; a cancel disposes of the subscription. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FromRxJavaTest {

    private final EventLoop loop = EventLoop.open();
    private final AtomicInteger disposed = new AtomicInteger();
    private final ConcurrentLinkedQueue<Throwable> undeliverable = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void listen() {
        RxJavaPlugins.setErrorHandler(undeliverable::add);
    }

    @AfterEach
    void close() {
        RxJavaPlugins.setErrorHandler(null);
        loop.close();
    }

    @Test
    void bringsAValueAndNoneAsNull() {
        assertThat(loop.call(() -> await(Single.just("now")))).isEqualTo("now");
        Single<String> later = Single.just("later").delay(5, TimeUnit.MILLISECONDS);
        assertThat(loop.call(() -> await(later))).isEqualTo("later");
        assertThat(loop.call(() -> await(Maybe.just("perhaps")))).isEqualTo("perhaps");
        assertThat(loop.call(() -> await(Maybe.<String>empty()))).isNull();
        loop.call(() -> await(Completable.timer(5, TimeUnit.MILLISECONDS)));
        assertThat(await(Single.just("on a plain thread").observeOn(Schedulers.computation())))
                .isEqualTo("on a plain thread");
    }

    @Test
    void goesOnOnTheLoopOfTheAwaitingCode() {
        assertThat(loop.call(() -> {
            await(Completable.timer(5, TimeUnit.MILLISECONDS));
            return EventLoop.running();
        })).contains(loop);
    }

    @Test
    void bringsTheErrorAsItIs() {
        var error = new IOException("lost");
        assertThatThrownBy(() -> loop.call(() -> await(Single.error(error)))).isSameAs(error);
        assertThatThrownBy(() -> loop.call(() -> await(Maybe.error(error)))).isSameAs(error);
        assertThatThrownBy(() -> loop.call(() -> await(Completable.error(error)))).isSameAs(error);
        var fatal = new AssertionError("wrong");
        assertThatThrownBy(() -> loop.call(() -> await(Single.error(fatal)))).isSameAs(fatal);
        var several = new CompositeException(error, new IllegalStateException("too"));
        assertThatThrownBy(() -> loop.call(() -> await(Single.error(several)))).isSameAs(several);
        assertThat(undeliverable).isEmpty();
    }

    @Test
    void subscribesWithEachCall() {
        AtomicInteger subscriptions = new AtomicInteger();
        AsyncCallable<Integer> count = fromSingle(Single.fromSupplier(subscriptions::incrementAndGet));
        assertThat(subscriptions).hasValue(0);
        assertThat(List.of(loop.call(count), loop.call(count))).containsExactly(1, 2);
    }

    @Test
    void aCancelDisposesOfTheSubscriptionOnce() {
        CompletableFuture<Void> subscribed = new CompletableFuture<>();
        Task<String> task = loop.start(fromMaybe(Maybe.<String>never().doOnSubscribe(_ -> subscribed.complete(null))
                .doOnDispose(disposed::incrementAndGet)));
        subscribed.join();
        task.cancel("enough");
        task.cancel("again");
        assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<>("enough"));
        assertThat(disposed).as("disposed before the wait ended").hasValue(1);
    }

    @Test
    void subscribesToNothingWhenCancelledBefore() {
        AtomicInteger subscriptions = new AtomicInteger();
        loop.call(() -> {
            Task<String> task = loop.start(
                    fromSingle(Single.<String>never().doOnSubscribe(_ -> subscriptions.incrementAndGet())));
            task.cancel("before");
            assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<>("before"));
        });
        assertThat(subscriptions).hasValue(0);
    }

    @Test
    void aSubscriptionThatComesLateIsDisposedOf() {
        CompletableFuture<SingleObserver<? super String>> observer = new CompletableFuture<>();
        Task<String> task = loop.start(fromSingle((SingleObserver<? super String> given) -> observer.complete(given)));
        SingleObserver<? super String> late = observer.join();
        task.cancel("early");
        assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<>("early"));
        Disposable subscription = Disposable.empty();
        late.onSubscribe(subscription);
        assertThat(subscription.isDisposed()).isTrue();
    }

    @Test
    @DisplayName("an error after the cancel is told once to RxJava's handler, whoever notices it")
    void anUndeliverableErrorIsToldOnce() {
        CompletableFuture<SingleEmitter<String>> emitter = new CompletableFuture<>();
        CompletableFuture<SingleObserver<? super String>> observer = new CompletableFuture<>();
        Task<String> polite = loop.start(fromSingle(Single.<String>create(emitter::complete)));
        Task<String> rude = loop.start(fromSingle((SingleObserver<? super String> given) -> {
            given.onSubscribe(Disposable.empty());
            observer.complete(given);
        }));
        for (Task<String> task : List.of(polite, rude)) {
            emitter.join();
            observer.join();
            task.cancel("enough");
            assertThat(task.outcome()).isInstanceOf(Outcome.Cancelled.class);
        }
        var one = new IOException("late");
        emitter.join().onError(one);
        assertThat(undeliverable).hasSize(1).allMatch(told -> told.getCause() == one);
        var two = new IOException("later");
        observer.join().onError(two);
        assertThat(undeliverable).hasSize(2).last().matches(told -> told.getCause() == two);
    }

    @Test
    @DisplayName("a cancel and a value at the same time: one of them counts")
    void racesEndOneWay() throws Exception {
        for (int round = 0; round < 1_000; round++) {
            CompletableFuture<SingleEmitter<String>> begun = new CompletableFuture<>();
            Task<String> task = loop.start(fromSingle(Single.<String>create(begun::complete)));
            SingleEmitter<String> emitter = begun.join();
            Thread answering = Thread.startVirtualThread(() -> emitter.onSuccess("x"));
            task.cancel("enough");
            answering.join();
            assertThat(task.outcome()).isIn(new Outcome.Success<>("x"), new Outcome.Cancelled<>("enough"));
        }
        assertThat(undeliverable).isEmpty();
    }
}
