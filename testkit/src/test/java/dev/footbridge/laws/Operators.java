package dev.footbridge.laws;

import dev.footbridge.BlockingFunction;
import dev.footbridge.laws.Ledger.Item;
import dev.footbridge.stream.AsyncStream;
import dev.footbridge.stream.Emitter;
import java.util.List;

/** Operators of streams, to be explored: the real ones, or some that are broken on purpose. */
interface Operators {

    default AsyncStream<Item> map(int limit, AsyncStream<Item> items, BlockingFunction<Item, Item> function) {
        return items.map(limit, function);
    }

    default AsyncStream<Item> mapUnordered(int limit, AsyncStream<Item> items, BlockingFunction<Item, Item> function) {
        return items.mapUnordered(limit, function);
    }

    default AsyncStream<Item> take(int count, AsyncStream<Item> items) {
        return items.take(count);
    }

    default AsyncStream<Item> prefetch(int count, AsyncStream<Item> items) {
        return items.prefetch(count);
    }

    default AsyncStream<List<Item>> chunks(int size, AsyncStream<Item> items) {
        return items.chunks(size);
    }

    default AsyncStream<Item> concat(AsyncStream<Item> first, AsyncStream<Item> second) {
        return AsyncStream.concat(first, second);
    }

    default AsyncStream<Item> merge(AsyncStream<Item> first, AsyncStream<Item> second) {
        return AsyncStream.merge(first, second);
    }

    default AsyncStream<Item> flatten(int limit, List<AsyncStream<Item>> streams) {
        return AsyncStream
                .generate((Emitter<AsyncStream<Item>> out) -> streams.forEach(out::emit))
                .flatMap(limit, stream -> stream);
    }

    default AsyncStream<List<Item>> zip(AsyncStream<Item> first, AsyncStream<Item> second) {
        return AsyncStream.zip(first, second, List::of);
    }

    /** The real ones. */
    static Operators real() {
        return new Operators() {
        };
    }
}
