package dev.footbridge.internal;

import dev.footbridge.CancelledException;
import dev.footbridge.Outcome;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The state of a task: pending with a stack of observers, or settled, in one word.
 *
 * <p>Settling takes the observers in the same step in which it publishes the outcome, so an observer either is told or
 * sees the outcome when it registers. Any thread may do either.
 */
abstract class Settleable<T extends @Nullable Object> extends StageView<T> {

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Settleable.class, "state", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Null or an {@link Observer} while pending; then a {@link Settled} or the value itself. */
    private volatile @Nullable Object state;

    // ---- settling

    /** Takes the observers and leaves the end; null when it was settled before. */
    final @Nullable Observer settle(Object end) {
        for (;;) {
            Object seen = state;
            if (isEnd(seen)) {
                return null;
            }
            if (STATE.compareAndSet(this, seen, end)) {
                return seen == null ? Observer.NOBODY : (Observer) seen;
            }
        }
    }

    /** Settles and tells the observers; false when settled before. */
    private boolean end(Object end) {
        Observer observers = settle(end);
        if (observers == null) {
            return false;
        }
        tell(end, observers);
        return true;
    }

    /** Tells the observers that {@link #settle} took. */
    final void tell(Object end, Observer observers) {
        boolean looking = Observer.fireAll(observers);
        if (end instanceof Settled.Watched watched && !watched.isSeen()) {
            FailureSink sink = failureSink();
            if (sink != null && !looking && !watched.isClaimed()) {
                sink.watch(this, watched);
            }
        }
    }

    /** Settles with a value; false when settled before. */
    protected final boolean succeed(T value) {
        return end(Settled.ofValue(value));
    }

    /** Settles with a failure; false when settled before. It is reported once if nobody ever looks at it. */
    protected final boolean fail(Throwable error) {
        return end(new Settled.Failed(error));
    }

    /** Settles as cancelled; false when settled before. */
    protected final boolean stop(String reason) {
        return end(new Settled.Stopped(reason));
    }

    /** Settles as the other has, with which it shares whether anybody has looked; false when settled before. */
    final boolean settleAs(Settleable<T> other) {
        Object end = other.state;
        return end != null && isEnd(end) && end(end);
    }

    // ---- observing

    private static boolean isEnd(@Nullable Object state) {
        return state != null && !(state instanceof Observer);
    }

    @Override
    public final boolean isDone() {
        return isEnd(state);
    }

    @Override
    public final boolean isCancelled() {
        return state instanceof Settled.Stopped;
    }

    @Override
    public final State state() {
        Object seen = state;
        if (!isEnd(seen)) {
            return State.RUNNING;
        }
        return seen instanceof Settled.Stopped
                ? State.CANCELLED
                : seen instanceof Settled.Failed ? State.FAILED : State.SUCCESS;
    }

    /** Registers what to do when this settles; false when it has settled already. */
    public final boolean observe(Signal signal) {
        Observer observer = Observer.of(signal);
        for (;;) {
            Object seen = state;
            if (isEnd(seen)) {
                return false;
            }
            observer.layOn((Observer) seen);
            if (STATE.compareAndSet(this, seen, observer)) {
                return true;
            }
        }
    }

    // ---- looking

    /** What the promise settled as, marked as looked at. Only once it is done. */
    @SuppressWarnings({"unchecked", "NullAway"}) // a null value is the task's own
    public final Outcome<T> settled() {
        return switch (state) {
            case Settled.Failed failed -> new Outcome.Failure<>(failed.look());
            case Settled.Stopped stopped -> new Outcome.Cancelled<>(stopped.reason());
            case Settled.Null _ -> new Outcome.Success<>((T) null);
            case Settled.Kept kept -> new Outcome.Success<>((T) kept.look());
            case null -> throw new IllegalStateException(name() + " is still running: wait for it first");
            case Observer _ -> throw new IllegalStateException(name() + " is still running: wait for it first");
            case Object value -> new Outcome.Success<>((T) value);
        };
    }

    /** The failure, if this failed; marked as looked at. */
    public final @Nullable Throwable failure() {
        return state instanceof Settled.Failed failed ? failed.look() : null;
    }

    /** The failure, if this failed; to look at it counts for nothing. */
    final @Nullable Throwable peekFailure() {
        return state instanceof Settled.Failed failed ? failed.peek() : null;
    }

    /** The failure, if this failed, for somebody who will see to it that it is looked at; a value need not be. */
    final @Nullable Throwable claimFailure() {
        if (state instanceof Settled.Watched watched) {
            watched.claim();
        }
        return state instanceof Settled.Failed failed ? failed.peek() : null;
    }

    /** The failure, if this failed and it has not been reported; marked as looked at. */
    final @Nullable Throwable unreportedFailure() {
        return state instanceof Settled.Failed failed && failed.see() ? failed.peek() : null;
    }

    /** Says that somebody has waited for this, who need not look at a value. */
    final void markAwaited() {
        if (state instanceof Settled.Kept kept) {
            kept.see();
        }
    }

    /** Whether this did not fail, or somebody has looked at the failure. */
    final boolean isSeen() {
        return !(state instanceof Settled.Failed failed) || failed.isSeen();
    }

    /** Whether this settled otherwise than with a value. */
    public final boolean hasFailed() {
        return state instanceof Settled.Failed || state instanceof Settled.Stopped;
    }

    /** The value, or the original exception thrown. Only once it is done. */
    @SuppressWarnings({"unchecked", "NullAway"}) // a null value is the task's own
    public final T value() {
        Object end = state;
        if (!(end instanceof Settled settled)) {
            return (T) end;
        }
        return switch (settled) {
            case Settled.Null _ -> (T) null;
            case Settled.Kept kept -> (T) kept.look();
            case Settled.Failed failed -> throw Sneaky.raise(shown(failed.look()));
            case Settled.Stopped stopped -> throw new CancelledException(stopped.reason());
        };
    }

    /** As {@link #value()}, for work that ran on the calling thread, whose trace shows both sides as it is. */
    public final T valueHere() {
        Throwable error = failure();
        if (error != null) {
            throw Sneaky.raise(error);
        }
        if (state instanceof Settled.Stopped stopped) {
            CancelledException cancelled = new CancelledException(stopped.reason());
            Strand.here().tellOutside(cancelled);
            throw cancelled;
        }
        return value();
    }

    /** The failure as the waiting side shall see it: with its own trace, too, when it happened elsewhere. */
    protected Throwable shown(Throwable error) {
        return Failures.withCallersSide(error);
    }

    // ---- failures that nobody looks at

    /** Says that nobody need look. */
    public final void markSeen() {
        if (state instanceof Settled.Watched watched) {
            watched.see();
        }
    }

    /** Reports a failure as soon as it happens: nobody is going to look. */
    public final void reportAtOnce() {
        Observer.Callback report = () -> {
            Throwable error = failure();
            FailureSink sink = failureSink();
            if (error != null && sink != null) {
                sink.report(name(), error, startPlace());
            }
            markSeen();
        };
        if (!observe(report)) {
            report.fire();
        }
    }

    /** Reports something that went wrong with the work and that nobody else will tell of. */
    public final void report(Throwable error) {
        FailureSink sink = failureSink();
        if (sink != null) {
            sink.report(name(), error, startPlace());
        }
    }

    /** Where this was started, if that is remembered. */
    protected @Nullable StartPlace startPlace() {
        return null;
    }

    /** Where a failure goes that nobody looked at; null when it has gone somewhere already. */
    protected abstract @Nullable FailureSink failureSink();
}
