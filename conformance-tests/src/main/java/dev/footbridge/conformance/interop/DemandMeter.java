package dev.footbridge.conformance.interop;

import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;

/**
 * A publisher that passes everything on and counts what was asked for and what was given. For one subscriber; signals
 * and requests may come from any thread.
 *
 * @param <T> the type of the items
 */
public final class DemandMeter<T> implements Flow.Publisher<T> {

    private final Flow.Publisher<T> source;
    private final AtomicLong requested = new AtomicLong();
    private final AtomicLong given = new AtomicLong();
    private final AtomicLong open = new AtomicLong();
    private final LongAccumulator mostOpen = new LongAccumulator(Math::max, 0);
    private final LongAccumulator leastOpen = new LongAccumulator(Math::min, 0);

    /** Measures what goes in and out of a publisher. */
    public DemandMeter(Flow.Publisher<T> source) {
        this.source = source;
    }

    /** How many items were asked for. */
    public long requested() {
        return requested.get();
    }

    /** How many items were given. */
    public long given() {
        return given.get();
    }

    /** How many items were ever asked for and not given yet. */
    public long mostOpen() {
        return mostOpen.get();
    }

    /** How many items were ever given that nobody had asked for. */
    public long givenUnasked() {
        return -leastOpen.get();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        source.subscribe(new Gauge(subscriber));
    }

    private final class Gauge implements Flow.Subscriber<T> {

        private final Flow.Subscriber<? super T> subscriber;

        Gauge(Flow.Subscriber<? super T> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscriber.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long items) {
                    requested.addAndGet(items);
                    mostOpen.accumulate(open.addAndGet(items));
                    subscription.request(items);
                }

                @Override
                public void cancel() {
                    subscription.cancel();
                }
            });
        }

        @Override
        public void onNext(T item) {
            given.incrementAndGet();
            leastOpen.accumulate(open.decrementAndGet());
            subscriber.onNext(item);
        }

        @Override
        public void onError(Throwable error) {
            subscriber.onError(error);
        }

        @Override
        public void onComplete() {
            subscriber.onComplete();
        }
    }
}
