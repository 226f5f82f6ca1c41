package dev.footbridge.loop;

import dev.footbridge.internal.Strand;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The deadlines of a loop: a four-way heap that knows where each timer sits, so that most are removed unfired. Guarded
 * by the baton.
 */
final class Timers {

    private static final int WAYS = 4;

    private @Nullable Timer[] heap = new @Nullable Timer[16];
    private int size;
    private long orders;

    int size() {
        return size;
    }

    /** The earliest deadline, or {@link Strand#NEVER}. */
    long earliest() {
        return size == 0 ? Strand.NEVER : at(0).deadline;
    }

    void add(Timer timer) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        timer.order = orders++;
        place(size, timer);
        up(size++, timer);
    }

    void remove(Timer timer) {
        int hole = timer.index;
        if (hole == Timer.NOT_QUEUED) {
            return;
        }
        timer.index = Timer.NOT_QUEUED;
        Timer last = at(--size);
        heap[size] = null;
        if (last != timer) {
            place(hole, last);
            down(hole, last);
            up(last.index, last);
        }
    }

    /** Runs the actions that are due. */
    void fire(long now) {
        while (size > 0 && now - at(0).deadline >= 0) {
            Timer due = at(0);
            remove(due);
            due.action.run();
        }
    }

    private Timer at(int index) {
        return Objects.requireNonNull(heap[index]);
    }

    private void place(int index, Timer timer) {
        heap[index] = timer;
        timer.index = index;
    }

    private void up(int from, Timer timer) {
        int index = from;
        while (index > 0) {
            int parent = (index - 1) / WAYS;
            Timer above = at(parent);
            if (!timer.isBefore(above)) {
                break;
            }
            place(index, above);
            index = parent;
        }
        place(index, timer);
    }

    private void down(int from, Timer timer) {
        int index = from;
        for (;;) {
            int first = index * WAYS + 1;
            if (first >= size) {
                break;
            }
            int least = first;
            for (int child = first + 1; child < Math.min(first + WAYS, size); child++) {
                if (at(child).isBefore(at(least))) {
                    least = child;
                }
            }
            if (!at(least).isBefore(timer)) {
                break;
            }
            place(index, at(least));
            index = least;
        }
        place(index, timer);
    }
}
