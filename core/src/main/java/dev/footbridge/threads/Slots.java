package dev.footbridge.threads;

import dev.footbridge.internal.Nap;
import dev.footbridge.internal.Signal;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who runs, who waits for a place, who queues. A place that comes free goes first to a job that had given its own back
 * to wait, then to the oldest one queued, so nesting never deadlocks: whoever holds a place can run.
 */
final class Slots {

    private final Admission admission;
    /** Called, without the lock, when a job is kept waiting. */
    private final Runnable keptWaiting;
    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashSet<PoolJob<?>> queue = new LinkedHashSet<>();
    private final ArrayDeque<Returning> returning = new ArrayDeque<>();
    private final LiveJobs live = new LiveJobs();
    private int running;
    private int waiting;
    private int peak;
    private long refused;
    private boolean closed;

    Slots(Admission admission, Runnable keptWaiting) {
        this.admission = admission;
        this.keptWaiting = keptWaiting;
    }

    int limit() {
        return admission.limit();
    }

    /** What is to become of a new job. */
    enum Entry {
        RUN, QUEUED, REFUSED, CLOSED
    }

    /** Takes a job in; with no room left it queues while {@code queueLimit} allows it. */
    Entry enter(PoolJob<?> job, int queueLimit) {
        Entry entry = decide(job, queueLimit);
        if (entry == Entry.QUEUED) {
            keptWaiting.run();
        }
        return entry;
    }

    private Entry decide(PoolJob<?> job, int queueLimit) {
        lock.lock();
        try {
            if (closed) {
                return Entry.CLOSED;
            }
            if (queue.isEmpty() && returning.isEmpty() && admission.admits(job, running)) {
                take(job);
                live.add(job);
                return Entry.RUN;
            }
            if (queue.size() >= queueLimit) {
                refused++;
                return Entry.REFUSED;
            }
            live.add(job);
            queue.add(job);
            return Entry.QUEUED;
        } finally {
            lock.unlock();
        }
    }

    private void take(PoolJob<?> job) {
        running++;
        peak = Math.max(peak, running);
        admission.began(job);
    }

    /** A job's body has ended and needs its place no more; the result, if any, is to be run in its place. */
    @Nullable
    PoolJob<?> leave(PoolJob<?> job) {
        Admission.Reading reading = admission.read();
        lock.lock();
        try {
            running--;
            admission.ended(job, reading);
            return next();
        } finally {
            lock.unlock();
        }
    }

    /** Whether there is one to {@link #nest}. */
    boolean canNest() {
        return guarded(() -> nestable() != null);
    }

    /** Not the body of a generator: it would wait there for code that may be below it. */
    private @Nullable PoolJob<?> nestable() {
        for (PoolJob<?> job : queue) {
            if (job.resident() == null) {
                return job;
            }
        }
        return null;
    }

    /** The oldest one queued, to run in the place and on top of one that waits; null when there is none. */
    @Nullable
    PoolJob<?> nest() {
        lock.lock();
        try {
            PoolJob<?> job = nestable();
            if (job != null) {
                queue.remove(job);
                job.nest();
                waiting++;
            }
            return job;
        } finally {
            lock.unlock();
        }
    }

    /** The end of a job that ran on top of another, which goes on: none is to be run in its place. */
    @Nullable
    PoolJob<?> unnest() {
        return guarded(() -> {
            waiting--;
            return null;
        });
    }

    /** Whether there is no job. */
    boolean isEmpty() {
        return guarded(live::isEmpty);
    }

    /** Gives a place to the next in line, if there is room: where one that leaves may make room for several. */
    @Nullable
    PoolJob<?> admit() {
        return admission.isElastic() ? guarded(this::next) : null;
    }

    /** There is no thread for a job that has a place: it may queue again, first in line; false if not. */
    boolean putBack(PoolJob<?> job) {
        lock.lock();
        try {
            if (!job.isNew() || !admission.takesBack(job, running)) {
                return false;
            }
            running--;
            queue.addFirst(job);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** A job's task has settled, and its thread is about to end. */
    void ended(PoolJob<?> job) {
        List<Signal> told;
        lock.lock();
        try {
            told = live.remove(job);
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
            told = queue.remove(job) ? live.remove(job) : List.of();
        } finally {
            lock.unlock();
        }
        told.forEach(Signal::fire);
    }

    /** Gives a free place away: to one that comes back at once, to one queued by way of the result. */
    private @Nullable PoolJob<?> next() {
        for (Returning first = returning.peek(); first != null; first = returning.peek()) {
            if (!admission.readmits(first.job(), running)) {
                return null;
            }
            returning.remove();
            comeBack(first.job());
            first.nap().end();
        }
        if (queue.isEmpty() || !admission.admits(queue.getFirst(), running)) {
            return null;
        }
        PoolJob<?> job = queue.removeFirst();
        take(job);
        return job;
    }

    private void comeBack(PoolJob<?> job) {
        waiting--;
        running++;
        peak = Math.max(peak, running);
        admission.resumed(job);
    }

    /** A job gives its place back to wait; the result, if any, is to be run in its place. */
    @Nullable
    PoolJob<?> release(PoolJob<?> job) {
        lock.lock();
        try {
            waiting++;
            running--;
            admission.paused(job);
            return next();
        } finally {
            lock.unlock();
        }
    }

    /** A job that has waited takes a place again, ahead of those that have not begun; waits for one. */
    void reacquire(PoolJob<?> job) {
        Returning self;
        lock.lock();
        try {
            if (tryReacquire(job)) {
                return;
            }
            self = new Returning(job, new Nap());
            returning.add(self);
        } finally {
            lock.unlock();
        }
        keptWaiting.run();
        self.nap().await(self);
    }

    /** A job is kept waiting: somebody is to look at those that run. */
    void keep() {
        keptWaiting.run();
    }

    /** As {@link #reacquire}, if there is room at once. Under the lock. */
    boolean tryReacquire(PoolJob<?> job) {
        boolean room = returning.isEmpty() && admission.readmits(job, running);
        if (room) {
            comeBack(job);
        }
        return room;
    }

    /** Gives the signal when no job is left. */
    void whenEmpty(Signal signal) {
        guarded(() -> live.whenEmpty(signal)).forEach(Signal::fire);
    }

    /** Gives the signal when no job is left but residents. */
    void whenIdle(Signal signal) {
        guarded(() -> live.whenIdle(signal)).forEach(Signal::fire);
    }

    /** Lets nobody in any more; false while there are jobs. */
    boolean tryClose() {
        return guarded(() -> closed = live.isEmpty());
    }

    /** Lets nobody in any more, whatever is left. */
    void shut() {
        guarded(() -> closed = true);
    }

    /** How many are kept waiting for a place: queued, or back from a wait. Under the lock. */
    int line() {
        return queue.size() + returning.size();
    }

    /** Does something under the lock. */
    <T extends @Nullable Object> T guarded(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    List<PoolJob<?>> live() {
        return guarded(live::all);
    }

    ThreadPoolStats stats(String name, Crew.Size size) {
        return guarded(() -> new ThreadPoolStats(name, limit(), running, waiting, queue.size(), peak,
                live.started(), live.ended(), refused, size == Crew.Size.NONE ? running + waiting : size.alive(),
                size.idle(), admission.blocked(), size.grown(), size.shrunk(), admission.lastChange()));
    }

    /** A job that has waited and wants its place again. Neither a cancel nor an interrupt keeps it from it. */
    private record Returning(PoolJob<?> job, Nap nap) {}
}
