package dev.footbridge.stream;

import dev.footbridge.Level;
import dev.footbridge.Task;
import dev.footbridge.internal.Body;
import dev.footbridge.internal.Carried;
import dev.footbridge.internal.Durations;
import dev.footbridge.internal.Job;
import dev.footbridge.internal.Promise;
import dev.footbridge.internal.Strand;
import dev.footbridge.internal.Waiter;
import dev.footbridge.internal.Wake;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The job of a run: on which level and thread its body runs, and which task that is. Whoever claims it first starts it,
 * or refuses it: then there is no task. Any thread may ask, and waits for a moment while another one is just about to
 * start it.
 */
final class RunJob {

    private static final VarHandle CLAIMED;

    static {
        try {
            CLAIMED = MethodHandles.lookup().findVarHandle(RunJob.class, "claimed", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Level level;
    private final Class<?> function;
    private volatile boolean claimed;
    private volatile @Nullable Promise<?> task;
    private volatile boolean refused;
    /** The one that its body is on. */
    private volatile @Nullable Thread thread;

    RunJob(Level level, Class<?> function) {
        this.level = level;
        this.function = function;
    }

    String name() {
        return "generator " + level.name() + "/" + Body.nameOf(function);
    }

    // ---- beginning

    boolean isClaimed() {
        return claimed;
    }

    /** Says that the caller, and nobody else, is going to start it or to refuse it; false when somebody has before. */
    boolean claim() {
        return !claimed && CLAIMED.compareAndSet(this, false, true);
    }

    /** It gets no task. By whoever has claimed it. */
    void refuse() {
        refused = true;
    }

    boolean isRefused() {
        return refused;
    }

    /** Starts it in this context, and returns its task. By whoever has claimed it. */
    Promise<?> start(Callable<@Nullable Void> body, @Nullable Carried context) {
        Callable<Task<@Nullable Void>> start = () -> level.start(body);
        Promise<@Nullable Void> started = Promise.of(Carried.call(context, start));
        task = started;
        return started;
    }

    /** The task, which another thread may be about to start; null when there is none. */
    private @Nullable Promise<?> awaitStart() {
        Promise<?> started = task;
        while (started == null && claimed && !refused) {
            LockSupport.parkNanos(this, 1_000); // another thread is between two lines
            started = task;
        }
        return started;
    }

    // ---- where it runs

    /** The body begins on this thread, or has ended. */
    void runsOn(@Nullable Thread runner) {
        thread = runner;
    }

    /** Throws if the calling code is its body, which would wait for itself. */
    void refuseOwn(String verb) {
        if (Thread.currentThread() == thread && !isConfinedHere()) {
            throw new IllegalStateException(name() + " cannot be " + verb
                    + " by its own body, which it would wait for: return from the body instead");
        }
    }

    /** Throws if its body can run on the calling thread only, which would wait. */
    void refuseConfined(String verb) {
        if (isConfinedHere()) {
            throw new IllegalStateException(name() + " cannot be " + verb + " on " + Thread.currentThread()
                    + ", the only thread of its level, which its body needs: do it on another thread");
        }
    }

    private boolean isConfinedHere() {
        Strand here = Strand.current();
        return here != null && here.isConfinedTo(level);
    }

    // ---- ending

    /** Ends it, if its body has not begun. */
    void drop() {
        if (task instanceof Job<?> queued) {
            queued.drop("it was told to stop before it began");
        }
    }

    /** Tells the failure handler of its level; without a task, that of the caller's. */
    void report(Throwable error) {
        Promise<?> started = awaitStart();
        if (started == null) {
            Missed.report(error);
        } else {
            started.report(error);
        }
    }

    /** Waits until its task has settled, whatever is cancelled meanwhile; false when the limit was over first. */
    boolean awaitEnd(Duration limit) {
        Promise<?> started = awaitStart();
        if (started == null) {
            return true;
        }
        Strand strand = Strand.here();
        Waiter waiter = new Waiter(strand);
        if (!started.observe(waiter)) {
            return true;
        }
        long nanos = Durations.nanos(limit);
        long deadline = nanos == Strand.NEVER ? nanos : strand.deadline(nanos);
        return strand.shielded(() -> strand.await(waiter, deadline)) == Wake.SIGNALLED;
    }

    /** Settles its task without its body, which calls this and is left asleep for good. */
    void abandonHere(String reason) {
        if (task instanceof Job<?> stuck) {
            stuck.abandonHere(reason);
        }
        Strand strand = Strand.here();
        strand.shielded(() -> strand.await(new Waiter(strand), Strand.NEVER));
    }
}
