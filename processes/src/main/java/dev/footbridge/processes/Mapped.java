package dev.footbridge.processes;

import dev.footbridge.Task;
import dev.footbridge.internal.Gathering;
import dev.footbridge.internal.Promise;
import java.io.Serial;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One function over many items, in chunks, each of which is a job. */
final class Mapped<A extends @Nullable Object, R extends @Nullable Object> {

    private final List<Promise<ArrayList<R>>> tasks;

    Mapped(ProcessPool pool, RemoteFunction<A, R> function, Collection<? extends A> items, int chunk) {
        Objects.requireNonNull(function, "the function is null: give one to call with each item");
        if (chunk < 1) {
            throw new IllegalArgumentException("the chunk of a map must be at least 1 (it is " + chunk
                    + "): say how many items go to a worker at once");
        }
        this.tasks = new ArrayList<>();
        List<A> all = new ArrayList<>(items);
        try {
            for (int from = 0; from < all.size(); from += Math.min(chunk, all.size() - from)) {
                int to = from + Math.min(chunk, all.size() - from);
                tasks.add(Promise.of(pool.start(new Chunk<>(function, new ArrayList<>(all.subList(from, to))))));
            }
        } catch (Throwable refused) {
            cancelRest("the map they belong to could not be started");
            throw refused;
        }
    }

    /** Some items for one job. */
    private record Chunk<A extends @Nullable Object, R extends @Nullable Object>(RemoteFunction<A, R> function,
            ArrayList<A> items) implements RemoteCallable<ArrayList<R>> {

        @Serial
        private static final long serialVersionUID = 1;

        @Override
        @SuppressWarnings("NullAway") // an item may be null if the function takes null
        public ArrayList<R> call() throws Exception {
            ArrayList<R> results = new ArrayList<>(items.size());
            for (A item : items) {
                results.add(function.apply(item));
            }
            return results;
        }
    }

    /** All results; the first failure ends the rest. */
    List<R> all() {
        List<R> results = new ArrayList<>();
        Gathering.values(tasks).forEach(results::addAll);
        return Collections.unmodifiableList(results);
    }

    /** The results as they are ready. */
    Stream<R> asReady() {
        return tasks.stream().map(this::next).<R>flatMap(Collection::stream)
                .onClose(() -> cancelRest("the stream of the results was closed"));
    }

    private Collection<R> next(Task<? extends Collection<R>> chunk) {
        try {
            return chunk.result();
        } catch (Throwable failed) {
            cancelRest("another part of the map failed");
            throw failed;
        }
    }

    private void cancelRest(String reason) {
        tasks.forEach(task -> {
            task.cancel(reason);
            task.markSeen();
        });
    }
}
