package dev.footbridge.internal;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** The clock of one limited scope: cancels it when the time is up. Moved by the code inside. */
public final class Expiry {

    private final Strand strand;
    private final Scope scope;
    private Duration limit;
    private final Cancel timeout = Cancel.interrupting("the time limit of the surrounding scope was over");
    private long deadline;
    private Runnable disarm = () -> {};

    Expiry(Strand strand, Scope scope, Duration limit) {
        this.strand = strand;
        this.scope = scope;
        this.limit = limit;
        set(limit);
    }

    /** Sets the limit to this long from now. */
    public final void set(Duration fromNow) {
        disarm.run();
        limit = fromNow;
        deadline = strand.deadline(Math.max(Durations.nanos(fromNow), 0));
        Host loop = strand.host();
        Runnable expire = () -> scope.cancel(timeout);
        disarm = loop == null ? Ticker.at(deadline, expire) : loop.schedule(deadline, expire);
    }

    void stop() {
        disarm.run();
    }

    /** How long is left; negative when it is over. */
    public Duration remaining() {
        return Duration.ofNanos(deadline - strand.nanoTime());
    }

    /** Whether the scope was cancelled because the time was up. */
    public boolean isExpired() {
        return scope.cancelled() == timeout;
    }

    /** Whether no cancel came from further out as well. */
    boolean isOnlyOne() {
        return Scope.effective(scope.outer()) == null;
    }

    /**
     * What code that was cancelled when this limit had passed failed of: the limit, unless a cancel came from further
     * out.
     */
    Throwable explain(Throwable error) {
        Cancel outer = Scope.effective(scope.outer());
        Throwable reason = outer != null
                ? outer.exception()
                : new TimeoutException("the work did not end within its limit of " + limit + " and was cancelled");
        for (Throwable suppressed : error.getSuppressed()) {
            Failures.attach(reason, suppressed);
        }
        return reason;
    }
}
