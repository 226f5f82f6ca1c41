package dev.footbridge.conformance.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.stream.AsyncStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the TCK leaves out: a stream that fails as a publisher, which it does when something is requested. */
class FailingPublisherTest {

    /** Keeps what it is told. */
    private static final class Signals implements Flow.Subscriber<Object> {

        private final BlockingQueue<Object> told = new LinkedBlockingQueue<>();

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            told.add(subscription);
        }

        @Override
        public void onNext(Object item) {
            told.add(item);
        }

        @Override
        public void onError(Throwable error) {
            told.add(error);
        }

        @Override
        public void onComplete() {
            told.add("the end");
        }

        <T> T next(Class<T> kind) throws InterruptedException {
            return kind.cast(told.poll(30, TimeUnit.SECONDS));
        }
    }

    private final Signals signals = new Signals();

    @Test
    void failsOnceWithTheSameError() throws Exception {
        var error = new IOException("lost");
        AsyncStream.generate(out -> {
            throw error;
        }).toPublisher().subscribe(signals);
        Flow.Subscription subscription = signals.next(Flow.Subscription.class);
        assertThat(signals.told).isEmpty();
        subscription.request(1);
        assertThat(signals.next(Throwable.class)).isSameAs(error);
        subscription.request(1);
        subscription.cancel();
        assertThat(signals.told).isEmpty();
    }

    @Test
    void refusesWhoComesWhenASourceThatRunsOnceHasRun() throws Exception {
        AsyncStream<Object> once = AsyncStream.fromIterator(List.<Object>of(1, 2).iterator());
        assertThat(once.count()).isEqualTo(2);
        once.toPublisher().subscribe(signals);
        signals.next(Flow.Subscription.class).request(1);
        assertThat(signals.next(Throwable.class)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("can be run once");
    }
}
