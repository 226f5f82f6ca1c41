package dev.footbridge.stream;

import java.util.ArrayList;
import java.util.List;

/** Programs that {@link StreamMemoryTest} runs in a small heap of their own. */
final class StreamMemoryPrograms {

    /** How many numbers reach the consumer: 0, 1, 2, … */
    static final int ITEMS = 10_000_000;

    private static final int AHEAD = 256;
    private static final int ONE_IS_DROPPED_IN = 10;

    private StreamMemoryPrograms() {}

    public static void main(String[] args) {
        AsyncStream<Long> stream = switch (args[0]) {
            case "pulled" -> numbers();
            case "published" -> AsyncStream.fromPublisher(numbers().toPublisher(), AHEAD);
            case "kept" -> keepingWhatPassed(numbers());
            default -> throw new IllegalArgumentException(args[0]);
        };
        long count = 0;
        long sum = 0;
        try (Generator<Long> items = stream.prefetch(AHEAD).open()) {
            for (long item : items) {
                count++;
                sum += item;
            }
        }
        System.out.println(count + " items, sum " + sum);
    }

    private static AsyncStream<Long> numbers() {
        return AsyncStream.<Long>generate(out -> {
            long next = 0;
            for (long i = 0; next < ITEMS; i++) {
                out.emit(i % ONE_IS_DROPPED_IN == 0 ? -1L : next++);
            }
        }).map(item -> item * 2).filter(item -> item >= 0).map(item -> item / 2);
    }

    /** The broken twin. */
    private static AsyncStream<Long> keepingWhatPassed(AsyncStream<Long> numbers) {
        List<Long> kept = new ArrayList<>();
        return numbers.map(item -> {
            kept.add(item);
            return item;
        });
    }
}
