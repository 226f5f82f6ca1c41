package dev.footbridge.rxjava;

import static dev.footbridge.rxjava.RxJava.fromFlowable;
import static dev.footbridge.rxjava.RxJava.toFlowable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.stream.AsyncGenerator;
import dev.footbridge.stream.AsyncStream;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.schedulers.Schedulers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Items cross in both directions, in order, as fast as they are asked for. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FlowableTest {

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

    // ---- from RxJava

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aMillionItemsComeInOrder(boolean ownThreads) {
        Flowable<Integer> flowable = Flowable.range(0, MILLION).doOnRequest(requested::addAndGet);
        fromFlowable(ownThreads ? flowable.subscribeOn(Schedulers.computation()) : flowable, 256).forEach(item -> {
            inOrder(item);
            assertThat(requested.get() - next.get()).as("asked for ahead").isLessThanOrEqualTo(256);
        });
        assertThat(next).hasValue(MILLION);
    }

    @Test
    void aSlowConsumerIsNotFlooded() {
        fromFlowable(Flowable.range(0, SLOW).doOnRequest(requested::addAndGet)).forEach(item -> {
            inOrder(item);
            pause();
            assertThat(requested.get()).isEqualTo(next.get());
        });
        assertThat(next).hasValue(SLOW);
    }

    @Test
    void aSlowProducerIsWaitedFor() {
        fromFlowable(Flowable.intervalRange(0, SLOW, 0, 1, TimeUnit.MILLISECONDS).onBackpressureBuffer()
                .map(Long::intValue), 16).forEach(this::inOrder);
        assertThat(next).hasValue(SLOW);
    }

    @Test
    void anErrorComesAsItIsAfterTheItems() {
        var error = new IOException("lost");
        assertThat(catchThrowable(() -> fromFlowable(Flowable.range(0, 3).concatWith(Flowable.error(error)), 16)
                .forEach(this::inOrder))).isSameAs(error);
        assertThat(next).hasValue(3);
    }

    @Test
    void whoTakesEnoughCancels() {
        assertThat(fromFlowable(Flowable.range(0, MILLION).doOnCancel(cancelled::incrementAndGet)).take(3).toList())
                .containsExactly(0, 1, 2);
        assertThat(cancelled).hasValue(1);
    }

    @Test
    void whoIsCancelledCancelsOnce() {
        CompletableFuture<Void> subscribed = new CompletableFuture<>();
        Task<List<Integer>> task = fromFlowable(Flowable.<Integer>never()
                .doOnSubscribe(_ -> subscribed.complete(null)).doOnCancel(cancelled::incrementAndGet)).startToList();
        subscribed.join();
        task.cancel("enough");
        assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<>("enough"));
        assertThat(cancelled).hasValue(1);
    }

    // ---- to RxJava

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aMillionItemsGoInOrder(boolean ownThreads) {
        Flowable<Integer> flowable = toFlowable(numbers(MILLION));
        (ownThreads ? flowable.observeOn(Schedulers.computation(), false, 256) : flowable)
                .doOnNext(this::inOrder).ignoreElements().blockingAwait();
        assertThat(next).hasValue(MILLION);
    }

    @Test
    void noMoreItemsAreMadeThanAreAskedFor() {
        AtomicInteger made = new AtomicInteger();
        AsyncStream<Integer> counting = numbers(MILLION).map(item -> {
            made.incrementAndGet();
            return item;
        });
        toFlowable(counting).rebatchRequests(16).doOnNext(item -> {
            inOrder(item);
            assertThat(made.get()).isLessThanOrEqualTo(next.get() + 16);
        }).take(1_000).ignoreElements().blockingAwait();
        assertThat(next).hasValue(1_000);
    }

    @Test
    void slowSidesOfEitherKindLoseNothing() {
        toFlowable(numbers(SLOW)).observeOn(Schedulers.io(), false, 8).doOnNext(item -> {
            inOrder(item);
            pause();
        }).ignoreElements().blockingAwait();
        assertThat(next).hasValue(SLOW);
        next.set(0);
        toFlowable(numbers(SLOW).map(item -> {
            pause();
            return item;
        })).observeOn(Schedulers.computation(), false, 8).doOnNext(this::inOrder).ignoreElements().blockingAwait();
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
        var end = toFlowable(failing).doOnNext(this::inOrder).ignoreElements().materialize().blockingGet();
        assertThat(end.getError()).isSameAs(error);
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
        assertThat(toFlowable(endless).take(3).toList().blockingGet()).hasSize(3);
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
        assertThat(toFlowable(generator).take(3).toList().blockingGet()).hasSize(3);
        assertThat(told.join()).isInstanceOf(CancelledException.class);
    }
}
