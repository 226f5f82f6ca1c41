package dev.footbridge.stream;

import dev.footbridge.BlockingBiFunction;
import dev.footbridge.app.Defaults;
import dev.footbridge.internal.StageWait;
import dev.footbridge.sync.AsyncQueue;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;

/** Where streams come from. */
abstract class StreamSources {

    StreamSources() {}

    private static <S> S given(S source) {
        return Objects.requireNonNull(source, "the source of the stream is null: give one, or use empty()");
    }

    /** A stream of what blocking code yields, which runs on the app-wide thread pool. */
    private static <T> AsyncStream<T> blocking(Object given, Source<T> source) {
        return AsyncStream.from(Source.named(given, source)).configured(o -> o.withLevel(Defaults.pool()));
    }

    // ---- written here

    /**
     * No items.
     *
     * @param <T> the type they would have
     * @return the stream
     */
    public static <T> AsyncStream<T> empty() {
        return of();
    }

    /**
     * These items.
     *
     * @param <T> their type
     * @param items the items; none of them null
     * @return the stream
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    public static <T> AsyncStream<T> of(T... items) {
        List<T> all = Stream.of(items).map(Pulled::item).toList();
        return AsyncStream.from(Pulled.list(all));
    }

    /**
     * What this body emits; each run of the stream runs it.
     *
     * @param <T> the type of the items
     * @param body emits the items
     * @return the stream
     */
    public static <T> AsyncStream<T> generate(GeneratorBody<T> body) {
        return AsyncStream.from(Source.of(body));
    }

    // ---- pulled from blocking code

    /**
     * The items of an {@link Iterable}, pulled on the app-wide thread pool, or where {@link AsyncStream#on} says. An
     * iterator that is closeable is closed.
     *
     * @param <T> the type of the items
     * @param items gives each run an iterator
     * @return the stream
     */
    public static <T> AsyncStream<T> fromIterable(Iterable<? extends T> items) {
        return blocking(given(items), Pulled.iterable(items));
    }

    /**
     * The items of an iterator, pulled on the app-wide thread pool, or where {@link AsyncStream#on} says. An iterator that
     * is closeable is closed.
     *
     * @param <T> the type of the items
     * @param items the iterator
     * @return the stream, which can be run once
     */
    public static <T> AsyncStream<T> fromIterator(Iterator<? extends T> items) {
        return blocking(given(items), Pulled.once(Pulled.<T>iterator(items)));
    }

    /**
     * The items of a {@link Stream}, which is closed at the end, pulled on the app-wide thread pool, or where
     * {@link AsyncStream#on} says.
     *
     * @param <T> the type of the items
     * @param items the stream of the JDK's
     * @return the stream, which can be run once
     */
    public static <T> AsyncStream<T> fromStream(Stream<? extends T> items) {
        return blocking(given(items), Pulled.once(Pulled.<T>stream(items)));
    }

    /**
     * What is taken from a queue, on the app-wide thread pool, or where {@link AsyncStream#on} says. It does not end.
     *
     * @param <T> the type of the items
     * @param items the queue; runs at the same time share its items
     * @return the stream
     */
    public static <T> AsyncStream<T> fromQueue(BlockingQueue<? extends T> items) {
        return blocking(given(items), Pulled.queue(items));
    }

    // ---- from asynchronous code

    /**
     * What is taken from a queue, until it is closed and empty.
     *
     * @param <T> the type of the items
     * @param items the queue; runs at the same time share its items
     * @return the stream
     */
    public static <T> AsyncStream<T> fromQueue(AsyncQueue<? extends T> items) {
        given(items);
        return AsyncStream.from(Source.named(items, out -> {
            for (T item : items) {
                out.accept(item);
            }
        }));
    }

    /**
     * What a generator yields from now on; it is closed at the end.
     *
     * @param <T> the type of the items
     * @param items the generator
     * @return the stream, which can be run once
     */
    public static <T> AsyncStream<T> fromGenerator(AsyncGenerator<? extends T> items) {
        given(items);
        return AsyncStream.from(Pulled.once(Source.named(items, out -> {
            try (items) {
                for (T item = items.pull(); item != null; item = items.pull()) {
                    out.accept(item);
                }
            }
        })));
    }

    /**
     * The items that a stage brings.
     *
     * @param <T> the type of the items
     * @param items the stage; a run that is cancelled while it waits for it cancels it
     * @return the stream
     */
    public static <T> AsyncStream<T> fromStage(CompletionStage<? extends Iterable<? extends T>> items) {
        given(items);
        return AsyncStream.from(Source.named(items, out -> {
            for (T item : StageWait.await(items)) {
                out.accept(Pulled.item(item));
            }
        }));
    }

    /**
     * What a publisher publishes, asked of it one item at a time. Each run subscribes, and cancels if it ends early.
     *
     * @param <T> the type of the items
     * @param items the publisher
     * @return the stream
     */
    public static <T> AsyncStream<T> fromPublisher(Flow.Publisher<? extends T> items) {
        return fromPublisher(items, 1);
    }

    /**
     * What a publisher publishes. Each run subscribes, and cancels if it ends early.
     *
     * @param <T> the type of the items
     * @param items the publisher
     * @param prefetch how many items are asked for ahead of demand
     * @return the stream
     */
    public static <T> AsyncStream<T> fromPublisher(Flow.Publisher<? extends T> items, int prefetch) {
        given(items);
        if (prefetch < 1 || prefetch > GeneratorOptions.MOST) {
            throw new IllegalArgumentException("the prefetch of a publisher's stream must be 1 to "
                    + GeneratorOptions.MOST + " (it is " + prefetch + "): give 1 to ask for one item at a time");
        }
        return AsyncStream.from(Source.named(items, Intake.of(items, prefetch)));
    }

    // ---- lines

    /**
     * The lines of a text in UTF-8, as {@link #lines(Reader)}.
     *
     * @param text the text; not closed
     * @return the stream
     */
    public static AsyncStream<String> lines(InputStream text) {
        return lines(text, StandardCharsets.UTF_8);
    }

    /**
     * The lines of a text, as {@link #lines(Reader)}.
     *
     * @param text the text; not closed
     * @param charset its encoding
     * @return the stream
     */
    public static AsyncStream<String> lines(InputStream text, Charset charset) {
        return Lines.of(given(text), charset);
    }

    /**
     * The lines of a text, each read when it is asked for, on a daemon thread of the stream's own. A run that is
     * cancelled leaves at once although the read goes on; the line it brings comes with the next run.
     *
     * @param text the text; not closed
     * @return the stream; runs share the lines
     */
    public static AsyncStream<String> lines(Reader text) {
        return Lines.of(given(text));
    }

    /**
     * The lines of a file in UTF-8, read on the app-wide thread pool, or where {@link AsyncStream#on} says. Each run opens
     * the file, and closes it.
     *
     * @param file the file
     * @return the stream
     */
    public static AsyncStream<String> lines(Path file) {
        return blocking(given(file), Pulled.file(file));
    }

    /** The lines of the standard input, as {@link #lines(Reader)}; all such streams share them. */
    public static AsyncStream<String> stdin() {
        return Lines.ofStandardInput();
    }

    // ---- from other streams

    /**
     * The items of several streams, as they come. Each of them is at most one item ahead.
     *
     * @param <T> the type of the items
     * @param streams the streams; if one fails the others are closed
     * @return the stream of them all
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    public static <T> AsyncStream<T> merge(AsyncStream<? extends T>... streams) {
        return AsyncStream.from(Merging.of(of(streams), Math.max(1, streams.length)));
    }

    /**
     * The items of several streams, one stream after another.
     *
     * @param <T> the type of the items
     * @param streams the streams
     * @return the stream of them all
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    public static <T> AsyncStream<T> concat(AsyncStream<? extends T>... streams) {
        return of(streams).flatMap(stream -> stream);
    }

    /**
     * What a function makes of the items of two streams, pair by pair; both are asked at the same time. Ends with the
     * shorter one.
     *
     * @param <A> the type of the items of the one
     * @param <B> the type of the items of the other
     * @param <R> the type of the results
     * @param left the one
     * @param right the other
     * @param function may wait; not null its results
     * @return the stream of the results
     */
    public static <A, B, R> AsyncStream<R> zip(AsyncStream<A> left, AsyncStream<B> right,
            BlockingBiFunction<? super A, ? super B, ? extends R> function) {
        Objects.requireNonNull(function, "the function is null: give one to apply to the pairs");
        return AsyncStream.from(Source.named(function, Zipping.<A, B, R>of(given(left), given(right), function)));
    }
}
