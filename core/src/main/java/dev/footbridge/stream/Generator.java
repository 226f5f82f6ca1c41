package dev.footbridge.stream;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The blocking face of an {@link AsyncGenerator}: an iterator over items that asynchronous code makes.
 *
 * {@snippet :
 * try (Generator<Page> pages = Generator.open(out -> {
 *     for (int n = 1; n <= 10; n++) {
 *         out.emit(await(client.get("/orders?page=" + n)));
 *     }
 * })) {
 *     for (Page page : pages) {                  // on any thread
 *         if (page.isLast()) {
 *             break;                             // close runs the body's cleanup to its end
 *         }
 *     }
 * }
 * }
 *
 * <p>Items come in order, each once; then {@code hasNext} is false, or throws what the body failed with: the original
 * exception, checked ones included. Body and loop alternate strictly: the body does not run ahead unless the options
 * name a prefetch.
 *
 * <p>Close it, best by try-with-resources; see {@link AsyncGenerator} for what that does, and for what becomes of one
 * that is forgotten. An exhausted one needs no closing. Any thread may use it, a coroutine, too: then waiting lets the
 * others of its loop run.
 *
 * @param <T> the type of the items
 */
@SuppressWarnings("IterableAndIterator") // for one loop; a second one is refused
public final class Generator<T> implements Iterator<T>, Iterable<T>, AutoCloseable {

    private final AsyncGenerator<T> items;
    private final AtomicBoolean iterated = new AtomicBoolean();

    Generator(AsyncGenerator<T> items) {
        this.items = items;
    }

    /**
     * A generator with the default options.
     *
     * @param <T> the type of the items
     * @param body emits the items; begins when the first one is asked for
     * @return the generator; close it
     */
    public static <T> Generator<T> open(GeneratorBody<T> body) {
        return AsyncGenerator.open(body).asGenerator();
    }

    /**
     * A generator.
     *
     * @param <T> the type of the items
     * @param set changes the default options: {@code o -> o.withPrefetch(64)}
     * @param body emits the items; begins when the first one is asked for
     * @return the generator; close it
     */
    public static <T> Generator<T> open(UnaryOperator<GeneratorOptions> set, GeneratorBody<T> body) {
        return AsyncGenerator.open(set, body).asGenerator();
    }

    /**
     * Waits until there is an item, or the end.
     *
     * @throws dev.footbridge.CancelledException if the waiting code is cancelled, its thread interrupted, or the
     *         generator closed meanwhile; else what the body failed with
     * @throws IllegalStateException if the generator is closed, or its own body calls this
     */
    @Override
    public boolean hasNext() {
        return items.peek();
    }

    /**
     * Waits for the next item.
     *
     * @throws NoSuchElementException at the end; else as {@link #hasNext}
     */
    @Override
    public T next() {
        T item = items.pull();
        if (item == null) {
            throw new NoSuchElementException(items + " has no more items: ask hasNext() first");
        }
        return item;
    }

    @Override
    public void forEachRemaining(Consumer<? super T> action) {
        for (T item = items.pull(); item != null; item = items.pull()) {
            action.accept(item);
        }
    }

    /**
     * This generator, for one loop.
     *
     * @throws IllegalStateException if it is asked again: its items come once
     */
    @Override
    public Iterator<T> iterator() {
        begin();
        return this;
    }

    private void begin() {
        if (!iterated.compareAndSet(false, true)) {
            throw new IllegalStateException(items
                    + " is iterated over already, and its items come once: open another");
        }
    }

    /** The items, in order, for one traversal; it does not split. */
    @Override
    public Spliterator<T> spliterator() {
        begin();
        return new Items<>(this);
    }

    /**
     * The items as a sequential stream, for one traversal. Closing the stream closes this, so use it in
     * try-with-resources, as any stream over a resource.
     *
     * {@snippet :
     * try (Stream<Page> pages = generator.stream()) {
     *     return pages.filter(Page::isLast).findFirst();
     * }
     * }
     */
    public Stream<T> stream() {
        return StreamSupport.stream(spliterator(), false).onClose(this::close);
    }

    /** Ends the run and waits for its cleanup, as {@link AsyncGenerator#close}. */
    @Override
    public void close() {
        items.close();
    }

    /** Whether it was closed. */
    public boolean isClosed() {
        return items.isClosed();
    }

    @Override
    public String toString() {
        return items.toString();
    }

    private static final class Items<T> extends Spliterators.AbstractSpliterator<T> {

        private final Generator<T> generator;

        Items(Generator<T> generator) {
            super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
            this.generator = generator;
        }

        @Override
        public boolean tryAdvance(Consumer<? super T> action) {
            T item = generator.items.pull();
            if (item == null) {
                return false;
            }
            action.accept(item);
            return true;
        }

        /** Not in parts: that would read ahead. */
        @Override
        @SuppressWarnings("NullAway") // null is how a spliterator says that it does not split
        public Spliterator<T> trySplit() {
            return null;
        }
    }
}
