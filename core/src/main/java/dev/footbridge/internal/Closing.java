package dev.footbridge.internal;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;

/** The end of a level: drain, then cancel, then give up and name names; each step bounded in time. */
public abstract class Closing {

    private enum Phase {
        OPEN, CLOSING, CLOSED
    }

    private final String what;
    private final Duration closeTimeout;
    private final Duration abortTimeout;
    private volatile Phase phase = Phase.OPEN;

    /** The end of {@code what}, with the time tasks get to finish and, once cancelled, to clean up. */
    protected Closing(String what, Duration closeTimeout, Duration abortTimeout) {
        this.what = what;
        this.closeTimeout = closeTimeout;
        this.abortTimeout = abortTimeout;
    }

    /** Whether the calling thread runs one of the jobs that closing would wait for. */
    protected abstract boolean isOwnJob();

    /** Signals the waiter when no job is left. */
    protected abstract void whenEmpty(Waiter waiter);

    /** Asks every job to end. */
    protected abstract void cancelAll(String reason);

    /** Shuts an empty level for good; false when work slipped in. */
    protected abstract boolean tryFinish();

    /** Settles the jobs that would not stop and reports them. */
    protected abstract void giveUp(String reason, Duration waited);

    /** Reports the failures nobody looked at. */
    protected abstract void reportFailures();

    /** Whether new work is taken. */
    public final boolean isOpen() {
        return phase == Phase.OPEN;
    }

    /** Whether nothing runs any more, or what does has been given up. */
    public final boolean isClosed() {
        return phase == Phase.CLOSED;
    }

    /** What whoever brings work now is told. */
    public final RejectedExecutionException rejected() {
        return new RejectedExecutionException(what
                + (isClosed() ? " is closed: open another" : " is being closed and takes no new work: open another"));
    }

    /** Lets the jobs finish, cancels those that take too long, and ends. */
    public final void close() {
        if (isClosed()) {
            return;
        }
        if (isOwnJob()) {
            throw new IllegalStateException(what
                    + " cannot be closed by one of its own jobs, which it would wait for: close it from outside, or abort it");
        }
        phase = Phase.CLOSING;
        switch (awaitEmpty(closeTimeout)) {
            case SIGNALLED -> finish();
            case TIMED_OUT, REFUSED ->
                cancelAndFinish(what + " was closed and the task did not end within " + closeTimeout);
            case CANCELLED -> {
                cancelAndFinish("the code that was closing " + what + " was cancelled");
                Strand.here().checkCancelled();
            }
            case INTERRUPTED -> {
                try {
                    cancelAndFinish("the thread that was closing " + what + " was interrupted");
                } finally {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    /** Cancels the jobs and ends. Called by one of them it only cancels. */
    public final void abort(String reason) {
        if (isClosed()) {
            return;
        }
        phase = Phase.CLOSING;
        if (isOwnJob()) {
            cancelAll(reason);
        } else {
            cancelAndFinish(reason);
        }
    }

    private Wake awaitEmpty(Duration limit) {
        Strand strand = Strand.here();
        Waiter waiter = new Waiter(strand);
        whenEmpty(waiter);
        return strand.await(waiter, strand.deadline(Durations.nanos(limit)));
    }

    private void cancelAndFinish(String reason) {
        cancelAll(reason);
        if (Strand.here().shielded(() -> awaitEmpty(abortTimeout)) == Wake.SIGNALLED) {
            finish();
        } else {
            phase = Phase.CLOSED;
            giveUp(reason, abortTimeout);
            reportFailures();
        }
    }

    /** Ends the level; work that slipped in while it was closing is still done first. */
    private void finish() {
        while (!isClosed()) {
            if (Strand.here().shielded(this::tryFinish)) {
                phase = Phase.CLOSED;
            } else {
                Strand.here().shielded(() -> awaitEmpty(closeTimeout));
            }
        }
        reportFailures();
    }
}
