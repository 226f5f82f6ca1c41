package dev.footbridge.laws;

import dev.footbridge.stream.AsyncStream;
import java.time.Duration;
import java.util.List;

/** Operators that look at the clock, to be explored: the real ones, or some that are broken on purpose. */
interface TimedOperators {

    default AsyncStream<Integer> timeout(AsyncStream<Integer> items, Duration limit) {
        return items.timeout(limit);
    }

    default AsyncStream<List<Integer>> chunks(AsyncStream<Integer> items, int size, Duration time) {
        return items.chunks(size, time);
    }

    default AsyncStream<Integer> rateLimit(AsyncStream<Integer> items, int most, Duration per) {
        return items.rateLimit(most, per);
    }

    default AsyncStream<Integer> retry(AsyncStream<Integer> items, int times, Duration pause) {
        return items.retry(times, pause);
    }

    /** The real ones. */
    static TimedOperators real() {
        return new TimedOperators() {
        };
    }
}
