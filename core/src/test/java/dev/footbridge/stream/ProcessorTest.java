package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.AppWideLoop;
import dev.footbridge.testing.Eventually;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code processor}: operators between a publisher and a subscriber. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Isolated("replaces the app-wide loop")
class ProcessorTest {

    private final HandPublisher<Integer> publisher = HandPublisher.quiet();
    private final HandSubscriber<String> subscriber = HandSubscriber.quiet();
    private final IOException failure = new IOException("original");
    private final Flow.Processor<Integer, String> processor = AsyncStream.processor(
            items -> items.map(item -> "item " + item));

    private void connect() {
        publisher.subscribe(processor);
        processor.subscribe(subscriber);
    }

    /** Lets all that is ready on the loop run, until nothing is. */
    private static void settle() {
        EventLoop loop = Async.getEventLoop();
        loop.call(() -> {
            for (int i = 0; i < 20; i++) {
                Async.yieldNow();
            }
        });
        Eventually.until(() -> !loop.stats().busy() && loop.stats().ready() == 0);
    }

    @Test
    @DisplayName("E1: asks its publisher for an item when its subscriber wants one, and passes on what is made of it")
    void passesItemsOnDemand() {
        connect();
        settle();
        assertThat(publisher.requested()).isZero();
        for (int i = 1; i <= 3; i++) {
            subscriber.request(1);
            publisher.awaitRequested(i);
            settle();
            assertThat(publisher.requested()).isEqualTo(i);
            publisher.send(i);
            subscriber.awaitItems(i);
            settle();
            assertThat(publisher.requested()).as("without demand nothing is asked for").isEqualTo(i);
        }
        publisher.complete();
        assertThat(subscriber.awaitEnd().items()).containsExactly("item 1", "item 2", "item 3");
        assertThat(subscriber.isComplete()).isTrue();
        assertThat(publisher.cancels()).isZero();
    }

    @Test
    void mayBeSubscribedToFirst() {
        processor.subscribe(subscriber);
        subscriber.request(2);
        publisher.subscribe(processor);
        publisher.awaitRequested(1).send(1).awaitRequested(2).send(2);
        assertThat(subscriber.awaitItems(2).items()).containsExactly("item 1", "item 2");
    }

    @Test
    @DisplayName("E4: an end and a failure of its publisher are passed on without demand")
    void passesTheEndWithoutDemand() {
        connect();
        publisher.fail(failure);
        assertThat(subscriber.awaitEnd().errors()).containsExactly(failure);

        HandPublisher<Integer> ending = HandPublisher.quiet();
        HandSubscriber<String> idle = HandSubscriber.quiet();
        Flow.Processor<Integer, String> other = AsyncStream.processor(items -> items.map(String::valueOf));
        ending.subscribe(other);
        ending.complete();
        other.subscribe(idle);
        assertThat(idle.awaitEnd().isComplete()).isTrue();
    }

    @Test
    @DisplayName("E2: a subscriber that cancels cancels the publisher")
    void cancelsItsPublisher() {
        connect();
        subscriber.request(1);
        publisher.awaitRequested(1).send(1);
        subscriber.awaitItems(1).cancel();
        Eventually.until(() -> publisher.cancels() > 0);
        publisher.send(2);
        settle();
        assertThat(subscriber.checked().items()).hasSize(1);
        assertThat(subscriber.isEnded()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("E2: a subscriber that cancels at once, or before the publisher is there, cancels the publisher")
    void cancelsItsPublisherBeforeAnythingWasRequested(boolean publisherFirst) {
        if (publisherFirst) {
            publisher.subscribe(processor);
        }
        processor.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.cancel();
            }

            @Override
            public void onNext(String item) {}

            @Override
            public void onError(Throwable failed) {}

            @Override
            public void onComplete() {}
        });
        if (!publisherFirst) {
            publisher.subscribe(processor);
        }
        Eventually.until(() -> publisher.cancels() > 0);
        assertThat(publisher.requested()).isZero();
    }

    @Test
    @DisplayName("an operator that has enough ends its subscriber's stream and cancels the publisher")
    void cancelsItsPublisherWhenEnoughIsTaken() {
        for (int most : new int[]{0, 1, 2}) {
            HandPublisher<Integer> endless = HandPublisher.doing((self, items) -> {
                for (long i = 0; i < items; i++) {
                    self.send(7);
                }
            });
            Flow.Processor<Integer, Integer> taking = AsyncStream.processor(items -> items.take(most));
            endless.subscribe(taking);
            HandSubscriber<Integer> taker = HandSubscriber.<Integer>quiet().to(taking);
            taker.request(10);
            assertThat(taker.awaitEnd().items()).hasSize(most);
            assertThat(taker.isComplete()).isTrue();
            Eventually.until(() -> endless.cancels() > 0);
            assertThat(endless.requested()).isLessThanOrEqualTo(most);
        }
    }

    @Test
    @DisplayName("law 5: a function that fails ends its subscriber's stream with the very same exception")
    void failsAsItsFunctionDoes() {
        Flow.Processor<Integer, Integer> failing = AsyncStream.processor(items -> items.map(item -> {
            throw failure;
        }));
        publisher.subscribe(failing);
        HandSubscriber<Integer> told = HandSubscriber.<Integer>quiet().to(failing);
        told.request(1);
        publisher.awaitRequested(1).send(1);
        assertThat(told.awaitEnd().errors()).containsExactly(failure);
        Eventually.until(() -> publisher.cancels() > 0);
    }

    @Test
    void worksWithOperatorsOfEveryKind() {
        List<Function<AsyncStream<Integer>, AsyncStream<Integer>>> operators = List.of(items -> items, items -> items
                .map(3, item -> item), items -> items.prefetch(4),
                items -> items.chunks(2).flatMap(
                        chunk -> AsyncStream.of(chunk.toArray(Integer[]::new))),
                items -> items.on(Async
                        .getThreadPool()).filter(item -> true));
        for (Function<AsyncStream<Integer>, AsyncStream<Integer>> operator : operators) {
            Flow.Processor<Integer, Integer> each = AsyncStream.processor(operator);
            AsyncStream.of(IntStream.range(0, 100).boxed().toArray(Integer[]::new)).toPublisher().subscribe(each);
            HandSubscriber<Integer> all = HandSubscriber.<Integer>doing((self, _) -> self.request(1)).to(each);
            all.request(1);
            assertThat(all.awaitEnd().items()).hasSize(100).isSorted();
            assertThat(all.isComplete()).isTrue();
        }
    }

    @Test
    void makesAChainOfProcessors() {
        Flow.Processor<Integer, Integer> one = AsyncStream.processor(items -> items.map(item -> item + 1));
        Flow.Processor<Integer, Integer> two = AsyncStream.processor(items -> items.filter(item -> item % 2 == 0));
        Probe probe = Probe.plain();
        probe.endless().toPublisher().subscribe(one);
        one.subscribe(two);
        assertThat(AsyncStream.fromPublisher(two).take(3).toList()).containsExactly(2, 4, 6);
        Eventually.until(() -> probe.begun() == 1 && probe.cleaned() == 1);
    }

    @Test
    void hasOneSubscriber() {
        connect();
        HandSubscriber<String> second = HandSubscriber.quiet();
        processor.subscribe(second);
        assertThat(second.awaitEnd().errors()).singleElement().isInstanceOf(IllegalStateException.class)
                .extracting(Throwable::getMessage).asString().contains("has one subscriber", "make another processor");
        subscriber.request(1);
        publisher.awaitRequested(1).send(1);
        assertThat(subscriber.awaitItems(1).items()).hasSize(1);
        assertThat(publisher.cancels()).isZero();
    }

    @Test
    void hasOnePublisher() {
        connect();
        HandPublisher<Integer> second = HandPublisher.quiet();
        second.subscribe(processor);
        assertThat(second.cancels()).isEqualTo(1);
        assertThat(publisher.cancels()).isZero();
    }

    @Test
    void failsARequestForNoItemsAndCancelsItsPublisher() {
        connect();
        subscriber.request(0);
        assertThat(subscriber.awaitEnd().errors()).singleElement().isInstanceOf(IllegalArgumentException.class);
        Eventually.until(() -> publisher.cancels() > 0);
    }

    @Test
    @DisplayName("law 4: when its loop closes its subscriber is told, and its publisher cancelled")
    void endsWithItsLoop() {
        try (AppWideLoop app = AppWideLoop.of(o -> o.withName("short-lived"))) {
            connect();
            subscriber.request(1);
            publisher.awaitRequested(1);
            app.loop().close();
            assertThat(subscriber.awaitEnd().errors()).singleElement().isInstanceOf(CancelledException.class);
            assertThat(publisher.cancels()).isPositive();
        }
    }

    @Test
    @SuppressWarnings({"NullAway", "DataFlowIssue"}) // what must not be given
    void refusesNullAtOnce() {
        assertThatThrownBy(() -> AsyncStream.processor(null)).hasMessage(
                "the operator is null: give one to apply");
        assertThatThrownBy(() -> AsyncStream.processor(items -> null)).isInstanceOf(NullPointerException.class)
                .hasMessageContaining("returned null");
        assertThatThrownBy(() -> processor.subscribe(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> processor.onSubscribe(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> processor.onNext(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> processor.onError(null)).isInstanceOf(NullPointerException.class);
    }
}
