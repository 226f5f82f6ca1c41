package dev.footbridge.laws;

import dev.footbridge.Async;
import dev.footbridge.BlockingFunction;
import dev.footbridge.Task;
import dev.footbridge.laws.Ledger.Item;
import dev.footbridge.stream.AsyncGenerator;
import dev.footbridge.stream.AsyncStream;
import dev.footbridge.sync.AsyncQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Operators, one of which has a flaw. */
final class FlawedOperators implements Operators {

    /** What is wrong, and what it is found by. */
    enum Flaw {
        /** The next stream begins before the one before it has ended. */
        CONCAT_OVERLAPS("items"),
        /** The fastest is first. */
        MAP_LETS_RESULTS_OVERTAKE("items"),
        /** One more than that cannot hurt. */
        MAP_RUNS_ONE_TOO_MANY("how many run at the same time"),
        /** A stream is begun before the one that makes room for it has ended. */
        FLATTEN_RUNS_ONE_TOO_MANY("how many run at the same time"),
        /** Who has had enough leaves. */
        TAKE_LEAVES_THE_SOURCE_OPEN("sources that still run"),
        /** When one has had enough of the merged ones, they go on. */
        MERGE_LEAVES_ITS_STREAMS_BEHIND("sources that still run"),
        /** A stream that fails has ended. */
        ZIP_TAKES_FAILURES_FOR_THE_END("arrive"),
        /** What was read ahead is forgotten when the next item fails. */
        PREFETCH_LETS_FAILURES_OVERTAKE("items that come before the failure"),
        /** A chunk is passed on when it is full. */
        CHUNKS_LOSE_THE_LAST("items");

        private final String found;

        Flaw(String found) {
            this.found = found;
        }

        String found() {
            return found;
        }
    }

    private final Flaw flaw;
    /** So that they are not taken for abandoned. */
    private final List<AsyncGenerator<Item>> left = new ArrayList<>();

    FlawedOperators(Flaw flaw) {
        this.flaw = flaw;
    }

    @Override
    public AsyncStream<Item> concat(AsyncStream<Item> first, AsyncStream<Item> second) {
        return flaw == Flaw.CONCAT_OVERLAPS ? merge(first, second) : Operators.super.concat(first, second);
    }

    @Override
    public AsyncStream<Item> map(int limit, AsyncStream<Item> items, BlockingFunction<Item, Item> function) {
        return switch (flaw) {
            case MAP_LETS_RESULTS_OVERTAKE -> mapUnordered(limit, items, function);
            case MAP_RUNS_ONE_TOO_MANY -> Operators.super.map(limit + 1, items, function);
            default -> Operators.super.map(limit, items, function);
        };
    }

    @Override
    public AsyncStream<Item> flatten(int limit, List<AsyncStream<Item>> streams) {
        return Operators.super.flatten(flaw == Flaw.FLATTEN_RUNS_ONE_TOO_MANY ? limit + 1 : limit, streams);
    }

    @Override
    public AsyncStream<Item> take(int count, AsyncStream<Item> items) {
        if (flaw != Flaw.TAKE_LEAVES_THE_SOURCE_OPEN) {
            return Operators.super.take(count, items);
        }
        return AsyncStream.generate(out -> {
            AsyncGenerator<Item> open = items.openAsync();
            left.add(open);
            for (int i = 0; i < count; i++) {
                open.next().ifPresent(out::emit);
            }
        });
    }

    @Override
    public AsyncStream<Item> merge(AsyncStream<Item> first, AsyncStream<Item> second) {
        if (flaw != Flaw.MERGE_LEAVES_ITS_STREAMS_BEHIND) {
            return Operators.super.merge(first, second);
        }
        return AsyncStream.generate(out -> {
            AsyncQueue<Item> queue = AsyncQueue.unbounded();
            List<Task<Void>> both = List.of(Async.start(() -> first.forEach(queue::put)),
                    Async.start(() -> second.forEach(queue::put)));
            Async.start(() -> {
                Async.waitAll(both);
                queue.close();
            });
            queue.forEach(out::emit);
            both.forEach(Task::result);
        });
    }

    @Override
    public AsyncStream<List<Item>> zip(AsyncStream<Item> first, AsyncStream<Item> second) {
        if (flaw != Flaw.ZIP_TAKES_FAILURES_FOR_THE_END) {
            return Operators.super.zip(first, second);
        }
        return AsyncStream.zip(endingEarly(first), endingEarly(second), List::of);
    }

    private static AsyncStream<Item> endingEarly(AsyncStream<Item> items) {
        return AsyncStream.generate(out -> {
            try (AsyncGenerator<Item> open = items.openAsync()) {
                for (Optional<Item> item = next(open); item.isPresent(); item = next(open)) {
                    out.emit(item.get());
                }
            }
        });
    }

    private static Optional<Item> next(AsyncGenerator<Item> items) throws Exception {
        try {
            return items.next();
        } catch (RuntimeException other) {
            throw other;
        } catch (Exception failure) {
            return Optional.empty();
        }
    }

    @Override
    public AsyncStream<Item> prefetch(int count, AsyncStream<Item> items) {
        if (flaw != Flaw.PREFETCH_LETS_FAILURES_OVERTAKE) {
            return Operators.super.prefetch(count, items);
        }
        return AsyncStream.generate(out -> {
            try (AsyncGenerator<Item> open = items.openAsync()) {
                Optional<Item> ahead = open.next();
                while (ahead.isPresent()) {
                    Optional<Item> next = open.next();
                    out.emit(ahead.get());
                    ahead = next;
                }
            }
        });
    }

    @Override
    public AsyncStream<List<Item>> chunks(int size, AsyncStream<Item> items) {
        AsyncStream<List<Item>> chunks = Operators.super.chunks(size, items);
        return flaw == Flaw.CHUNKS_LOSE_THE_LAST ? chunks.filter(chunk -> chunk.size() == size) : chunks;
    }
}
