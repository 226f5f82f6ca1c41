package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.Garbage;
import dev.footbridge.testing.Gate;
import dev.footbridge.testing.ReportedFailures;
import dev.footbridge.threads.ThreadPool;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code toPublisher}: a subscriber gets what it requests, and no more; the body runs only on demand. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PublisherTest {

    private final ReportedFailures reported = new ReportedFailures();
    private final EventLoop loop = EventLoop.open(o -> o.withName("loop").withFailureHandler(reported));
    private final ThreadPool pool = ThreadPool.open(o -> o.withName("pool").withFailureHandler(reported));
    private final Probe probe = Probe.plain();
    private final IOException failure = new IOException("original");

    @AfterEach
    void close() {
        loop.abort();
        pool.abort();
    }

    /** Lets all that is ready on the loop run, until nothing is. */
    private void settle() {
        loop.call(() -> {
            for (int i = 0; i < 20; i++) {
                Async.yieldNow();
            }
        });
        Eventually.until(() -> !loop.stats().busy() && loop.stats().ready() == 0);
    }

    private HandSubscriber<Integer> subscribed(AsyncStream<Integer> stream) {
        return HandSubscriber.<Integer>quiet().to(stream.on(loop).toPublisher());
    }

    @Test
    @DisplayName("E1: exactly as many items come as were requested, and no more are made")
    void bringsWhatIsRequested() {
        HandSubscriber<Integer> subscriber = subscribed(probe.endless());
        settle();
        assertThat(probe.begun()).isZero();
        int requested = 0;
        for (int more : new int[]{1, 1, 5, 100, 1}) {
            requested += more;
            subscriber.request(more);
            subscriber.awaitItems(requested);
            settle();
            assertThat(subscriber.items()).hasSize(requested);
            assertThat(probe.emitted()).isEqualTo(requested);
        }
        subscriber.cancel();
        Eventually.until(() -> probe.cleaned() == 1);
        assertThat(subscriber.checked().isEnded()).isFalse();
    }

    @Test
    void tellsOfTheEnd() {
        HandSubscriber<Integer> subscriber = subscribed(probe.first(3));
        subscriber.request(Long.MAX_VALUE);
        assertThat(subscriber.awaitEnd().items()).containsExactly(0, 1, 2);
        assertThat(subscriber.isComplete()).isTrue();
        probe.assertClosed();
        HandSubscriber<Integer> empty = subscribed(AsyncStream.empty());
        empty.request(1);
        assertThat(empty.awaitEnd().isComplete()).isTrue();
    }

    @Test
    @DisplayName("where a stream knows its last item, the end is told with it, without another request")
    void tellsOfTheEndWithTheLastItemWhereThatIsKnown() {
        for (AsyncStream<Integer> stream : List.of(AsyncStream.of(0, 1, 2), probe.endless().take(3), AsyncStream.of(-1,
                0, 1).map(item -> item + 1).on(pool), probe.endless().take(9).map(item -> item).take(3))) {
            HandSubscriber<Integer> subscriber = HandSubscriber.<Integer>quiet().to(stream.toPublisher());
            subscriber.request(3);
            assertThat(subscriber.awaitEnd().items()).containsExactly(0, 1, 2);
            assertThat(subscriber.isComplete()).isTrue();
            subscriber.request(0);
            subscriber.request(1);
            subscriber.cancel();
            assertThat(subscriber.checked().errors()).isEmpty();
        }
        probe.assertClosed();
        HandSubscriber<Integer> middle = subscribed(AsyncStream.concat(AsyncStream.of(0, 1), AsyncStream.of(2)));
        middle.request(2);
        middle.awaitItems(2);
        settle();
        assertThat(middle.isEnded()).as("the end of a part is not the end").isFalse();
        middle.request(5);
        assertThat(middle.awaitEnd().items()).containsExactly(0, 1, 2);
    }

    @Test
    @DisplayName("E4: items come first, then the very same exception")
    void tellsOfAFailure() {
        HandSubscriber<Integer> subscriber = subscribed(probe.failingAfter(2, failure));
        subscriber.request(10);
        assertThat(subscriber.awaitEnd().items()).containsExactly(0, 1);
        assertThat(subscriber.errors()).containsExactly(failure);
        probe.assertClosed();
        loop.close();
        assertThat(reported.all()).isEmpty();
    }

    @Test
    @DisplayName("law 8: each subscriber has a run of its own")
    void runsForEachSubscriber() {
        Flow.Publisher<Integer> publisher = probe.first(4).toPublisher();
        HandSubscriber<Integer> one = HandSubscriber.<Integer>quiet().to(publisher);
        HandSubscriber<Integer> two = HandSubscriber.<Integer>quiet().to(publisher);
        one.request(2);
        one.awaitItems(2);
        two.request(10);
        assertThat(two.awaitEnd().items()).containsExactly(0, 1, 2, 3);
        one.request(10);
        assertThat(one.awaitEnd().items()).containsExactly(0, 1, 2, 3);
        assertThat(probe.begun()).isEqualTo(2);
    }

    @Test
    void mayBeAskedForMoreInOnNext() {
        HandSubscriber<Integer> subscriber = HandSubscriber.<Integer>doing((self, _) -> self.request(1)).to(
                probe.first(10_000).on(loop).toPublisher());
        subscriber.request(1);
        assertThat(subscriber.awaitEnd().items()).hasSize(10_000).isSorted();
    }

    @Test
    void addsUpDemandWithoutOverflow() {
        HandSubscriber<Integer> subscriber = HandSubscriber.<Integer>doing((self, _) -> self.request(Long.MAX_VALUE))
                .to(probe.first(10).on(loop).toPublisher());
        subscriber.request(Long.MAX_VALUE - 1);
        subscriber.request(Long.MAX_VALUE);
        assertThat(subscriber.awaitEnd().items()).hasSize(10);
    }

    @Test
    @DisplayName("E2: a subscriber that cancels in onNext gets no more, and the source is closed")
    void isCancelledInOnNext() {
        AtomicBoolean interrupted = new AtomicBoolean();
        HandSubscriber<Integer> subscriber = HandSubscriber.<Integer>doing((self, item) -> {
            if (item == 2) {
                self.cancel();
                interrupted.set(Thread.currentThread().isInterrupted());
            }
        }).to(probe.endless().on(loop).toPublisher());
        subscriber.request(Long.MAX_VALUE);
        Eventually.until(() -> probe.cleaned() == 1);
        settle();
        assertThat(subscriber.checked().items()).containsExactly(0, 1, 2);
        assertThat(subscriber.isEnded()).isFalse();
        assertThat(interrupted).as("the subscriber's own code is not interrupted").isFalse();
        loop.close();
        assertThat(reported.all()).isEmpty();
    }

    @Test
    @DisplayName("law 3: a cancel ends the wait that the source is in, and lets its cleanup wait")
    void endsTheWaitOfTheSource() {
        HandSubscriber<Integer> subscriber = subscribed(probe.waitingAfter(1));
        subscriber.request(2);
        probe.awaitAsleep(1);
        subscriber.cancel();
        subscriber.cancel();
        subscriber.request(5);
        subscriber.request(0);
        Eventually.until(() -> probe.cleaned() == 1);
        settle();
        assertThat(subscriber.checked().isEnded()).isFalse();
    }

    @Test
    void neverBeginsForASubscriberThatCancelsBeforeItRequests() {
        HandSubscriber<Integer> subscriber = subscribed(probe.endless());
        subscriber.cancel();
        subscriber.request(3);
        settle();
        assertThat(probe.begun()).isZero();
        assertThat(subscriber.isEnded()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void failsARequestForNoItems(long items) {
        HandSubscriber<Integer> unbegun = subscribed(probe.endless());
        unbegun.request(items);
        assertThat(unbegun.awaitEnd().errors()).singleElement().isInstanceOf(IllegalArgumentException.class)
                .extracting(Throwable::getMessage).asString().contains("more than 0 items", "it requested " + items,
                        "rule 3.9");
        HandSubscriber<Integer> begun = subscribed(probe.endless());
        begun.request(2);
        begun.awaitItems(2);
        begun.request(items);
        assertThat(begun.awaitEnd().errors()).singleElement().isInstanceOf(IllegalArgumentException.class);
        Eventually.until(() -> probe.cleaned() == probe.begun());
        assertThat(begun.items()).containsExactly(0, 1);
    }

    @Test
    @DisplayName("law 7: what a subscriber's onNext throws ends its run, and is reported")
    void reportsASubscriberThatThrows() {
        IllegalStateException broken = new IllegalStateException("broken subscriber");
        HandSubscriber<Integer> subscriber = HandSubscriber.<Integer>doing((_, _) -> {
            throw broken;
        }).to(probe.endless().on(loop).toPublisher());
        subscriber.request(5);
        Eventually.until(() -> !reported.all().isEmpty());
        assertThat(reported.failures()).containsExactly(broken);
        Eventually.until(() -> probe.cleaned() == 1);
        assertThat(subscriber.checked().items()).containsExactly(0);
        assertThat(subscriber.isEnded()).isFalse();
    }

    @Test
    @DisplayName("law 7: a cleanup that fails after the subscriber has cancelled is reported")
    void reportsACleanupThatFailsAfterACancel() {
        HandSubscriber<Integer> subscriber = subscribed(Probe.failingInCleanup(failure).endless());
        subscriber.request(1);
        subscriber.awaitItems(1).cancel();
        Eventually.until(() -> !reported.all().isEmpty());
        assertThat(reported.failures()).containsExactly(failure);
    }

    @Test
    void runsOnTheLevelThatIsNamedOneItemAfterAnother() {
        HandSubscriber<Integer> subscriber = HandSubscriber.<Integer>doing((_, _) -> {
            assertThat(Async.runningLoop()).isEmpty();
            assertThat(Async.currentTask().orElseThrow().name()).startsWith("pool/");
        }).to(probe.first(5).on(pool).toPublisher());
        subscriber.request(3);
        subscriber.awaitItems(3);
        subscriber.request(3);
        assertThat(subscriber.awaitEnd().items()).hasSize(5);
        assertThat(subscriber.isComplete()).isTrue();
        assertThat(subscriber.threads()).doesNotContain(Thread.currentThread());
    }

    @Test
    void readsAheadOnlyWithAPrefetch() {
        HandSubscriber<Integer> subscriber = subscribed(probe.endless().prefetch(4));
        subscriber.request(2);
        subscriber.awaitItems(2);
        Eventually.until(() -> probe.emitted() >= 5);
        settle();
        assertThat(probe.emitted()).isBetween(5, 7);
        assertThat(subscriber.items()).hasSize(2);
        subscriber.cancel();
        Eventually.until(() -> probe.cleaned() == 1);
    }

    @Test
    @DisplayName("law 4: on a loop that is closed the subscriber gets an error, not an end")
    void failsOnAClosedLoop() {
        Flow.Publisher<Integer> publisher = probe.first(3).on(loop).toPublisher();
        loop.close();
        HandSubscriber<Integer> subscriber = HandSubscriber.<Integer>quiet().to(publisher);
        if (!subscriber.isEnded()) {
            subscriber.request(1);
        }
        assertThat(subscriber.awaitEnd().isComplete()).isFalse();
        assertThat(subscriber.errors()).singleElement().isInstanceOf(RejectedExecutionException.class);
        assertThat(probe.begun()).isZero();
    }

    @Test
    @DisplayName("law 4: a subscriber in the middle is told when its loop closes, and its source is closed")
    void tellsASubscriberThatItsLoopCloses() {
        HandSubscriber<Integer> subscriber = subscribed(probe.endless());
        subscriber.request(2);
        subscriber.awaitItems(2);
        loop.close();
        assertThat(subscriber.awaitEnd().errors()).singleElement().isInstanceOf(CancelledException.class)
                .extracting(Throwable::getMessage).asString().contains("'loop'");
        probe.assertClosed();
    }

    @Test
    @DisplayName("law 7: a subscriber that has cancelled is forgotten, though its subscription is kept")
    void forgetsItsSubscriber() {
        AtomicReference<HandSubscriber<Integer>> subscriber = new AtomicReference<>(subscribed(probe.endless()));
        WeakReference<Object> watched = new WeakReference<>(subscriber.get());
        subscriber.get().request(2);
        subscriber.get().awaitItems(2).cancel();
        Flow.Subscription kept = subscriber.get().subscription();
        subscriber.set(null);
        Garbage.awaitCollected(watched);
        assertThat(kept).isNotNull();
    }

    @Test
    void mayWaitForASlowSubscriberThatBlocksAThreadOfItsOwn() {
        try (Gate gate = new Gate()) {
            List<Integer> seen = new CopyOnWriteArrayList<>();
            HandSubscriber<Integer> subscriber = HandSubscriber.<Integer>doing((_, item) -> {
                gate.passDeaf();
                seen.add(item);
            }).to(probe.first(3).on(pool).toPublisher());
            subscriber.request(5);
            gate.awaitArrivals(1);
            assertThat(loop.<String>call(() -> "free")).isEqualTo("free");
            gate.open();
            subscriber.awaitEnd();
            assertThat(seen).containsExactly(0, 1, 2);
        }
    }

    @Test
    void refusesNullAtOnce() {
        assertThatThrownBy(() -> probe.first(1).toPublisher().subscribe(null))
                .isInstanceOf(NullPointerException.class).hasMessageContaining("rule 1.9");
    }

    @Test
    void keepsToItsCloseLimitWithoutHoldingUpTheSubscriber() {
        HandSubscriber<Integer> subscriber = HandSubscriber.<Integer>quiet().to(Probe.plain().endless().on(loop)
                .closeLimit(Duration.ZERO).toPublisher());
        subscriber.request(1);
        subscriber.awaitItems(1).cancel();
        settle();
        assertThat(subscriber.isEnded()).isFalse();
    }
}
