package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code fromPublisher}: asks for what there is room for, survives publishers that break rules, and cancels. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FromPublisherTest {

    private final EventLoop loop = EventLoop.open(o -> o.withName("loop"));
    private final IOException failure = new IOException("original");
    private final HandPublisher<Integer> publisher = HandPublisher.quiet();
    private final AtomicInteger sent = new AtomicInteger();

    @AfterEach
    void close() {
        loop.abort();
    }

    /** Sends 0, 1, 2, … as it is asked to, at once. */
    private HandPublisher<Integer> obliging(int count) {
        return HandPublisher.doing((self, items) -> {
            for (long i = 0; i < items && sent.get() < count; i++) {
                self.send(sent.getAndIncrement());
            }
            if (sent.get() == count) {
                self.complete();
            }
        });
    }

    @Test
    @DisplayName("E1: asks for one item at a time, each when it is wanted")
    void asksForOneItemAtATime() {
        loop.call(() -> {
            try (AsyncGenerator<Integer> items = AsyncStream.fromPublisher(publisher).openAsync()) {
                assertThat(publisher.subscribers()).isZero();
                for (int i = 1; i <= 5; i++) {
                    Task<Optional<Integer>> next = loop.start(() -> items.next());
                    for (int turn = 0; turn < 20; turn++) {
                        Async.yieldNow();
                    }
                    assertThat(publisher.requests()).hasSize(i).containsOnly(1L);
                    publisher.send(i);
                    assertThat(next.result()).hasValue(i);
                }
            }
        });
        assertThat(publisher.requested()).isEqualTo(5);
        assertThat(publisher.cancels()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 16, 1_000})
    @DisplayName("law 9: never asks for more than the prefetch beyond what was taken")
    void asksForNoMoreThanThePrefetch(int prefetch) {
        HandPublisher<Integer> obliging = obliging(500);
        AtomicInteger taken = new AtomicInteger();
        AsyncStream.fromPublisher(obliging, prefetch).forEach(item -> {
            assertThat(item).isEqualTo(taken.getAndIncrement());
            assertThat(obliging.requested()).isBetween(1L, (long) item + 1 + prefetch);
        });
        assertThat(taken).hasValue(500);
        assertThat(obliging.cancels()).isZero();
        assertThat(obliging.requests()).allMatch(items -> items > 0);
    }

    @Test
    @DisplayName("law 8: each run subscribes, and cancels if it ends early")
    void subscribesInEachRun() {
        HandPublisher<Integer> obliging = obliging(Integer.MAX_VALUE);
        AsyncStream<Integer> stream = AsyncStream.fromPublisher(obliging);
        assertThat(obliging.subscribers()).isZero();
        assertThat(stream.take(3).toList()).containsExactly(0, 1, 2);
        assertThat(stream.first()).hasValue(3);
        assertThatThrownBy(() -> stream.forEach(item -> {
            throw failure;
        })).isSameAs(failure);
        assertThat(obliging.subscribers()).isEqualTo(3);
        assertThat(obliging.cancels()).isEqualTo(3);
        assertThat(obliging.requested()).isEqualTo(5);
    }

    @Test
    @DisplayName("E4: items come first, then the very same exception, which is not followed by a cancel")
    void failsAsThePublisherDoes() {
        List<Integer> seen = new CopyOnWriteArrayList<>();
        Task<Void> run = loop.start(() -> AsyncStream.fromPublisher(publisher, 4).forEach(seen::add));
        publisher.awaitRequested(4).send(1, 2, 3);
        publisher.fail(failure);
        assertThatThrownBy(run::result).isSameAs(failure);
        assertThat(seen).containsExactly(1, 2, 3);
        assertThat(publisher.cancels()).isZero();
    }

    @Test
    void endsWithThePublisher() {
        Task<List<Integer>> run = loop.start(() -> AsyncStream.fromPublisher(publisher).toList());
        publisher.awaitRequested(1).send(1).awaitRequested(2).complete();
        assertThat(run.result()).containsExactly(1);
        HandPublisher<Integer> empty = HandPublisher.quiet();
        Task<List<Integer>> none = loop.start(() -> AsyncStream.fromPublisher(empty).toList());
        empty.awaitRequested(1).complete();
        assertThat(none.result()).isEmpty();
        assertThat(publisher.cancels() + empty.cancels()).isZero();
    }

    @Test
    @DisplayName("law 3: a run that is cancelled while it waits cancels its subscription, also one that comes later")
    void cancelsItsSubscription() {
        Task<List<Integer>> run = loop.start(() -> AsyncStream.fromPublisher(publisher).toList());
        publisher.awaitRequested(1);
        run.cancel("enough");
        assertThatThrownBy(run::result).isInstanceOf(CancelledException.class).hasMessage("enough");
        assertThat(publisher.cancels()).isEqualTo(1);
        publisher.send(1, 2, 3); // as it may for a while
        publisher.complete();

        CompletableFuture<Flow.Subscriber<? super Integer>> subscriber = new CompletableFuture<>();
        Task<List<Integer>> late = loop.start(() -> AsyncStream.<Integer>fromPublisher(subscriber::complete).toList());
        Flow.Subscriber<? super Integer> waiting = subscriber.join();
        late.cancel("enough");
        assertThatThrownBy(late::result).hasMessage("enough");
        HandPublisher<Integer> lazy = HandPublisher.quiet();
        lazy.subscribe(waiting);
        assertThat(lazy.cancels()).isEqualTo(1);
        assertThat(lazy.requested()).isZero();
    }

    @Test
    @DisplayName("a publisher that sends more than it was asked for is cancelled, and the stream fails")
    void failsWhenThePublisherSendsTooMuch() {
        for (int prefetch : new int[]{1, 2, 3}) {
            HandPublisher<Integer> flooding = HandPublisher.doing((self, items) -> {
                for (int i = 0; i < 10; i++) {
                    self.send(i);
                }
            });
            List<Integer> seen = new CopyOnWriteArrayList<>();
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> AsyncStream.fromPublisher(flooding, prefetch).forEach(seen::add))
                    .withMessageContaining("sent more items than it was asked for")
                    .withMessageContaining("rule 1.1");
            assertThat(seen).isSorted().hasSizeGreaterThanOrEqualTo(prefetch);
            assertThat(flooding.cancels()).isPositive();
        }
    }

    @Test
    @DisplayName("an item that nobody asked for is not taken for one that was")
    void failsWhenThePublisherSendsUnasked() {
        loop.call(() -> {
            try (AsyncGenerator<Integer> items = AsyncStream.fromPublisher(publisher).openAsync()) {
                Task<Optional<Integer>> next = loop.start(() -> items.next());
                while (publisher.requested() < 1) {
                    Async.yieldNow();
                }
                publisher.send(1);
                assertThat(next.result()).hasValue(1);
                publisher.send(2, 3, 4);
                assertThatThrownBy(() -> {
                    for (int i = 0; i < 5; i++) {
                        assertThat(items.next()).isPresent();
                    }
                }).isInstanceOf(IllegalStateException.class).hasMessageContaining("more items than it was asked for");
            }
        });
        assertThat(publisher.cancels()).isPositive();
        assertThat(publisher.requests()).containsOnly(1L);
    }

    @Test
    void keepsTheFirstOfTwoSubscriptions() {
        Task<List<Integer>> run = loop.start(() -> AsyncStream.fromPublisher(publisher).toList());
        publisher.awaitRequested(1);
        publisher.present();
        assertThat(publisher.cancels()).isEqualTo(1);
        publisher.send(1).awaitRequested(2).complete();
        assertThat(run.result()).containsExactly(1);
        assertThat(publisher.cancels()).isEqualTo(1);
    }

    @Test
    void ignoresWhatComesAfterTheEnd() {
        Task<List<Integer>> run = loop.start(() -> AsyncStream.fromPublisher(publisher, 4).toList());
        publisher.awaitRequested(4).send(1);
        publisher.complete();
        publisher.send(2);
        publisher.fail(failure);
        publisher.complete();
        assertThat(run.result()).containsExactly(1);
    }

    @Test
    void refusesNullFromThePublisher() {
        Task<List<Integer>> run = loop.start(() -> AsyncStream.fromPublisher(publisher).toList());
        publisher.awaitRequested(1);
        assertThatThrownBy(() -> publisher.to().onNext(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> publisher.to().onError(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> publisher.to().onSubscribe(null)).isInstanceOf(NullPointerException.class);
        publisher.complete();
        assertThat(run.result()).isEmpty();
    }

    @Test
    @DisplayName("law 4: a publisher that throws where it must not fails the stream, and is cancelled")
    void failsWhenThePublisherThrows() {
        IllegalStateException broken = new IllegalStateException("broken publisher");
        assertThatThrownBy(() -> AsyncStream.fromPublisher(_ -> {
            throw broken;
        }).toList()).isSameAs(broken);
        HandPublisher<Integer> failing = HandPublisher.doing((_, _) -> {
            throw broken;
        });
        assertThatThrownBy(() -> AsyncStream.fromPublisher(failing).toList()).isSameAs(broken);
        assertThat(failing.cancels()).isEqualTo(1);
        HandPublisher<Integer> presenting = HandPublisher.quiet();
        assertThatThrownBy(() -> AsyncStream.<Integer>fromPublisher(subscriber -> {
            presenting.subscribe(subscriber);
            throw broken;
        }).toList()).isSameAs(broken);
        assertThat(presenting.cancels()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 256})
    @DisplayName("nothing is lost or doubled between threads")
    void takesItemsFromAnotherThread(int prefetch) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var submission = new SubmissionPublisher<Integer>(threads, 16)) {
            Task<List<Integer>> run = loop.start(() -> AsyncStream.fromPublisher(submission, prefetch).toList());
            Eventually.until(submission::hasSubscribers);
            for (int i = 0; i < 5_000; i++) {
                submission.submit(i);
            }
            submission.close();
            assertThat(run.result()).hasSize(5_000).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void isTheWayBackOfAPublisher() {
        Probe probe = Probe.plain();
        assertThat(AsyncStream.fromPublisher(probe.first(1_000).toPublisher()).toList()).hasSize(1_000).isSorted();
        probe.assertClosed();
        assertThat(AsyncStream.fromPublisher(probe.endless().on(Async.getThreadPool()).toPublisher(), 8).take(100)
                .toList()).hasSize(100).isSorted();
        Eventually.until(() -> probe.cleaned() == 2);
        assertThatThrownBy(() -> AsyncStream.fromPublisher(probe.failingAfter(2, failure).toPublisher()).toList())
                .isSameAs(failure);
    }

    @ParameterizedTest
    @ValueSource(ints = {1 << 20, (1 << 20) + 1, 1 << 30, Integer.MAX_VALUE})
    @DisplayName("law 9: a prefetch beyond all bounds works, or is refused at once in words")
    void worksOrRefusesWithAHugePrefetch(int prefetch) {
        AsyncStream<Integer> stream;
        try {
            stream = AsyncStream.fromPublisher(obliging(10), prefetch);
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageContaining("prefetch").hasMessageContaining(String.valueOf(prefetch));
            assertThat(prefetch).isGreaterThan(1 << 20);
            return;
        }
        assertThat(stream.toList()).hasSize(10);
    }

    @Test
    void refusesAPrefetchBelowOne() {
        for (int prefetch : new int[]{0, -1}) {
            assertThatThrownBy(() -> AsyncStream.fromPublisher(publisher, prefetch))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the prefetch of a publisher's stream must be 1 to 1048576 (it is " + prefetch
                            + "): give 1 to ask for one item at a time");
        }
    }
}
