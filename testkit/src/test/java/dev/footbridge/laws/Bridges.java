package dev.footbridge.laws;

import dev.footbridge.stream.AsyncStream;
import java.util.concurrent.Flow;

/** Ways between streams and publishers, to be explored: the real ones, or some that are broken on purpose. */
interface Bridges {

    /** What publishes the items of a stream. */
    default Flow.Publisher<Integer> publisher(AsyncStream<Integer> items) {
        return items.toPublisher();
    }

    /** What stands between a publisher and a subscriber. */
    default Flow.Processor<Integer, Integer> processor() {
        return AsyncStream.processor(items -> items.map(item -> item));
    }

    /** The stream of what is published. */
    default AsyncStream<Integer> stream(Flow.Publisher<Integer> items, int prefetch) {
        return AsyncStream.fromPublisher(items, prefetch);
    }

    /** The real ones. */
    static Bridges real() {
        return new Bridges() {
        };
    }
}
