package dev.footbridge.internal;

import dev.footbridge.CancelledException;
import dev.footbridge.internal.TaskWait.Leaving;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** The ways to wait for a promise; whoever stops waiting for one cancels it first and sees its cleanup through. */
public final class PromiseWait {

    private PromiseWait() {}

    /** Waits to the end. A cancel or an interrupt of the waiter cancels the task. */
    static void untilDone(Promise<?> task) {
        Strand strand = waitingFor(task);
        TaskWait wait = new TaskWait(strand, task, Leaving.CANCELS);
        if (task.observe(wait)) {
            leave(wait, WaitCycle.await(strand, wait));
        }
    }

    /** Waits for so long, then cancels the task; a limit that is not positive is over at once. */
    static void within(Promise<?> task, Duration limit) throws TimeoutException {
        long nanos = Durations.nanos(limit);
        Cancel timeout = Cancel.interrupting(task.name() + " did not end within " + limit + " and was cancelled");
        if (nanos <= 0) {
            task.cancel(timeout);
            toItsEnd(task);
        } else if (endsWithin(task, nanos, timeout)) {
            return;
        }
        if (!task.isDone() || (task.isCancelled() && task.wasCancelledBy(timeout))) {
            throw new TimeoutException(timeout.reason());
        }
    }

    /** Waits for so long; false if the task was cancelled because the time was up. */
    private static boolean endsWithin(Promise<?> task, long nanos, Cancel timeout) {
        Strand strand = waitingFor(task, true);
        TaskWait wait = new TaskWait(strand, task, Leaving.CANCELS, timeout);
        if (task.observe(wait)) {
            leave(wait, strand.await(wait, strand.deadline(nanos)));
        }
        return !wait.hasExpired();
    }

    /** The wait of {@code Future.get}, which throws for an interrupt and leaves the task alone; false on time-out. */
    static boolean forFuture(Promise<?> task, long nanos) throws InterruptedException {
        if (task.isDone()) {
            return true;
        }
        Strand strand = waitingFor(task, nanos != Strand.NEVER);
        TaskWait wait = new TaskWait(strand, task, Leaving.PASSES_CANCELS_ON);
        if (!task.observe(wait)) {
            return true;
        }
        Wake wake = nanos == Strand.NEVER
                ? WaitCycle.await(strand, wait)
                : strand.await(wait, strand.deadline(nanos));
        if (wake == Wake.INTERRUPTED) {
            throw new InterruptedException("interrupted while waiting for " + task.name());
        }
        if (wake != Wake.TIMED_OUT) {
            leave(wait, wake);
        }
        return task.isDone();
    }

    /** The strand that is to wait until the task ends, whenever that is. */
    static Strand waitingFor(Promise<?> task) {
        return waitingFor(task, false);
    }

    /**
     * The strand that is to wait. The task's own code cannot, it would wait for itself; and what runs on top of that could
     * only if something else may end the wait.
     */
    static Strand waitingFor(Promise<?> task, boolean mayEndOtherwise) {
        Strand strand = Strand.here();
        if (task.isRunBy(strand.task())) {
            throw new IllegalStateException(
                    task.name() + " cannot wait for itself: have another task wait for it, or return its value");
        }
        if (mayEndOtherwise || WaitCycle.isLimited(strand)) {
            return strand;
        }
        if (runs(strand, task)) {
            throw WaitCycle.refusal(strand, task);
        }
        for (Strand below = strand.below(); below != null; below = below.below()) {
            if (runs(below, task)) {
                throw new IllegalStateException(task.name() + " cannot be waited for here (it waits below on "
                        + strand.thread() + " and goes on only when this has ended): have a task on another thread wait"
                        + " for it");
            }
        }
        return strand;
    }

    private static boolean runs(Strand strand, Promise<?> task) {
        for (Scope scope = strand.scope(); scope != null; scope = scope.outer()) {
            if (task.isRunBy(scope.task())) {
                return true;
            }
        }
        return false;
    }

    /** The end of a wait that has cancelled the task if it ended early. */
    private static void leave(TaskWait wait, Wake wake) {
        Promise<?> task = wait.task();
        switch (wake) {
            case SIGNALLED -> {
                if (wait.wasCancelled()) {
                    leaveWith(task);
                }
            }
            case REFUSED -> {
            }
            case TIMED_OUT -> toItsEnd(task);
            case CANCELLED -> {
                Cancel request = wait.strand().met();
                toItsEnd(task);
                throw leaving(request, task);
            }
            case INTERRUPTED -> {
                try {
                    toItsEnd(task);
                } finally {
                    wait.strand().thread().interrupt();
                }
                if (!task.isDone()) {
                    throw new CancelledException(wait.interruption());
                }
            }
        }
    }

    /** A task that ended on the waiter's own stack: a cancel of the waiter, too, had reached the task alone so far. */
    static void leaveWith(Promise<?> task) {
        Strand strand = Strand.current();
        Cancel request = strand == null ? null : strand.cancellation();
        if (strand != null && request != null) {
            throw leaving(strand.meet(request), task);
        }
    }

    private static CancelledException leaving(Cancel request, Promise<?> task) {
        CancelledException leaving = request.exception();
        Throwable failure = task.unreportedFailure();
        if (failure != null) {
            Failures.attach(leaving, failure);
        }
        return leaving;
    }

    /** Waits to the end, whatever is cancelled or interrupted meanwhile; interrupts come back afterwards. */
    public static void uncancellably(Promise<?> task) {
        Waiter waiter = new Waiter(Strand.here());
        if (task.observe(waiter)) {
            Strand strand = waiter.strand();
            strand.shielded(() -> strand.await(waiter, Strand.NEVER));
        }
        task.markAwaited();
    }

    /** As {@link #uncancellably}, for somebody who has cancelled it and then looks at the outcome. */
    static void toItsEnd(Promise<?> task) {
        Strand strand = Strand.here();
        TaskWait wait = new TaskWait(strand, task, Leaving.ACCEPTS);
        if (task.observe(wait)) {
            strand.shielded(() -> WaitCycle.awaitEnd(strand, wait));
        }
        task.markAwaited();
    }
}
