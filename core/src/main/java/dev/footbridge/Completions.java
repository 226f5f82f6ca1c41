package dev.footbridge;

import dev.footbridge.internal.Arrivals;
import dev.footbridge.internal.Gathering;
import dev.footbridge.internal.Promise;
import dev.footbridge.internal.Sneaky;
import dev.footbridge.internal.Strand;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Tasks in the order in which they settle; see {@link Async#asCompleted}. Each is the very task that was given, done by
 * the time it is returned; one given twice comes once.
 *
 * {@snippet :
 * try (Completions<Page> pages = Async.asCompleted(tasks)) {
 *     for (Task<Page> page : pages) {
 *         if (isGood(page.result())) {
 *             return page.result();     // leaving early cancels the rest
 *         }
 *     }
 * }
 * }
 *
 * <p>For one consumer at a time, on any thread. {@link #close} cancels the tasks that were not returned yet and waits
 * for their cleanup; it does nothing after the last one.
 *
 * @param <T> the type of the values
 */
public final class Completions<T extends @Nullable Object> implements Iterable<Task<T>>, AutoCloseable {

    private final Arrivals<Promise<T>> arrivals = new Arrivals<>();
    private final LinkedHashSet<Promise<T>> waiting;
    private final long deadline;

    /** A limit of {@link Strand#NEVER} nanoseconds is none. */
    Completions(Collection<? extends Task<? extends T>> tasks, long nanos) {
        deadline = nanos == Strand.NEVER ? nanos : Strand.here().deadline(nanos);
        waiting = new LinkedHashSet<>(Gathering.<T>promises(tasks));
        waiting.forEach(arrivals::expect);
    }

    /**
     * The tasks not returned yet; all iterators of this share them. {@code next} waits for one to settle, and throws
     * {@link CancelledException} if the waiting code is cancelled or its thread interrupted; the tasks then go on until
     * {@link #close}.
     */
    @Override
    public Iterator<Task<T>> iterator() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return !waiting.isEmpty();
            }

            @Override
            public Task<T> next() {
                if (waiting.isEmpty()) {
                    throw new NoSuchElementException("all tasks have been returned: ask hasNext() first");
                }
                Promise<T> task = arrivals.take(deadline);
                if (task == null) {
                    throw Sneaky.raise(new TimeoutException(waiting.size()
                            + " of the tasks did not end within the limit: they go on until the completions are closed"));
                }
                waiting.remove(task);
                return task;
            }
        };
    }

    @Override
    public void close() {
        List<Promise<T>> rest = new ArrayList<>(waiting);
        waiting.clear();
        Gathering.endAll(rest, "the tasks were no longer wanted: their completions were closed");
    }
}
