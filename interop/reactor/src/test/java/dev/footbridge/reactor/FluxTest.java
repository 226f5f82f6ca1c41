package dev.footbridge.reactor;

import static dev.footbridge.reactor.Reactor.fromFlux;
import static dev.footbridge.reactor.Reactor.toFlux;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.context.ContextKey;
import dev.footbridge.stream.AsyncGenerator;
import dev.footbridge.stream.AsyncStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** Items cross in both directions, in order, as fast as they are asked for. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FluxTest {

    private static final ContextKey<String> USER = ContextKey.of("user");
    private static final int MILLION = 1_000_000;
    private static final int SLOW = 300;

    private final AtomicInteger next = new AtomicInteger();
    private final AtomicLong requested = new AtomicLong();
    private final AtomicInteger cancelled = new AtomicInteger();
    private final CompletableFuture<String> cleaned = new CompletableFuture<>();

    private void inOrder(int number) {
        int expected = next.getAndIncrement();
        if (number != expected) {
            throw new AssertionError("after " + (expected - 1) + " comes " + expected + ", not " + number);
        }
    }

    private static void pause() {
        Async.sleep(Duration.ofMillis(1));
    }

    private static AsyncStream<Integer> numbers(int count) {
        return AsyncStream.generate(out -> {
            for (int number = 0; number < count; number++) {
                out.emit(number);
            }
        });
    }

    // ---- from Reactor

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aMillionItemsComeInOrder(boolean ownThreads) {
        Flux<Integer> flux = Flux.range(0, MILLION).doOnRequest(requested::addAndGet);
        fromFlux(ownThreads ? flux.subscribeOn(Schedulers.parallel()) : flux, 256).forEach(item -> {
            inOrder(item);
            assertThat(requested.get() - next.get()).as("asked for ahead").isLessThanOrEqualTo(256);
        });
        assertThat(next).hasValue(MILLION);
    }

    @Test
    void aSlowConsumerIsNotFlooded() {
        fromFlux(Flux.range(0, SLOW).doOnRequest(requested::addAndGet)).forEach(item -> {
            inOrder(item);
            pause();
            assertThat(requested.get()).isEqualTo(next.get());
        });
        assertThat(next).hasValue(SLOW);
    }

    @Test
    void aSlowProducerIsWaitedFor() {
        fromFlux(Flux.range(0, SLOW).delayElements(Duration.ofMillis(1)), 16).forEach(this::inOrder);
        assertThat(next).hasValue(SLOW);
    }

    @Test
    void anErrorComesAsItIsAfterTheItems() {
        var error = new IOException("lost");
        assertThat(catchThrowable(
                () -> fromFlux(Flux.range(0, 3).concatWith(Flux.error(error)), 16).forEach(this::inOrder)))
                .isSameAs(error);
        assertThat(next).hasValue(3);
    }

    @Test
    void whoTakesEnoughCancels() {
        assertThat(fromFlux(Flux.range(0, MILLION).doOnCancel(cancelled::incrementAndGet)).take(3).toList())
                .containsExactly(0, 1, 2);
        assertThat(cancelled).hasValue(1);
    }

    @Test
    void whoIsCancelledCancelsOnce() {
        CompletableFuture<Void> subscribed = new CompletableFuture<>();
        Task<List<Integer>> task = fromFlux(Flux.<Integer>never().doOnSubscribe(_ -> subscribed.complete(null))
                .doOnCancel(cancelled::incrementAndGet)).startToList();
        subscribed.join();
        task.cancel("enough");
        assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<>("enough"));
        assertThat(cancelled).hasValue(1);
    }

    @Test
    void subscribesWithEachRun() {
        AtomicInteger subscriptions = new AtomicInteger();
        AsyncStream<Integer> cold = fromFlux(Flux.defer(() -> Flux.just(subscriptions.incrementAndGet())));
        assertThat(cold.toList()).containsExactly(1);
        assertThat(cold.toList()).containsExactly(2);
    }

    @Test
    void thePublisherSeesTheContextOfTheRun() {
        AsyncStream<String> user = fromFlux(
                Flux.deferContextual(view -> Flux.just(view.getOrDefault((Object) USER, "nobody"))));
        assertThat(USER.call("ada", user::toList)).containsExactly("ada");
        assertThat(user.toList()).containsExactly("nobody");
    }

    // ---- to Reactor

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aMillionItemsGoInOrder(boolean ownThreads) {
        Flux<Integer> flux = toFlux(numbers(MILLION));
        (ownThreads ? flux.publishOn(Schedulers.parallel(), 256) : flux).doOnNext(this::inOrder).blockLast();
        assertThat(next).hasValue(MILLION);
    }

    @Test
    void noMoreItemsAreMadeThanAreAskedFor() {
        AtomicInteger made = new AtomicInteger();
        AsyncStream<Integer> counting = numbers(MILLION).map(item -> {
            made.incrementAndGet();
            return item;
        });
        toFlux(counting).limitRate(16).doOnNext(item -> {
            inOrder(item);
            assertThat(made.get()).isLessThanOrEqualTo(next.get() + 16);
        }).take(1_000).blockLast();
        assertThat(next).hasValue(1_000);
    }

    @Test
    void slowSidesOfEitherKindLoseNothing() {
        toFlux(numbers(SLOW)).publishOn(Schedulers.boundedElastic(), 8).doOnNext(item -> {
            inOrder(item);
            pause();
        }).blockLast();
        assertThat(next).hasValue(SLOW);
        next.set(0);
        toFlux(numbers(SLOW).map(item -> {
            pause();
            return item;
        })).publishOn(Schedulers.parallel(), 8).doOnNext(this::inOrder).blockLast();
        assertThat(next).hasValue(SLOW);
    }

    @Test
    void aFailureGoesAsItIsAfterTheItems() {
        var error = new IOException("lost");
        AsyncStream<Integer> failing = AsyncStream.generate(out -> {
            out.emit(0);
            out.emit(1);
            throw error;
        });
        var end = toFlux(failing).doOnNext(this::inOrder).ignoreElements().materialize().block();
        assertThat(end.getThrowable()).isSameAs(error);
        assertThat(next).hasValue(2);
    }

    @Test
    void aSubscriberThatCancelsLetsTheSourceCleanUp() {
        AsyncStream<Integer> endless = AsyncStream.generate(out -> {
            try {
                while (true) {
                    out.emit(1);
                }
            } finally {
                Async.shielded(() -> Async.sleep(Duration.ofMillis(10)));
                cleaned.complete("cleaned");
            }
        });
        assertThat(toFlux(endless).take(3).collectList().block()).hasSize(3);
        assertThat(cleaned.join()).isEqualTo("cleaned");
    }

    @Test
    void aGeneratorIsClosedByItsSubscriber() {
        CompletableFuture<Throwable> told = new CompletableFuture<>();
        AsyncGenerator<Integer> generator = AsyncGenerator.open(out -> {
            try {
                while (true) {
                    out.emit(1);
                }
            } catch (CancelledException stopped) {
                told.complete(stopped);
                throw stopped;
            }
        });
        assertThat(toFlux(generator).take(3).collectList().block()).hasSize(3);
        assertThat(told.join()).isInstanceOf(CancelledException.class);
    }

    @Test
    void aStreamSeesReactorsContext() {
        AsyncStream<String> user = AsyncStream.generate(out -> out.emit(USER.find().orElse("nobody")));
        assertThat(toFlux(user).contextWrite(context -> context.put(USER, "ada")).blockLast()).isEqualTo("ada");
        assertThat(toFlux(user).blockLast()).isEqualTo("nobody");
    }
}
