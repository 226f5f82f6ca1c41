package dev.footbridge.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * A task with a body. It begins once, on one strand, or is dropped before it does; a cancel finds it in either state.
 */
public abstract class Job<T extends @Nullable Object> extends Promise<T> {

    private static final int NEW = 0;
    private static final int BEGUN = 1;
    private static final int DROPPED = 2;
    private static final VarHandle PHASE;
    private static final VarHandle REQUESTED;
    private static final VarHandle SCOPE;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            PHASE = lookup.findVarHandle(Job.class, "phase", int.class);
            SCOPE = lookup.findVarHandle(Job.class, "scope", Scope.class);
            REQUESTED = lookup.findVarHandle(Job.class, "requested", Cancel.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Class<?> function;
    private @Nullable Callable<T> body;
    private volatile int phase;
    private volatile @Nullable Cancel requested;
    private volatile @Nullable Scope scope;
    private @Nullable Carried carried;

    /** A job that has not begun, which takes along the context of the code that starts it. */
    protected Job(Callable<T> body) {
        this(body, Carried.capture());
    }

    /** A job that has not begun, which takes this along. */
    protected Job(Callable<T> body, @Nullable Carried carried) {
        this.body = body;
        this.function = Body.origin(body);
        this.carried = carried;
    }

    /** The name of the level it runs on. */
    protected abstract String levelName();

    @Override
    public final String name() {
        return levelName() + "/" + Body.nameOf(function);
    }

    /** The class of the function that it runs. */
    protected final Class<?> function() {
        return function;
    }

    /** Whether it still waits for its turn. */
    public final boolean isNew() {
        return phase == NEW;
    }

    /** Runs the body here and settles; false when it began elsewhere or was dropped. */
    public final boolean begin(Strand strand) {
        return begin(strand, Ride.STARTED);
    }

    /** As {@link #begin}, and settled when this returns, if nobody else has begun it. */
    public final void beginToEnd(Strand strand) {
        beginToEnd(strand, Ride.STARTED);
    }

    /** As {@link #beginToEnd}, on a thread that the caller lends: an interrupt of it cancels this job. */
    public final void beginLent(Strand strand) {
        beginToEnd(strand, Ride.LENT);
    }

    /** As {@link #beginLent}, on the thread of a caller, to which errands of the job come back. */
    public final void beginCalled(Strand strand) {
        beginToEnd(strand, Ride.CALLED);
    }

    private void beginToEnd(Strand strand, Ride ride) {
        if (!begin(strand, ride)) {
            while (phase == DROPPED && !isDone()) {
                Thread.onSpinWait(); // a cancel has been quicker, and is just about to settle it
            }
        }
    }

    private boolean begin(Strand strand, Ride ride) {
        TaskScope inner = new TaskScope(strand, this);
        SCOPE.setRelease(this, inner); // the compare-and-set is the fence that a cancel needs to see it
        strand.push(inner);
        if (!PHASE.compareAndSet(this, NEW, BEGUN)) {
            SCOPE.setRelease(this, null);
            strand.pop(inner);
            return false;
        }
        Callable<T> work = Objects.requireNonNull(body);
        Carried load = carried;
        forgetWork();
        if (ride != Ride.STARTED) {
            strand.setEntry(inner);
        }
        Cancel early = requested;
        Object end = early != null ? new Settled.Stopped(early.reason()) : run(strand, load, ride, work, inner);
        ended();
        Observer observers = settle(end);
        SCOPE.setRelease(this, null);
        strand.pop(inner);
        if (ride != Ride.STARTED) {
            strand.setEntry(null);
        }
        if (observers != null) {
            tell(end, observers); // out of the scope: what observers do is not this job's to cancel
        }
        return true;
    }

    /** Nothing of it is kept once it has begun, or never will. */
    private void forgetWork() {
        body = null;
        carried = null;
    }

    private Object run(Strand strand, @Nullable Carried load, Ride ride, Callable<T> work, Scope inner) {
        try {
            T value = strand.within(load, ride, work);
            return isWatched() ? new Settled.Kept(value) : Settled.ofValue(value);
        } catch (Throwable error) {
            return end(error, Scope.effective(inner));
        }
    }

    /** It ends even where there is no stack left to look at how it ended. */
    private Object end(Throwable error, @Nullable Cancel cancelled) {
        try {
            return ended(error, cancelled);
        } catch (Throwable worse) {
            return new Settled.Failed(error);
        }
    }

    /**
     * How a body ended that threw. Failures that a cancellation carries get no further with it, so they are seen to
     * here.
     */
    private Object ended(Throwable error, @Nullable Cancel cancelled) {
        if (error instanceof CancellationException || (cancelled != null && Scoped.isCancellation(error))) {
            List<Throwable> failures = Failures.suppressedBy(error);
            if (cancelled == null && !failures.isEmpty()) {
                return new Settled.Failed(Failures.joined(failures.getFirst(), failures)); // nobody cancelled this job
            }
            FailureSink sink = failureSink();
            if (sink != null) {
                failures.forEach(failure -> sink.report(name(), failure));
            }
        }
        return Settled.ofError(error, name(), cancelled);
    }

    /** Whether it matters that somebody looks at the value. */
    protected boolean isWatched() {
        return false;
    }

    /** The thread its body runs on, if that has begun and has not ended. Any thread. */
    public final @Nullable Thread runner() {
        Scope running = scope;
        return running == null || isNew() ? null : running.thread();
    }

    /** The strand its body runs on, if that has begun and has not ended. Any thread. */
    final @Nullable Strand strand() {
        Scope running = scope;
        return running == null || isNew() ? null : running.owner();
    }

    /** Whether its body ended with an interrupt that no cancel of it had sent. */
    public final boolean endedInterrupted() {
        return requested == null && peekFailure() instanceof InterruptedException;
    }

    /** Ends a job whose body will not, as something is wrong outside of it; false when it has ended. */
    public final boolean breakOff(Throwable error) {
        return dropFailed(error) || fail(error);
    }

    /** The reason of the cancel that was asked for, if there was one. */
    public final Optional<String> whyCancelled() {
        Cancel request = requested;
        return request == null ? Optional.empty() : Optional.of(request.reason());
    }

    /** Ends a job that has not begun; false when it has. */
    public final boolean drop(String reason) {
        if (!PHASE.compareAndSet(this, NEW, DROPPED)) {
            return false;
        }
        forgetWork();
        stop(reason);
        dropped();
        return true;
    }

    /** Ends a job that cannot begin, with the reason; false when it has begun. */
    public final boolean dropFailed(Throwable error) {
        if (!PHASE.compareAndSet(this, NEW, DROPPED)) {
            return false;
        }
        forgetWork();
        fail(error);
        dropped();
        return true;
    }

    /** Settles a job whose code would not stop, so that nobody waits for it for ever. */
    public final void abandon(String reason) {
        stop(reason);
    }

    /** Settles this job, whose code would not stop and is put to sleep for good, and lets the level forget it. Its own thread. */
    public final void abandonHere(String reason) {
        stop(reason);
        forgotten();
    }

    /** Called on the job's own thread, which the job will never give back. */
    protected void forgotten() {}

    /** Called on the job's own thread when its body has ended and nobody can know yet: so the level's
     * books are right for whoever learns of it. */
    protected void ended() {}

    /** Called when this was dropped, by whoever did it. */
    protected void dropped() {}

    @Override
    public boolean cancel(Cancel request) {
        if (isDone()) {
            return false;
        }
        boolean first = REQUESTED.compareAndSet(this, null, request);
        if (!drop(request.reason()) && first) {
            Scope running = scope;
            if (running != null) {
                running.cancel(request);
            }
        }
        return true;
    }

    @Override
    final boolean wasCancelledBy(Cancel request) {
        return requested == request;
    }
}
