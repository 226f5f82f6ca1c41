package dev.footbridge.processes;

import dev.footbridge.Task;
import dev.footbridge.internal.Gathering;
import dev.footbridge.internal.Promise;
import dev.footbridge.processes.wire.Chunk;
import dev.footbridge.processes.wire.Once;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One function over many items, in chunks, each of which is a job. */
final class Mapped<A extends @Nullable Object, R extends @Nullable Object> {

    private final List<Promise<List<@Nullable Object>>> tasks = new ArrayList<>();

    Mapped(RemoteLevel level, RemoteFunction<A, R> function, Collection<? extends A> items, int chunk) {
        Objects.requireNonNull(function, "the function is null: give one to call with each item");
        if (chunk < 1) {
            throw new IllegalArgumentException("the chunk of a map must be at least 1 (it is " + chunk
                    + "): say how many items go to a worker at once");
        }
        List<A> all = new ArrayList<>(items);
        Once once = new Once(function);
        try {
            int from = 0;
            while (from < all.size()) {
                int to = from + Math.min(chunk, all.size() - from);
                tasks.add(Promise.of(level.start(new Chunk(once, all.subList(from, to)))));
                from = to;
            }
        } catch (Throwable refused) {
            cancelRest("the map they belong to could not be started");
            throw refused;
        }
    }

    /** All results; the first failure ends the rest. */
    List<R> all() {
        List<R> results = new ArrayList<>();
        for (List<@Nullable Object> part : Gathering.values(tasks)) {
            results.addAll(results(part));
        }
        return Collections.unmodifiableList(results);
    }

    @SuppressWarnings("unchecked") // results of the function
    private List<R> results(List<@Nullable Object> part) {
        return (List<R>) part;
    }

    /** The results as they are ready. */
    Stream<R> asReady() {
        return tasks.stream().map(this::next).<R>flatMap(Collection::stream)
                .onClose(() -> cancelRest("the stream of the results was closed"));
    }

    private List<R> next(Task<List<@Nullable Object>> chunk) {
        try {
            return results(chunk.result());
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
