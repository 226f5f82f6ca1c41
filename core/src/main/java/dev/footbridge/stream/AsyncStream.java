package dev.footbridge.stream;

import dev.footbridge.BlockingConsumer;
import dev.footbridge.Level;
import dev.footbridge.Task;
import dev.footbridge.app.Defaults;
import dev.footbridge.internal.Body;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collector;

/**
 * Items that come one after another, as a value: nothing happens until it is run, and each run begins anew, where the
 * source can.
 *
 * {@snippet :
 * List<Book> books = AsyncStream.fromIterable(isbns)     // pulled on a thread: it may block
 *         .map(8, isbn -> fetch(isbn))                   // eight at a time, results in order
 *         .filter(Book::isInPrint)
 *         .toList();
 *
 * try (Generator<Book> each = stream.open()) {           // the same, pulled by a for loop on any thread
 *     for (Book book : each) {
 *         print(book);
 *     }
 * }
 * }
 *
 * <p>Items come in order, each once, then the end or the original exception of what failed. A stream runs only as fast as
 * it is asked, unless {@link #prefetch} or an operator's limit says otherwise. Whatever ends a run, the end, a failure, a
 * cancel, a {@code break}, its source is closed, cleanup included, before the run is over.
 *
 * <p>Operators run on the stack of their source: on the loop on which the stream is run, or where {@link #on} says. The
 * functions given to them, and to the methods that run a stream, are coroutine code: they may wait through Footbridge and
 * should not block; for blocking functions there is {@link #mapOn}, and {@link #open} for loops that block. A stream holds
 * no null items. Any thread may use it, also several at the same time.
 *
 * @param <T> the type of the items
 */
public final class AsyncStream<T> extends StreamOperators<T> {

    private final Source<T> source;
    private final UnaryOperator<GeneratorOptions> options;
    private final boolean apart;

    private AsyncStream(Source<T> source, UnaryOperator<GeneratorOptions> options, boolean apart) {
        this.source = source;
        this.options = options;
        this.apart = apart;
    }

    /** A stream of this source. */
    static <T> AsyncStream<T> from(Source<T> source) {
        return new AsyncStream<>(source, UnaryOperator.identity(), false);
    }

    // ---- how it runs

    /** This stream, as a job of its own that is set up so. */
    AsyncStream<T> configured(UnaryOperator<GeneratorOptions> set) {
        Objects.requireNonNull(set.apply(GeneratorOptions.DEFAULT), "options"); // a bad value is refused here
        return new AsyncStream<>(source, o -> set.apply(options.apply(o)), true);
    }

    /**
     * This stream, run as a job of its own on this level. Operators that follow run where the whole stream does.
     *
     * @param level an event loop or a thread pool
     * @return the stream; said again, the last word counts
     */
    public AsyncStream<T> on(Level level) {
        return configured(o -> o.withLevel(level));
    }

    /**
     * This stream, run as a job of its own that may be so many items ahead of whoever pulls: for throughput.
     *
     * @param items how many; zero for none
     * @return the stream; said again, the last word counts
     */
    public AsyncStream<T> prefetch(int items) {
        return configured(o -> o.withPrefetch(items));
    }

    /**
     * This stream, run as a job of its own that is waited for no longer than this when it is closed early; what is left of
     * its cleanup goes on in the background, which is reported to its level's failure handler.
     *
     * @param limit how long
     * @return the stream; said again, the last word counts
     */
    public AsyncStream<T> closeLimit(Duration limit) {
        return configured(o -> o.withCloseLimit(limit));
    }

    @Override
    AsyncStream<T> self() {
        return this;
    }

    /** Its items on the stack of whoever runs it; what is to be a job of its own is pulled. */
    @Override
    Source<T> source() {
        return apart ? Source.named(source.function(), out -> pull(out)) : source;
    }

    private void pull(Sink<? super T> out) throws Exception {
        Inlets.use(inlets -> {
            Pull<T> run = inlets.open(this);
            for (T item = run.pull(); item != null; item = run.pull()) {
                out.accept(item);
            }
        });
    }

    /** A run of it as a job of its own. */
    Pull<T> run(Doorbell consumer) {
        return Pull.of(source, options.apply(GeneratorOptions.DEFAULT), consumer);
    }

    // ---- running it

    /**
     * Begins a run to be pulled by a loop on any thread, with the first item that is asked for.
     *
     * @return the generator; close it, best by try-with-resources
     */
    public Generator<T> open() {
        return openAsync().asGenerator();
    }

    /**
     * Begins a run to be pulled, with the first item that is asked for.
     *
     * @return the generator; close it, best by try-with-resources
     */
    public AsyncGenerator<T> openAsync() {
        return new AsyncGenerator<>(run(new Doorbell()));
    }

    /**
     * Runs the stream on the running loop, or the app-wide one, and gives its items to a function there.
     *
     * @param action is given each item; may wait
     */
    public void forEach(BlockingConsumer<? super T> action) {
        Objects.requireNonNull(action, "the action is null: give a function for the items");
        inPlace(() -> {
            source().run(action::accept);
            return true;
        });
    }

    private static <R> R inPlace(Callable<R> run) {
        return Defaults.loop().call(run);
    }

    /** Runs the stream and collects its items; the list cannot be changed. */
    public List<T> toList() {
        return inPlace(this::items);
    }

    private List<T> items() throws Exception {
        List<T> items = new ArrayList<>();
        source().run(items::add);
        return Collections.unmodifiableList(items);
    }

    /**
     * Starts a task that runs the stream and collects its items. It is a {@code CompletionStage}.
     *
     * @return the task; cancelling it closes the source
     */
    public Task<List<T>> startToList() {
        Callable<List<T>> run = this::items;
        return Defaults.loop().start(run);
    }

    /**
     * Runs the stream and collects its items.
     *
     * @param <A> what the collector keeps meanwhile
     * @param <R> the type of the result
     * @param collector collects, as it does from a {@code java.util.stream.Stream}
     * @return its result
     */
    public <A, R> R collect(Collector<? super T, A, R> collector) {
        Objects.requireNonNull(collector, "the collector is null: give one, or use toList()");
        return inPlace(() -> {
            A container = collector.supplier().get();
            BiConsumer<A, ? super T> add = collector.accumulator();
            source().run(item -> add.accept(container, item));
            return collector.finisher().apply(container);
        });
    }

    /** Runs the stream up to its first item, and closes the source; empty if there is none. */
    public Optional<T> first() {
        return inPlace(() -> {
            AtomicReference<T> first = new AtomicReference<>();
            Cut cut = new Cut();
            cut.run(source(), item -> {
                first.set(item);
                throw cut.here();
            });
            return Optional.ofNullable(first.get());
        });
    }

    /** Runs the stream and counts its items. */
    public long count() {
        return inPlace(() -> {
            long[] count = {0};
            source().run(_ -> count[0]++);
            return count[0];
        });
    }

    // ---- Flow

    /**
     * A publisher of this stream's items. Each subscriber gets a run of its own, as a job that runs only while items are
     * requested, and is told about the items on that job's thread. A subscriber that cancels closes the source.
     */
    public Flow.Publisher<T> toPublisher() {
        return subscriber -> {
            GeneratorOptions set = options.apply(GeneratorOptions.DEFAULT);
            if (set.prefetch() == 0) {
                Delivery.subscribe(source, set, subscriber);
            } else {
                Delivery.subscribe(source(), GeneratorOptions.DEFAULT, subscriber);
            }
        };
    }

    /**
     * A processor that publishes what an operator makes of what it is given.
     *
     * @param <T> the type of the items it is given
     * @param <R> the type of the items it publishes
     * @param operator makes the one stream of the other
     * @return the processor, for one publisher and one subscriber
     */
    public static <T, R> Flow.Processor<T, R> processor(Function<AsyncStream<T>, AsyncStream<R>> operator) {
        return Pipe.of(operator);
    }

    @Override
    public String toString() {
        return "stream of " + Body.nameOf(Body.origin(source.function()));
    }
}
