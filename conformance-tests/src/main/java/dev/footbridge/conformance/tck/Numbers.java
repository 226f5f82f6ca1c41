package dev.footbridge.conformance.tck;

import dev.footbridge.stream.AsyncStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Streams of the numbers from 0. */
final class Numbers {

    private Numbers() {}

    static AsyncStream<Long> generated(long count) {
        return AsyncStream.generate(out -> {
            for (long number = 0; number < count; number++) {
                out.emit(number);
            }
        });
    }

    static AsyncStream<Long> iterated(long count) {
        return AsyncStream.fromIterable(() -> LongStream.range(0, count).iterator());
    }

    static AsyncStream<Integer> listed(int count) {
        return AsyncStream.of(IntStream.range(0, count).boxed().toArray(Integer[]::new));
    }
}
