package dev.footbridge.loop;

import org.jspecify.annotations.Nullable;

/**
 * The loop's own threads. Idle ones are used again, the last one first. One of them is the bell: a thread that brings
 * work to a free loop wakes it instead of taking the baton itself, and until it is awake the baton stays free for
 * whoever waits for that very work. Guarded by the baton, except reading the bell.
 */
final class Workers {

    /** More idle ones than this end at once. */
    private static final int MAX_IDLE = 256;

    private final Core core;
    private final Baton baton;
    private @Nullable Worker top;
    private int idle;
    private volatile @Nullable Worker bell;
    private long created;

    Workers(Core core) {
        this.core = core;
        this.baton = core.baton;
    }

    @Nullable
    Worker bell() {
        return bell;
    }

    int idle() {
        return idle + (bell == null ? 0 : 1);
    }

    /**
     * Begins a job on a worker, which gets the baton; false if there is no thread for it, and then the job has failed.
     */
    boolean begin(LoopJob<?> job) {
        Worker worker = pop();
        if (worker != null) {
            worker.begin(job);
            return true;
        }
        try {
            Worker.start(core, core.options.name() + "-" + ++created, job);
            return true;
        } catch (Throwable noThread) {
            job.dropFailed(noThread);
            core.live.remove(job);
            return false;
        }
    }

    /** Finds a worker that ended a job its next one; false when its thread is to end. */
    boolean next(Worker me) {
        return switch (passOn(me)) {
            case NEXT_JOB -> true;
            case IDLE -> await(me);
            case DISMISSED -> false;
        };
    }

    private enum Fate {
        NEXT_JOB, IDLE, DISMISSED
    }

    /** Gives the worker a job or the baton to somebody else. */
    private Fate passOn(Worker me) {
        for (;;) {
            Object item = baton.next();
            if (item instanceof LoopJob<?> job && baton.isForWorkers(job)) {
                baton.endStep();
                me.take(job);
                return Fate.NEXT_JOB;
            }
            boolean kept = enlist(me);
            if (item == null ? baton.release(me.strand()) : baton.hand(item)) {
                return kept ? Fate.IDLE : Fate.DISMISSED;
            }
            baton.setHolder(me.strand());
            if (kept) {
                delist(me);
            }
        }
    }

    private boolean await(Worker me) {
        if (!me.awaitJob()) {
            return false;
        }
        baton.setHolder(me.strand());
        if (bell == me) {
            bell = null;
        }
        return true;
    }

    /** Whether the worker that is the bell got the baton by itself, to see what was brought. */
    boolean answersBell(Worker me) {
        return bell == me && core.inbox.hasItems() && baton.tryTake();
    }

    /** The loop has ended. */
    void retireAll() {
        for (Worker worker = pop(); worker != null; worker = pop()) {
            worker.retire();
        }
    }

    /** Adds an idle worker, as the bell if there is none; false if there are enough. */
    private boolean enlist(Worker worker) {
        if (core.entrance.isShut()) {
            return false;
        }
        if (bell == null) {
            bell = worker;
            return true;
        }
        if (idle == MAX_IDLE) {
            return false;
        }
        worker.below = top;
        top = worker;
        idle++;
        return true;
    }

    /** Removes a worker that got the baton back; others may have come and gone since it was added. */
    private void delist(Worker worker) {
        if (bell == worker) {
            bell = null;
        } else if (top == worker) {
            pop();
        } else {
            for (Worker above = top; above != null; above = above.below) {
                if (above.below == worker) {
                    above.below = worker.below;
                    worker.below = null;
                    idle--;
                    return;
                }
            }
        }
    }

    /** Takes an idle worker, the bell last; null when there is none. */
    private @Nullable Worker pop() {
        Worker worker = top;
        if (worker == null) {
            worker = bell;
            bell = null;
            return worker;
        }
        top = worker.below;
        worker.below = null;
        idle--;
        return worker;
    }
}
