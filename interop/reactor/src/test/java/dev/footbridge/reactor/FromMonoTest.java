package dev.footbridge.reactor;

import static dev.footbridge.reactor.Reactor.await;
import static dev.footbridge.reactor.Reactor.fromMono;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.AsyncCallable;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.context.ContextKey;
import dev.footbridge.loop.EventLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Subscriber;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Schedulers;

/** What a Mono brings comes as the value of an async function; a cancel disposes of the subscription. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FromMonoTest {

    private static final ContextKey<String> USER = ContextKey.of("user");

    private final EventLoop loop = EventLoop.open(o -> o.withName("reactor"));
    private final AtomicInteger disposed = new AtomicInteger();
    private final ConcurrentLinkedQueue<Throwable> dropped = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        Hooks.resetOnErrorDropped();
        loop.close();
    }

    @Test
    void bringsAValueAndNoneAsNull() {
        assertThat(loop.call(() -> await(Mono.just("now")))).isEqualTo("now");
        Mono<String> later = Mono.delay(Duration.ofMillis(5)).map(_ -> "later");
        assertThat(loop.call(() -> await(later))).isEqualTo("later");
        assertThat(loop.call(() -> await(Mono.<String>empty()))).isNull();
        assertThat(await(Mono.just("on a plain thread").publishOn(Schedulers.parallel()))).isEqualTo(
                "on a plain thread");
    }

    @Test
    void goesOnOnTheLoopOfTheAwaitingCode() {
        assertThat(loop.call(() -> {
            await(Mono.delay(Duration.ofMillis(5)));
            return EventLoop.running();
        })).contains(loop);
    }

    @Test
    @DisplayName("the original error comes, an Error too, with what is suppressed in it")
    void bringsTheError() {
        var error = new IOException("lost");
        error.addSuppressed(new IllegalStateException("too"));
        assertThatThrownBy(() -> loop.call(() -> await(Mono.error(error)))).isSameAs(error)
                .satisfies(thrown -> assertThat(thrown.getSuppressed()).hasSize(1));
        var fatal = new AssertionError("wrong");
        assertThatThrownBy(() -> loop.call(() -> await(Mono.error(fatal).delaySubscription(Duration.ofMillis(1)))))
                .isSameAs(fatal);
    }

    @Test
    void subscribesWithEachCall() {
        AtomicInteger subscriptions = new AtomicInteger();
        AsyncCallable<Integer> count = fromMono(Mono.fromSupplier(subscriptions::incrementAndGet));
        assertThat(subscriptions).hasValue(0);
        assertThat(List.of(loop.call(count), loop.call(count))).containsExactly(1, 2);
    }

    @Test
    void aCancelDisposesOfTheSubscriptionOnce() {
        CompletableFuture<Void> subscribed = new CompletableFuture<>();
        Task<String> task = loop.start(fromMono(Mono.<String>never().doOnSubscribe(_ -> subscribed.complete(null))
                .doOnCancel(disposed::incrementAndGet)));
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
                    fromMono(Mono.<String>never().doOnSubscribe(_ -> subscriptions.incrementAndGet())));
            task.cancel("before");
            assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<>("before"));
        });
        assertThat(subscriptions).hasValue(0);
    }

    @Test
    void aCancelWhileItSubscribesIsNotLost() throws Exception {
        CountDownLatch subscribing = new CountDownLatch(1);
        Mono<String> slow = Mono.<String>create(sink -> {
            subscribing.countDown();
            try {
                new CountDownLatch(1).await(); // until the cancel interrupts it
            } catch (InterruptedException _) {
                sink.onCancel(disposed::incrementAndGet);
            }
        });
        Task<String> task = loop.start(fromMono(slow));
        subscribing.await();
        task.cancel("early");
        assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<>("early"));
        assertThat(disposed).hasValue(1);
    }

    @Test
    void anErrorAfterTheCancelGoesWhereReactorSendsThoseOnce() {
        Hooks.onErrorDropped(dropped::add);
        CompletableFuture<Subscriber<? super String>> subscriber = new CompletableFuture<>();
        Task<String> task = loop.start(fromMono(Mono.<String>fromDirect(rude -> {
            rude.onSubscribe(Operators.emptySubscription());
            subscriber.complete(rude);
        })));
        Subscriber<? super String> late = subscriber.join();
        task.cancel("enough");
        assertThat(task.outcome()).isInstanceOf(Outcome.Cancelled.class);
        var error = new IOException("late");
        late.onError(error);
        assertThat(dropped).containsExactly(error);
    }

    @Test
    @DisplayName("a cancel and a value at the same time: one of them counts")
    void racesEndOneWay() throws Exception {
        for (int round = 0; round < 1_000; round++) {
            AtomicInteger cancels = new AtomicInteger();
            CompletableFuture<MonoSink<String>> begun = new CompletableFuture<>();
            Task<String> task = loop.start(
                    fromMono(Mono.<String>create(begun::complete).doOnCancel(cancels::incrementAndGet)));
            MonoSink<String> sink = begun.join();
            Thread answering = Thread.startVirtualThread(() -> sink.success("x"));
            task.cancel("enough");
            answering.join();
            assertThat(task.outcome()).isIn(new Outcome.Success<>("x"), new Outcome.Cancelled<>("enough"));
            assertThat(cancels.get()).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void theAwaitingCodesContextIsSeenByThePublisher() {
        Mono<String> user = Mono.deferContextual(view -> Mono.just(view.getOrDefault((Object) USER, "nobody")));
        assertThat(loop.call(() -> USER.call("ada", () -> await(user)))).isEqualTo("ada");
        assertThat(loop.call(() -> await(user))).isEqualTo("nobody");
        assertThat(loop.call(() -> USER.call("ada",
                () -> await(user.contextWrite(context -> context.put(USER, "grace")))))).isEqualTo("grace");
    }

    @Test
    void theContextGoesThroughReactorIntoJobs() {
        assertThat(loop.call(() -> USER.call("ada",
                () -> await(Reactor.toMono(loop, USER::get).subscribeOn(Schedulers.parallel()))))).isEqualTo("ada");
    }

    @Test
    void threadsThatMustNotBlockAreNotBlocked() {
        assertThatThrownBy(() -> await(Mono.fromSupplier(() -> await(Mono.delay(Duration.ofDays(1))))
                .subscribeOn(Schedulers.parallel()))).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("must not be blocked");
    }
}
