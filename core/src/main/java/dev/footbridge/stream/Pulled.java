package dev.footbridge.stream;

import dev.footbridge.internal.Sneaky;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sources that pull from blocking code: they are at home on a thread pool. */
final class Pulled {

    private Pulled() {}

    /** A source that can be run once. */
    static <T> Source<T> once(Source<T> source) {
        AtomicBoolean begun = new AtomicBoolean();
        return Source.named(source.function(), out -> {
            if (!begun.compareAndSet(false, true)) {
                throw new IllegalStateException(
                        "a stream over an iterator, a stream or a generator can be run once, and"
                                + " it has been: make it over something that can begin anew");
            }
            source.run(out);
        });
    }

    /** Items that are here. */
    static <T> Source<T> list(List<? extends T> items) {
        return out -> {
            int left = items.size();
            for (T item : items) {
                if (--left > 0) {
                    out.accept(item);
                } else {
                    out.last(item);
                }
            }
        };
    }

    static <T> Source<T> iterable(Iterable<? extends T> items) {
        return out -> Pulled.<T>iterator(items.iterator()).run(out);
    }

    static <T> Source<T> iterator(Iterator<? extends T> items) {
        return out -> {
            try (AutoCloseable _ = items instanceof AutoCloseable closeable ? closeable : () -> {}) {
                while (items.hasNext()) {
                    out.accept(item(items.next()));
                }
            }
        };
    }

    static <T> T item(@Nullable T item) {
        return Objects.requireNonNull(item, "a stream has no null items, and its source brought one: leave them out");
    }

    static <T> Source<T> stream(Stream<? extends T> items) {
        return out -> {
            try (items) {
                items.sequential().forEachOrdered(item -> pass(item(item), out));
            }
        };
    }

    private static <T> void pass(T item, Sink<? super T> out) {
        try {
            out.accept(item);
        } catch (Exception end) {
            throw Sneaky.raise(end);
        }
    }

    static <T> Source<T> queue(BlockingQueue<? extends T> items) {
        return out -> {
            for (;;) {
                out.accept(items.take());
            }
        };
    }

    static Source<String> file(Path file) {
        return out -> {
            try (BufferedReader lines = Files.newBufferedReader(file)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    out.accept(line);
                }
            }
        };
    }
}
