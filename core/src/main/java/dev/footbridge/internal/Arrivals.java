package dev.footbridge.internal;

import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Tasks in the order in which they settle. Any thread settles; one at a time takes. */
public final class Arrivals<P extends Promise<?>> {

    private final ConcurrentLinkedQueue<P> settled = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Waiter taker;

    /** Nothing expected yet. */
    public Arrivals() {}

    /** Will bring this task when it settles. */
    public void expect(P task) {
        Signal arrival = () -> {
            settled.add(task);
            Waiter waiter = taker;
            if (waiter != null) {
                waiter.signal();
            }
        };
        if (!task.observe(arrival)) {
            arrival.fire();
        }
    }

    /** Waits for the next one; the tasks go on if the waiting ends otherwise. */
    public P take() {
        return Objects.requireNonNull(take(Strand.NEVER), "a wait without a deadline ended without a task");
    }

    /** Waits for the next one, until the deadline; the tasks go on if the waiting ends otherwise. */
    public @Nullable P take(long deadline) {
        boolean inTime = true;
        for (;;) {
            P task = settled.poll();
            if (task != null || !inTime) {
                return task;
            }
            Strand strand = Strand.here();
            Waiter waiter = new Waiter(strand);
            taker = waiter;
            if (settled.isEmpty()) {
                inTime = Waits.signalled(strand, waiter, deadline, "waited for tasks");
            }
            taker = null;
        }
    }
}
