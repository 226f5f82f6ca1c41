package dev.footbridge.stream;

import dev.footbridge.Async;
import dev.footbridge.Task;
import dev.footbridge.internal.Sneaky;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A blocking iterator over 0, 1, 2, … that is closeable and remembers what was done with it, and where. */
final class PulledItems implements Iterator<@Nullable Object>, AutoCloseable {

    private final int count;
    private final Callable<@Nullable Object> last;
    private final AtomicInteger pulled = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final List<String> levels = new CopyOnWriteArrayList<>();

    private PulledItems(int count, Callable<@Nullable Object> last) {
        this.count = count;
        this.last = last;
    }

    /** So many items. */
    static PulledItems first(int count) {
        return then(count, null);
    }

    /** So many items, and then what this returns; at its end if there is no such code. */
    static PulledItems then(int count, @Nullable Callable<@Nullable Object> last) {
        return new PulledItems(count, last);
    }

    @Override
    public boolean hasNext() {
        note();
        return pulled.get() < count || last != null;
    }

    @Override
    public @Nullable Object next() {
        note();
        int item = pulled.getAndIncrement();
        if (item < count || last == null) {
            return item;
        }
        try {
            return last.call();
        } catch (Exception failure) {
            throw Sneaky.raise(failure);
        }
    }

    private void note() {
        String level = Async.currentTask().map(Task::name).orElse("no level").replaceAll("/.*", "");
        levels.add(Async.runningLoop().isPresent() ? "loop " + level : level);
    }

    @Override
    public void close() {
        closed.incrementAndGet();
    }

    /** How many items were pulled. */
    int pulled() {
        return pulled.get();
    }

    /** How often it was closed. */
    int closed() {
        return closed.get();
    }

    /** On which levels it was pulled. */
    List<String> levels() {
        return levels.stream().distinct().toList();
    }
}
