package dev.footbridge.internal;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The end of a level: drain, then cancel, then give up and name names; each step bounded in time. */
public abstract class Closing {

    private enum Phase {
        OPEN, CLOSING, CLOSED
    }

    /** Work that has not come to the level yet, and will not once that begins to end. */
    public interface Upcoming {
        /** The level begins to end. */
        void levelEnds(String reason);
    }

    /** Nanoseconds. */
    private static final long HELD_UP = 50_000_000;

    private final String what;
    private final Duration closeTimeout;
    private final Duration abortTimeout;
    private final Set<Upcoming> upcoming = ConcurrentHashMap.newKeySet();
    /** Set before new work is refused, so that what is upcoming is not refused but told. */
    private volatile boolean ending;
    private volatile Phase phase = Phase.OPEN;

    /** The end of {@code what}, with the time tasks get to finish and, once cancelled, to clean up. */
    protected Closing(String what, Duration closeTimeout, Duration abortTimeout) {
        this.what = what;
        this.closeTimeout = closeTimeout;
        this.abortTimeout = abortTimeout;
    }

    /** Whether the calling thread runs one of the jobs that closing would wait for. */
    protected abstract boolean isOwnJob();

    /** Gives the signal when no job is left but residents. */
    protected abstract void whenIdle(Signal signal);

    /** Tells the {@linkplain Resident residents} that are here to end; what their cleanup begins it sees to itself. */
    protected abstract void evictResidents(String reason);

    /** Tells a resident to end that keeps the level from the jobs, which it would be told to end after; if there is one. */
    protected void evictHolder(String reason) {}

    /** Gives the signal when no job is left. */
    protected abstract void whenEmpty(Signal signal);

    /** Asks every job to end. */
    protected abstract void cancelAll(String reason);

    /** Shuts an empty level for good, before the deadline; false when work slipped in, or the level cannot be had. */
    protected abstract boolean tryFinish(Strand strand, long deadline);

    /** Settles the jobs that would not stop and reports them. */
    protected abstract void giveUp(String reason, Duration waited);

    /** Reports the failures nobody looked at. */
    protected abstract void reportFailures();

    /** Has this work told when the level begins to end, until {@link #forget}; refused when it has. */
    final void expect(Upcoming work) {
        upcoming.add(work);
        if (ending && upcoming.remove(work)) {
            throw rejected();
        }
    }

    final void forget(Upcoming work) {
        upcoming.remove(work);
    }

    private void begin() {
        ending = true;
        List.copyOf(upcoming).stream().filter(upcoming::remove)
                .forEach(work -> work.levelEnds(what + " was closed before this was due"));
        phase = Phase.CLOSING;
    }

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
        begin();
        Strand strand = Strand.here();
        long deadline = strand.deadline(Durations.nanos(closeTimeout));
        switch (drain(strand, deadline, deadline)) {
            case SIGNALLED -> reportFailures();
            case TIMED_OUT, REFUSED ->
                cancelAndFinish(strand, tookTooLong());
            case CANCELLED -> {
                cancelAndFinish(strand, "the code that was closing " + what + " was cancelled");
                strand.checkCancelled();
            }
            case INTERRUPTED -> {
                try {
                    cancelAndFinish(strand, "the thread that was closing " + what + " was interrupted");
                } finally {
                    strand.thread().interrupt();
                }
            }
        }
    }

    private String tookTooLong() {
        return what + " was closed and the task did not end within " + closeTimeout;
    }

    /** Ends an empty level at once, without a wait; false if it is not empty, and then it takes no new work any more. */
    public final boolean closeNow() {
        begin();
        Strand strand = Strand.here();
        if (!isClosed() && tryFinish(strand, strand.nanoTime())) {
            phase = Phase.CLOSED;
            reportFailures();
        }
        return isClosed();
    }

    /** Cancels the jobs and ends. Called by one of them it only cancels. */
    public final void abort(String reason) {
        if (isClosed()) {
            return;
        }
        begin();
        if (isOwnJob()) {
            cancelAll(reason);
            whenIdle(() -> evictResidents(reason));
        } else {
            cancelAndFinish(Strand.here(), reason);
        }
    }

    /** Cancels and settles the jobs, waits for none of them, and ends. Anybody may call it, one of the jobs included. */
    public final void abandon(String reason) {
        if (isClosed()) {
            return;
        }
        phase = Phase.CLOSED;
        cancelAll(reason);
        evictResidents(reason);
        giveUp(reason, Duration.ZERO);
        reportFailures();
    }

    private void cancelAndFinish(Strand strand, String reason) {
        cancelAll(reason);
        strand.shielded(() -> {
            long nanos = Durations.nanos(abortTimeout);
            Wake wake = drain(strand, strand.deadline(nanos / 2), strand.deadline(nanos));
            if (wake != Wake.SIGNALLED && !isClosed()) {
                phase = Phase.CLOSED;
                giveUp(reason, abortTimeout);
            }
            return phase;
        });
        reportFailures();
    }

    /**
     * Waits until no job is left and ends the level; work that slipped in while it was closing is waited for, too. The
     * residents are told to end once they are all that is left, or when half of the time is over that jobs are given to
     * clean up.
     */
    private Wake drain(Strand strand, long idleDeadline, long deadline) {
        for (;;) {
            boolean cancelled = idleDeadline < deadline;
            Wake wake = awaitIdle(strand, idleDeadline, cancelled);
            if (wake == Wake.SIGNALLED) {
                evictResidents(what + " was closed");
                wake = await(cancelled ? new Waiter(strand) : new Patience(strand), idleDeadline, this::whenEmpty);
            }
            if (wake == Wake.TIMED_OUT && cancelled) {
                evictResidents(what + " was closed");
                wake = await(new Waiter(strand), deadline, this::whenEmpty);
            }
            if (wake != Wake.SIGNALLED) {
                return wake;
            }
            if (isClosed() || tryFinish(strand, deadline)) {
                phase = Phase.CLOSED;
                return Wake.SIGNALLED;
            }
            if (strand.nanoTime() - deadline >= 0) {
                return Wake.TIMED_OUT;
            }
        }
    }

    /** As cancelled jobs end in an instant as a rule, one that is held up for longer may be so by a resident. */
    private Wake awaitIdle(Strand strand, long deadline, boolean cancelled) {
        if (cancelled) {
            Wake wake = await(new Waiter(strand), Math.min(deadline, strand.deadline(HELD_UP)), this::whenIdle);
            if (wake != Wake.TIMED_OUT) {
                return wake;
            }
            evictHolder(what + " was closed");
        }
        return await(cancelled ? new Waiter(strand) : new Patience(strand), deadline, this::whenIdle);
    }

    private static Wake await(Waiter waiter, long deadline, Consumer<Signal> when) {
        when.accept(waiter);
        return waiter.strand().await(waiter, deadline);
    }

    /** The wait of somebody who lets the jobs finish, and cancels them when he is cancelled or they take too long. */
    private final class Patience extends Waiter {

        Patience(Strand strand) {
            super(strand);
        }

        @Override
        protected boolean minds() {
            return true;
        }

        @Override
        protected void leave(Wake wake, @Nullable Cancel request) {
            if (isWaiting()) { // the thread that closes is busy
                cancelAll(wake == Wake.TIMED_OUT
                        ? tookTooLong()
                        : "the code that was closing " + what + " was cancelled");
            }
        }
    }
}
