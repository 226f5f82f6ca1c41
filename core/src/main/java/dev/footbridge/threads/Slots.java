package dev.footbridge.threads;

import dev.footbridge.internal.Signal;
import dev.footbridge.internal.Slot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who runs, who waits for a place, who queues. A place that comes free goes first to a job that had given its own back
 * to wait, then to the oldest one queued, so nesting never deadlocks: whoever holds a place can run.
 */
final class Slots implements Slot {

    private final ThreadPoolOptions options;
    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashSet<PoolJob<?>> queue = new LinkedHashSet<>();
    private final ArrayDeque<Returning> returning = new ArrayDeque<>();
    private final Set<PoolJob<?>> live = new HashSet<>();
    private final List<Signal> whenIdle = new ArrayList<>();
    private final List<Signal> whenEmpty = new ArrayList<>();
    private int residents;
    private int running;
    private int waiting;
    private int peak;
    private long started;
    private long ended;
    private long refused;
    private boolean closed;

    Slots(ThreadPoolOptions options) {
        this.options = options;
    }

    /** What is to become of a new job. */
    enum Entry {
        RUN, QUEUED, REFUSED, CLOSED
    }

    /** Takes a job in; with no room left it queues while {@code queueLimit} allows it. */
    Entry enter(PoolJob<?> job, int queueLimit) {
        lock.lock();
        try {
            if (closed) {
                return Entry.CLOSED;
            }
            if (running < options.limit()) {
                take();
                add(job);
                return Entry.RUN;
            }
            if (queue.size() >= queueLimit) {
                refused++;
                return Entry.REFUSED;
            }
            add(job);
            queue.add(job);
            return Entry.QUEUED;
        } finally {
            lock.unlock();
        }
    }

    private void add(PoolJob<?> job) {
        live.add(job);
        started++;
        residents += job.resident() == null ? 0 : 1;
    }

    private void take() {
        running++;
        peak = Math.max(peak, running);
    }

    /** A job's body has ended and needs its place no more; the result, if any, is to be run in its place. */
    @Nullable
    PoolJob<?> leave() {
        lock.lock();
        try {
            running--;
            return next();
        } finally {
            lock.unlock();
        }
    }

    /** A job's task has settled, and its thread is about to end. */
    void ended(PoolJob<?> job) {
        List<Signal> told;
        lock.lock();
        try {
            told = forget(job);
        } finally {
            lock.unlock();
        }
        told.forEach(Signal::fire);
    }

    /** A job was dropped before it began. */
    void drop(PoolJob<?> job) {
        List<Signal> told;
        lock.lock();
        try {
            told = queue.remove(job) ? forget(job) : List.of();
        } finally {
            lock.unlock();
        }
        told.forEach(Signal::fire);
    }

    /** Who is to be told of it, once the lock is free. */
    private List<Signal> forget(PoolJob<?> job) {
        if (live.remove(job)) {
            ended++;
            residents -= job.resident() == null ? 0 : 1;
        }
        if (live.size() > residents) {
            return List.of();
        }
        List<Signal> told = new ArrayList<>(whenIdle);
        whenIdle.clear();
        if (live.isEmpty()) {
            told.addAll(whenEmpty);
            whenEmpty.clear();
        }
        return told;
    }

    /** Gives a free place away: to one that comes back at once, to one queued by way of the result. */
    private @Nullable PoolJob<?> next() {
        Returning first = returning.poll();
        if (first != null) {
            waiting--;
            take();
            first.go();
            return null;
        }
        if (queue.isEmpty()) {
            return null;
        }
        PoolJob<?> job = queue.removeFirst();
        take();
        return job;
    }

    @Override
    public void release() {
        PoolJob<?> next;
        lock.lock();
        try {
            waiting++;
            running--;
            next = next();
        } finally {
            lock.unlock();
        }
        if (next != null) {
            next.launch();
        }
    }

    @Override
    public void reacquire() {
        Returning self;
        lock.lock();
        try {
            if (running < options.limit()) {
                waiting--;
                take();
                return;
            }
            self = new Returning(Thread.currentThread());
            returning.add(self);
        } finally {
            lock.unlock();
        }
        self.await();
    }

    /** Gives the signal when no job is left. */
    void whenEmpty(Signal signal) {
        when(live::isEmpty, whenEmpty, signal);
    }

    /** Gives the signal when no job is left but residents. */
    void whenIdle(Signal signal) {
        when(() -> live.size() == residents, whenIdle, signal);
    }

    private void when(BooleanSupplier state, List<Signal> signals, Signal signal) {
        lock.lock();
        try {
            if (!state.getAsBoolean()) {
                signals.add(signal);
                return;
            }
        } finally {
            lock.unlock();
        }
        signal.fire();
    }

    /** Lets nobody in any more; false while there are jobs. */
    boolean tryClose() {
        lock.lock();
        try {
            closed = live.isEmpty();
            return closed;
        } finally {
            lock.unlock();
        }
    }

    List<PoolJob<?>> live() {
        lock.lock();
        try {
            return List.copyOf(live);
        } finally {
            lock.unlock();
        }
    }

    ThreadPoolStats stats() {
        lock.lock();
        try {
            return new ThreadPoolStats(options.name(), options.limit(), running, waiting, queue.size(), peak, started,
                    ended, refused);
        } finally {
            lock.unlock();
        }
    }

    /** A job that has waited and wants its place again. Neither a cancel nor an interrupt keeps it from it. */
    private static final class Returning {

        private final Thread thread;
        private volatile boolean free;

        Returning(Thread thread) {
            this.thread = thread;
        }

        void go() {
            free = true;
            LockSupport.unpark(thread);
        }

        void await() {
            boolean interrupted = false;
            while (!free) {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
            if (interrupted) {
                thread.interrupt();
            }
        }
    }
}
