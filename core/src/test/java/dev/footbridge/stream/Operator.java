package dev.footbridge.stream;

import dev.footbridge.Async;
import dev.footbridge.BlockingFunction;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Every operator and every way to run a stream, for what must hold for all of them. */
enum Operator {

    // one item at a time
    NONE, MAP, MAP_ASYNC, FILTER, TAKE, TAKE_WHILE, SKIP, ENUMERATE, FLAT_MAP, FLAT_MAP_OF_INNER,
    // several items at a time
    MAP_LIMIT, MAP_ASYNC_LIMIT, MAP_ON, MAP_UNORDERED, FLAT_MAP_LIMIT, FLAT_MAP_LIMIT_OF_INNER,
    // in groups, and in time
    CHUNKS, CHUNKS_OF_TIME, CHUNKS_OR_TIME, TIMEOUT, RATE_LIMIT, RETRY,
    // of several streams
    MERGE, CONCAT, ZIP,
    // how it runs
    PREFETCH, ON_LOOP, ON_POOL, CLOSE_LIMIT, FROM_GENERATOR, SEVERAL;

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration INSTANT = Duration.ofNanos(1);

    /** This operator over these items; each of them comes out again. */
    AsyncStream<Integer> over(AsyncStream<Integer> items) {
        return over(items, item -> item);
    }

    /** This operator over these items, with a function that it applies to each of them, if it applies any. */
    AsyncStream<Integer> over(AsyncStream<Integer> items, BlockingFunction<Integer, Integer> f) {
        return switch (this) {
            case NONE -> items;
            case MAP -> items.map(f);
            case MAP_ASYNC -> items.mapAsync(item -> CompletableFuture.completedFuture(f.apply(item)));
            case FILTER -> items.filter(item -> f.apply(item) >= 0);
            case TAKE -> items.take(Integer.MAX_VALUE);
            case TAKE_WHILE -> items.takeWhile(item -> f.apply(item) >= 0);
            case SKIP -> items.skip(1);
            case ENUMERATE -> items.enumerate().map(Indexed::item);
            case FLAT_MAP -> items.flatMap(item -> AsyncStream.of(f.apply(item)));
            case FLAT_MAP_OF_INNER -> AsyncStream.of("a").flatMap(_ -> items);
            case MAP_LIMIT -> items.map(3, f);
            case MAP_ASYNC_LIMIT -> items.mapAsync(3, item -> CompletableFuture.completedFuture(f.apply(item)));
            case MAP_ON -> items.mapOn(Async.getThreadPool(), 3, f);
            case MAP_UNORDERED -> items.mapUnordered(3, f);
            case FLAT_MAP_LIMIT -> items.flatMap(3, item -> AsyncStream.of(f.apply(item)));
            case FLAT_MAP_LIMIT_OF_INNER -> AsyncStream.of("a", "b").flatMap(2, _ -> items);
            case CHUNKS -> flat(items.chunks(2));
            case CHUNKS_OF_TIME -> flat(items.chunks(INSTANT));
            case CHUNKS_OR_TIME -> flat(items.chunks(2, MINUTE));
            case TIMEOUT -> items.timeout(MINUTE);
            case RATE_LIMIT -> items.rateLimit(1_000_000, INSTANT);
            case RETRY -> items.retry(1);
            case MERGE -> AsyncStream.merge(items, items);
            case CONCAT -> AsyncStream.concat(items, items);
            case ZIP -> AsyncStream.zip(items, items, (one, _) -> f.apply(one));
            case PREFETCH -> items.prefetch(3);
            case ON_LOOP -> items.on(Async.getEventLoop());
            case ON_POOL -> items.on(Async.getThreadPool());
            case CLOSE_LIMIT -> items.closeLimit(MINUTE);
            case FROM_GENERATOR -> AsyncStream.fromGenerator(items.openAsync());
            case SEVERAL -> several(items, f);
        };
    }

    private static AsyncStream<Integer> flat(AsyncStream<List<Integer>> chunks) {
        return chunks.flatMap(chunk -> AsyncStream.of(chunk.toArray(Integer[]::new)));
    }

    private static AsyncStream<Integer> several(AsyncStream<Integer> items, BlockingFunction<Integer, Integer> f) {
        AsyncStream<Integer> onThreads = items.prefetch(2).map(2, item -> item).on(Async.getThreadPool());
        return onThreads.take(1_000_000).chunks(1).mapUnordered(2, chunk -> f.apply(chunk.getFirst())).prefetch(1)
                .retry(0);
    }

    /** Those that apply a function. */
    static Stream<Operator> withFunction() {
        return Stream.of(values()).filter(Operator::hasFunction);
    }

    private boolean hasFunction() {
        boolean[] called = {false};
        over(AsyncStream.of(0, 1, 2), item -> {
            called[0] = true;
            return item;
        }).toList();
        return called[0];
    }
}
