package dev.footbridge.internal;

import dev.footbridge.internal.Gathering.Until;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a coroutine does before it waits for several tasks: as long as the next of them is also what its loop would run
 * next, it runs that on its own stack, as {@code result()} does with one. So tasks that do not wait cost neither a switch
 * nor an observer.
 *
 * <p>One of them may wait. From its first wait on the gathering is under way, although its strand is busy: the others are
 * observed, and what the strand would do first if it could, others do for it. Whoever fails cancels the rest, and so does
 * whoever cancels the strand. And on a platform thread, where waiting is dear, its function gets no further head start.
 */
final class HeadStart {

    private final Strand strand;
    private final List<? extends Promise<?>> tasks;
    private final Until until;
    /** That of the code around, which is in a task of it. */
    private final @Nullable HeadStart outer;
    private final @Nullable Scope scope;
    /** What the tasks before {@link #next} brought: read while they are in the cache. */
    private final @Nullable Object[] values;
    private int next;
    /** Whether tasks ran here. */
    private boolean isTaken;
    private volatile @Nullable Gathering underWay;

    private HeadStart(Strand strand, List<? extends Promise<?>> tasks, Until until) {
        this.strand = strand;
        this.tasks = tasks;
        this.until = until;
        this.outer = strand.headStart();
        this.scope = strand.scope();
        this.values = new @Nullable Object[until == Until.FIRST_FAILURE ? tasks.size() : 0];
    }

    /** Runs what it can. */
    static HeadStart take(Strand strand, List<? extends Promise<?>> tasks, Until until) {
        HeadStart start = new HeadStart(strand, tasks, until);
        if (strand.host() != null) {
            StackRoom.ensure(); // once for all that begin here
            start.refuseCircles();
            strand.setHeadStart(start);
            try {
                start.runTasks();
            } finally {
                strand.setHeadStart(start.outer);
            }
        }
        return start;
    }

    /** Before anything runs; what has not begun runs nowhere, so not on this stack either. */
    private void refuseCircles() {
        for (Promise<?> task : tasks) {
            if (!task.isDone() && !(task instanceof Job<?> job && job.isNew())) {
                PromiseWait.waitingFor(task);
            }
        }
    }

    private void runTasks() {
        while (underWay == null && next < tasks.size()) {
            Promise<?> task = tasks.get(next);
            if (!task.isDone() && !runs(task)) {
                return;
            }
            if (underWay == null) {
                if (until == Until.FIRST_FAILURE) {
                    if (task.hasFailed()) {
                        return;
                    }
                    values[next] = task.value();
                }
                task.markAwaited();
                next++;
            }
        }
    }

    private boolean runs(Promise<?> task) {
        if (!isAtHome(task) || !task.helpInPlace(strand)) {
            return false;
        }
        isTaken = true;
        return true;
    }

    /** Whether the task may as well run on this thread as on one of the loop's. */
    private boolean isAtHome(Promise<?> task) {
        return strand.thread().isVirtual() || (task instanceof Job<?> job && !WaitHabit.of(job).isToWait());
    }

    /** The wait for what is left, or null if that is nothing. */
    @Nullable
    Gathering rest() {
        Gathering gathering = underWay;
        if (gathering != null) {
            gathering.strandIsBack();
            return gathering;
        }
        return next == tasks.size() ? null : Gathering.of(tasks, next, strand, until);
    }

    Strand strand() {
        return strand;
    }

    /** A cancel of the strand that only tasks have met which ran on its stack, and which may have gone on. */
    @Nullable
    Cancel missedCancel() {
        Cancel request = isTaken ? strand.cancellation() : null;
        return request == null ? null : strand.meet(request);
    }

    /** The values, once all are there. */
    @Nullable
    Object[] values() {
        for (int i = next; i < values.length; i++) {
            values[i] = tasks.get(i).value();
        }
        return values;
    }

    /** Called by the strand when one of the tasks is about to wait; true if its wait is to look again. */
    boolean beginsWait() {
        boolean begun = outer != null && outer.beginsWait();
        if (underWay != null) {
            return begun;
        }
        if (!strand.thread().isVirtual() && tasks.get(next) instanceof Job<?> running) {
            WaitHabit.of(running).waited();
        }
        underWay = Gathering.busy(tasks, next, strand, until);
        strandCancelled(); // for a cancel that came before it could see that
        return true;
    }

    /** Something cancelled a scope of the strand. Any thread. */
    void strandCancelled() {
        if (outer != null) {
            outer.strandCancelled();
        }
        Gathering gathering = underWay;
        Cancel request = gathering == null ? null : Scope.effective(scope);
        if (gathering != null && request != null) {
            gathering.cancelled(request);
        }
    }
}
