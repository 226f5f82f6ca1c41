package dev.footbridge.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.stream.AsyncGenerator;
import dev.footbridge.stream.AsyncStream;
import dev.footbridge.testing.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams run in the context of whoever opened them or subscribed, whoever pulls, requests, publishes or closes. */
@Timeout(60)
class ContextStreamsTest {

    private final Marks marks = Marks.carried();
    private final Places places = new Places();
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        places.close();
        marks.close();
    }

    /** Notes what it sees where it is told something. */
    private final class Seeing<T> implements Flow.Subscriber<T> {

        private final CompletableFuture<String> end = new CompletableFuture<>();
        private volatile Flow.Subscription subscription;

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            seen.add("subscribed " + Marks.seen());
        }

        @Override
        public void onNext(T item) {
            seen.add(item + " " + Marks.seen());
        }

        @Override
        public void onError(Throwable failed) {
            end.complete("failed " + Marks.seen());
        }

        @Override
        public void onComplete() {
            end.complete("completed " + Marks.seen());
        }
    }

    private static void elsewhere(Runnable action) throws Exception {
        Thread thread = Thread.ofPlatform().start(() -> Marks.with("stranger", () -> {
            action.run();
            assertThat(Marks.seen()).isEqualTo(Marks.all("stranger"));
        }));
        thread.join();
    }

    @ParameterizedTest(name = "H1: prefetch {0}")
    @ValueSource(ints = {0, 3})
    void runAGeneratorInTheContextOfItsOpenerWhoeverPulls(int prefetch) throws Exception {
        AsyncGenerator<String> items = Marks.with("ada", () -> AsyncGenerator
                .open(o -> o.withLevel(places.loop).withPrefetch(prefetch), out -> {
                    for (int i = 0; i < 10; i++) {
                        out.emit(Marks.seen());
                    }
                }));
        for (int i = 0; i < 3; i++) {
            elsewhere(() -> seen.add(items.next().orElseThrow()));
            Marks.with("grace", () -> seen.add(items.next().orElseThrow()));
            seen.add(places.pool.call(() -> items.next().orElseThrow()));
        }
        items.close();
        assertThat(seen).hasSize(9).containsOnly(Marks.all("ada"));
    }

    @ParameterizedTest(name = "B18: closed by {0}")
    @ValueSource(strings = {"a stranger", "its level", "a failure of the puller's"})
    void cleanUpInTheContextOfTheOpener(String who) throws Exception {
        AsyncGenerator<Integer> items = Marks.with("ada",
                () -> AsyncGenerator.open(o -> o.withLevel(places.pool), out -> {
                    try {
                        out.emit(1);
                        out.emit(2);
                    } finally {
                        Async.yieldNow();
                        seen.add(Marks.seen());
                    }
                }));
        Marks.with("grace", items::next);
        switch (who) {
            case "a stranger" -> elsewhere(items::close);
            case "its level" -> {
                places.gate.complete(null);
                places.pool.close();
            }
            default -> assertThatThrownBy(() -> items.fail(new IllegalStateException("odd"))).hasMessage("odd");
        }
        assertThat(seen).containsExactly(Marks.all("ada"));
    }

    @Test
    @DisplayName("B18: one that was forgotten cleans up in the context of whoever opened it, not in the cleaner's")
    void cleanUpInTheContextOfTheOpenerWhenForgotten() {
        try (var quiet = new dev.footbridge.testing.LoggedFailures()) {
            forget();
            Eventually.until(() -> {
                System.gc();
                return !seen.isEmpty();
            });
        }
        assertThat(seen).containsExactly(Marks.all("ada"));
    }

    private void forget() {
        Marks.with("ada", () -> AsyncGenerator.<Integer>open(o -> o.withLevel(places.loop), out -> {
            try {
                out.emit(1);
            } finally {
                seen.add(Marks.seen());
            }
        }).next());
    }

    @Test
    @DisplayName("H1: a subscriber is told everything in the context in which it subscribed, whoever requests")
    void tellASubscriberInItsOwnContext() throws Exception {
        Flow.Publisher<String> publisher = Marks.with("maker",
                () -> AsyncStream.of(1, 2, 3).map(_ -> Marks.seen()).on(places.loop).toPublisher());
        Seeing<String> subscriber = new Seeing<>();
        Marks.with("ada", () -> publisher.subscribe(subscriber));
        elsewhere(() -> subscriber.subscription.request(1));
        Eventually.until(() -> seen.size() == 2);
        Marks.with("grace", () -> subscriber.subscription.request(2));
        assertThat(subscriber.end.get()).isEqualTo("completed " + Marks.all("ada"));
        String all = Marks.all("ada") + " " + Marks.all("ada");
        assertThat(seen).containsExactly("subscribed " + Marks.all("ada"), all, all, all);
    }

    @Test
    void tellASubscriberOfItsLevelsEndInItsOwnContext() throws Exception {
        Flow.Publisher<Integer> publisher = AsyncStream.of(1).on(places.other).toPublisher();
        Seeing<Integer> subscriber = new Seeing<>();
        Marks.with("ada", () -> publisher.subscribe(subscriber));
        places.other.close();
        elsewhere(() -> subscriber.subscription.request(1)); // refused, on this very thread
        assertThat(subscriber.end.get()).isEqualTo("failed " + Marks.all("ada"));
    }

    @Test
    void takeFromAPublisherOnForeignThreads() throws Exception {
        try (SubmissionPublisher<Integer> publisher = new SubmissionPublisher<>(
                command -> Marks.with("stranger", () -> {
                    Thread.ofVirtual().start(command);
                }), 16)) {
            AsyncGenerator<String> items = Marks.with("ada", () -> AsyncStream.fromPublisher(publisher)
                    .map(item -> item + " " + Marks.seen()).on(places.loop).openAsync());
            var first = places.pool.start(() -> items.next().orElseThrow());
            Eventually.until(publisher::hasSubscribers);
            elsewhere(() -> publisher.submit(1));
            assertThat(first.result()).isEqualTo("1 " + Marks.all("ada"));
            items.close();
        }
    }

    @Test
    void runAProcessorInTheContextOfItsSubscriber() throws Exception {
        Flow.Processor<Integer, String> processor = Marks.with("maker",
                () -> AsyncStream.processor(items -> items.map(item -> item + " " + Marks.seen())));
        Seeing<String> subscriber = new Seeing<>();
        Marks.with("ada", () -> processor.subscribe(subscriber));
        try (SubmissionPublisher<Integer> publisher = new SubmissionPublisher<>()) {
            publisher.subscribe(processor);
            subscriber.subscription.request(2);
            elsewhere(() -> publisher.submit(1));
            Eventually.until(() -> seen.size() == 2);
        }
        assertThat(subscriber.end.get()).isEqualTo("completed " + Marks.all("ada"));
        assertThat(seen).last().isEqualTo("1 " + Marks.all("ada") + " " + Marks.all("ada"));
    }

    @Test
    @DisplayName("law 6: calls of a stream at the same time do not see each other's changes")
    void keepConcurrentCallsApart() {
        List<String> got = Marks.with("ada", () -> AsyncStream.of(1, 2, 3, 4, 5, 6, 7, 8).map(4, item -> {
            String had = Marks.change();
            Async.sleep(Duration.ofNanos(1_000));
            return had;
        }).on(places.loop).toList());
        assertThat(got).hasSize(8).containsOnly(Marks.all("ada"));
    }

    @Test
    void keepWhatAnOperatorSetsForTheRestOfTheRun() {
        assertThat(AsyncStream.of(1, 2, 3).map(item -> {
            String had = Marks.KEY.find().orElse("-");
            Marks.KEY.set("item " + item);
            return had;
        }).toList()).containsExactly("-", "item 1", "item 2"); // a stream is one job, and its operators run in it
    }
}
