package dev.footbridge.stream;

import dev.footbridge.AsyncFunction;
import dev.footbridge.BlockingFunction;
import dev.footbridge.Level;
import dev.footbridge.app.Bridge;
import dev.footbridge.internal.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** What can be done with a stream on its way: each method makes a new stream and runs nothing. */
abstract class StreamOperators<T> extends StreamSources {

    StreamOperators() {}

    abstract AsyncStream<T> self();

    abstract Source<T> source();

    /** A stream of this source, known by the code that this one is known by. */
    private <R> AsyncStream<R> with(Source<R> next) {
        return AsyncStream.from(Source.named(source().function(), next));
    }

    private static int atLeastOne(int limit, String what) {
        if (limit < 1) {
            throw new IllegalArgumentException(
                    "the " + what + " of a stream must be at least 1 (it is " + limit + "): give 1 or more");
        }
        return limit;
    }

    private static long notNegative(long count, String what) {
        if (count < 0) {
            throw new IllegalArgumentException(
                    "a stream cannot " + what + " fewer than 0 items (count is " + count + "): give 0 or more");
        }
        return count;
    }

    private static Duration positive(Duration time, String what) {
        if (!Objects.requireNonNull(time, "the time is null: give a duration").isPositive()) {
            throw new IllegalArgumentException(
                    "the " + what + " of a stream must be positive (it is " + time + "): give a longer time");
        }
        return time;
    }

    private static <F> F given(F function) {
        return Objects.requireNonNull(function, "the function is null: give one to apply to the items");
    }

    // ---- one item at a time

    /**
     * Each item through a function, one after another.
     *
     * @param <R> the type of the results
     * @param function may wait; not null its results
     * @return the stream of the results
     */
    public <R> AsyncStream<R> map(BlockingFunction<? super T, ? extends R> function) {
        return with(InPlace.<T, R>map(source(), given(function)));
    }

    /**
     * Each item through an async function, one after another.
     *
     * @param <R> the type of the results
     * @param function starts the work on an item
     * @return the stream of the results
     */
    public <R> AsyncStream<R> mapAsync(AsyncFunction<? super T, R> function) {
        return map(Bridge.blocking(given(function)));
    }

    /**
     * The items that pass a test.
     *
     * @param test may wait
     * @return the stream of those for which it is true
     */
    public AsyncStream<T> filter(BlockingFunction<? super T, Boolean> test) {
        return with(InPlace.filter(source(), given(test)));
    }

    /**
     * The first items. The source is closed as soon as whoever pulls asks for more than those.
     *
     * @param count how many at most; with zero the source does not run
     * @return the stream of those
     */
    public AsyncStream<T> take(long count) {
        return with(InPlace.take(source(), notNegative(count, "take")));
    }

    /**
     * The items up to the first one that fails a test, without it. The source is closed there.
     *
     * @param test may wait
     * @return the stream of those before
     */
    public AsyncStream<T> takeWhile(BlockingFunction<? super T, Boolean> test) {
        return with(InPlace.takeWhile(source(), given(test)));
    }

    /**
     * The items after the first ones.
     *
     * @param count how many to leave out
     * @return the stream of the others
     */
    public AsyncStream<T> skip(long count) {
        return with(InPlace.skip(source(), notNegative(count, "skip")));
    }

    /** The items with their places, from zero; Python's {@code enumerate}. */
    public AsyncStream<Indexed<T>> enumerate() {
        return with(InPlace.enumerate(source()));
    }

    /**
     * The items of the streams that a function makes, one stream after another.
     *
     * @param <R> the type of those items
     * @param function makes a stream of an item
     * @return the stream of them all
     */
    public <R> AsyncStream<R> flatMap(BlockingFunction<? super T, ? extends AsyncStream<? extends R>> function) {
        return with(InPlace.<T, R>flatMap(source(), given(function)));
    }

    // ---- several items at a time

    /**
     * Each item through a function that runs for several items at the same time, as coroutines. The results come in the
     * order of the items, each as soon as it is its turn.
     *
     * @param <R> the type of the results
     * @param limit for how many items at the same time; so many items may be taken from this stream ahead of demand
     * @param function may wait; not null its results
     * @return the stream of the results
     */
    public <R> AsyncStream<R> map(int limit, BlockingFunction<? super T, ? extends R> function) {
        return mapOn(RunningLoop.LEVEL, limit, function);
    }

    /**
     * Each item through an async function, for several items at the same time, in order, as
     * {@link #map(int, BlockingFunction)}.
     *
     * @param <R> the type of the results
     * @param limit for how many items at the same time
     * @param function starts the work on an item
     * @return the stream of the results
     */
    public <R> AsyncStream<R> mapAsync(int limit, AsyncFunction<? super T, R> function) {
        return map(limit, Bridge.blocking(given(function)));
    }

    /**
     * Each item through a function that runs on this level for several items at the same time: blocking calls on a
     * thread pool, for one. The results come in the order of the items.
     *
     * @param <R> the type of the results
     * @param level where the function runs
     * @param limit for how many items at the same time
     * @param function not null its results
     * @return the stream of the results
     */
    public <R> AsyncStream<R> mapOn(Level level, int limit, BlockingFunction<? super T, ? extends R> function) {
        Objects.requireNonNull(level, "the level is null: say where the function runs");
        return with(Mapping.<T, R>of(self(), level, atLeastOne(limit, "limit"), true, given(function)));
    }

    /**
     * Each item through a function that runs for several items at the same time, as coroutines. The results come as they
     * are ready.
     *
     * @param <R> the type of the results
     * @param limit for how many items at the same time
     * @param function may wait; not null its results
     * @return the stream of the results
     */
    public <R> AsyncStream<R> mapUnordered(int limit, BlockingFunction<? super T, ? extends R> function) {
        return with(Mapping.<T, R>of(self(), RunningLoop.LEVEL, atLeastOne(limit, "limit"), false, given(function)));
    }

    /**
     * The items of the streams that a function makes, of several streams at the same time, as they come.
     *
     * @param <R> the type of those items
     * @param limit of how many streams at the same time
     * @param function makes a stream of an item
     * @return the stream of them all
     */
    public <R> AsyncStream<R> flatMap(int limit, BlockingFunction<? super T, ? extends AsyncStream<R>> function) {
        AsyncStream<AsyncStream<R>> streams = with(
                InPlace.<T, AsyncStream<R>>map(source(), given(function), "flatMap"));
        return with(Merging.of(streams, atLeastOne(limit, "limit")));
    }

    // ---- in groups, and in time

    /**
     * Lists of so many items; the last one may be shorter.
     *
     * @param size how many
     * @return the stream of the lists
     */
    public AsyncStream<List<T>> chunks(int size) {
        return with(InPlace.chunks(source(), atLeastOne(size, "chunk size")));
    }

    /**
     * Lists of the items that come within this time of the first one in the list.
     *
     * @param time how long a list is kept open
     * @return the stream of the lists, none of them empty
     */
    public AsyncStream<List<T>> chunks(Duration time) {
        return chunks(Integer.MAX_VALUE, time);
    }

    /**
     * Lists of so many items, or of those that come within this time of the first one in the list.
     *
     * @param size how many
     * @param time how long a list is kept open
     * @return the stream of the lists, none of them empty
     */
    public AsyncStream<List<T>> chunks(int size, Duration time) {
        return with(Timing.chunks(self(), atLeastOne(size, "chunk size"), positive(time, "chunk time")));
    }

    /**
     * The same items, none of which may keep one waiting for longer than this.
     *
     * @param limit how long an item may take from when it is asked for
     * @return the stream, which fails with {@link java.util.concurrent.TimeoutException} if one takes longer, and closes
     *         this one
     */
    public AsyncStream<T> timeout(Duration limit) {
        return with(Timing.timeout(self(), positive(limit, "time limit")));
    }

    /**
     * The same items, held back so that there are not too many of them in any stretch of time.
     *
     * @param items how many at most
     * @param per in a stretch of this length
     * @return the stream
     */
    public AsyncStream<T> rateLimit(int items, Duration per) {
        return with(Timing.rateLimit(source(), atLeastOne(items, "rate limit"), positive(per, "rate's time")));
    }

    /**
     * The same items; if this stream fails it is run again from its beginning, and its items follow those that have come
     * already.
     *
     * @param times how often it may be run again
     * @return the stream, which fails as the last run did, the failures before that suppressed
     */
    public AsyncStream<T> retry(int times) {
        return retry(times, Duration.ZERO);
    }

    /**
     * The same items; if this stream fails it is run again, as {@link #retry(int)}, after a pause.
     *
     * @param times how often it may be run again
     * @param pause how long to wait before each further run
     * @return the stream, which fails as the last run did, the failures before that suppressed
     */
    public AsyncStream<T> retry(int times, Duration pause) {
        if (times < 0) {
            throw new IllegalArgumentException("a stream cannot be run again fewer than 0 times (times is " + times
                    + "): give 0 for no retry, or more");
        }
        long nanos = Durations.nanos(pause);
        if (nanos < 0) {
            throw new IllegalArgumentException("the pause before a stream is run again must not be negative (it is "
                    + pause + "): give zero for none");
        }
        return with(InPlace.retry(source(), times, nanos));
    }
}
