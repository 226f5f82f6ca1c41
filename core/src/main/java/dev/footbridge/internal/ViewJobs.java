package dev.footbridge.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The jobs that came to a level through one view of it, and whether the view takes more. Any thread.
 *
 * <p>A job counts from {@link #enter}, before its level knows it, so the view cannot end while one is on its way.
 */
final class ViewJobs {

    private enum Phase {
        OPEN, SHUT, STOPPED
    }

    private final ReentrantLock lock = new ReentrantLock();
    /** Those that have not ended, in the order they came, with what to give back for one that never begins. */
    private final Map<Promise<?>, Runnable> live = new LinkedHashMap<>();
    private final Set<Waiter> waiters = new HashSet<>();
    private Phase phase = Phase.OPEN;
    private String reason = "";
    private int entering;

    /** Announces a job; false when no more are taken. */
    boolean enter() {
        lock.lock();
        try {
            if (phase != Phase.OPEN) {
                return false;
            }
            entering++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Takes an announced job in; false when all jobs have been stopped meanwhile, and this one still has to be. */
    boolean add(Promise<?> task, Runnable again) {
        Phase now;
        List<Waiter> asked;
        lock.lock();
        try {
            live.put(task, again);
            now = phase;
            asked = List.copyOf(waiters);
        } finally {
            lock.unlock();
        }
        asked.forEach(Waiter::wake); // one of them may be this very job, which began before it was known here
        if (!task.observe(() -> remove(task))) {
            remove(task);
        }
        if (now != Phase.OPEN) {
            endSeries(task);
        }
        return now != Phase.STOPPED;
    }

    /** The end of what {@link #enter} began. */
    void leave() {
        lock.lock();
        try {
            entering--;
        } finally {
            lock.unlock();
        }
        tellWaiters();
    }

    private void remove(Promise<?> task) {
        lock.lock();
        try {
            live.remove(task);
        } finally {
            lock.unlock();
        }
        tellWaiters();
    }

    /** Takes no more; periodic jobs end with the run they are in, others that are to come later still do. */
    void shut() {
        List<Promise<?>> left;
        lock.lock();
        try {
            if (phase == Phase.OPEN) {
                phase = Phase.SHUT;
            }
            left = List.copyOf(live.keySet());
        } finally {
            lock.unlock();
        }
        left.forEach(ViewJobs::endSeries);
        tellWaiters();
    }

    private static void endSeries(Promise<?> task) {
        if (task instanceof ScheduledTask<?> scheduled && scheduled.isPeriodic()) {
            scheduled.endWithThisRun(task.name() + " is periodic, and its executor was shut down");
        }
    }

    /** Takes no more and cancels all; the result is what never began. */
    List<Runnable> stopAll(String why) {
        Map<Promise<?>, Runnable> left;
        lock.lock();
        try {
            if (phase != Phase.STOPPED) {
                phase = Phase.STOPPED;
                reason = why;
            }
            left = new LinkedHashMap<>(live);
        } finally {
            lock.unlock();
        }
        List<Runnable> unbegun = new ArrayList<>();
        left.forEach((task, again) -> { // all before any is cancelled: a place that comes free must not begin one
            if (drop(task, why)) {
                unbegun.add(again);
            }
        });
        left.keySet().forEach(task -> task.cancel(Cancel.interrupting(why)));
        tellWaiters();
        return unbegun;
    }

    private static boolean drop(Promise<?> task, String why) {
        return switch (task) {
            case Job<?> job -> job.drop(why);
            case ScheduledTask<?> scheduled -> scheduled.drop(why);
            case Droppable other -> other.drop(why);
            default -> false;
        };
    }

    /** Cancels a job that came too late for {@link #stopAll}; true when it never began. */
    boolean stop(Promise<?> task) {
        String why;
        lock.lock();
        try {
            why = reason;
        } finally {
            lock.unlock();
        }
        if (drop(task, why)) {
            return true;
        }
        task.cancel(Cancel.interrupting(why));
        return false;
    }

    boolean isShut() {
        lock.lock();
        try {
            return phase != Phase.OPEN;
        } finally {
            lock.unlock();
        }
    }

    /** Whether no more are taken and all have ended. */
    boolean haveEnded() {
        lock.lock();
        try {
            return phase != Phase.OPEN && entering == 0 && live.keySet().stream().allMatch(Promise::isDone);
        } finally {
            lock.unlock();
        }
    }

    /** How many have not ended; one that has may not have been removed yet. */
    long size() {
        lock.lock();
        try {
            return live.keySet().stream().filter(task -> !task.isDone()).count();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the strand runs one of these jobs. */
    boolean isOwn(Strand strand) {
        lock.lock();
        try {
            for (Scope scope = strand.scope(); scope != null; scope = scope.outer()) {
                Promise<?> task = scope.task();
                if (task != null && live.keySet().stream().anyMatch(own -> own.isRunBy(task))) {
                    return true;
                }
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until no more are taken and all have ended. */
    Wake await(Strand strand, long deadline) {
        return await(strand, new Waiter(strand), deadline);
    }

    /**
     * As {@link #await}, without a limit; but does not wait, or stops waiting, when one of the jobs turns out to do it.
     */
    Wake awaitUnlessOwn(Strand strand) {
        return await(strand, new Waiter(strand) {
            @Override
            protected boolean poll() {
                return isOwn(strand);
            }
        }, Strand.NEVER);
    }

    private Wake await(Strand strand, Waiter waiter, long deadline) {
        lock.lock();
        try {
            if (haveEnded()) {
                return Wake.SIGNALLED;
            }
            waiters.add(waiter);
        } finally {
            lock.unlock();
        }
        try {
            return strand.await(waiter, deadline);
        } finally {
            lock.lock();
            try {
                waiters.remove(waiter);
            } finally {
                lock.unlock();
            }
        }
    }

    private void tellWaiters() {
        List<Waiter> told;
        lock.lock();
        try {
            if (waiters.isEmpty() || !haveEnded()) {
                return;
            }
            told = List.copyOf(waiters);
            waiters.clear();
        } finally {
            lock.unlock();
        }
        told.forEach(Waiter::signal);
    }
}
