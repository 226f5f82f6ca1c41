package dev.footbridge.stream;

import dev.footbridge.CancelledException;
import dev.footbridge.internal.Body;
import dev.footbridge.internal.Carried;
import dev.footbridge.internal.Failures;
import dev.footbridge.internal.Promise;
import dev.footbridge.internal.Resident;
import dev.footbridge.internal.Sneaky;
import dev.footbridge.internal.Stoppable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One run of a source as a job of its own, from its first item to the end of its cleanup. This half knows how it begins
 * and ends; the subclasses know how items are handed over.
 *
 * <p>It ends once: by itself, or because it was told to stop: by whoever pulls, by its level, or because nobody can pull
 * any more. A failure goes to exactly one place: to whoever pulls or closes, else to the level's failure handler.
 */
abstract sealed class Run<T> implements Callable<@Nullable Void>, Body.Wrapper, Resident, Sink<T>
        permits Pull, Delivery {

    private static final VarHandle STOPPED;

    static {
        try {
            STOPPED = MethodHandles.lookup().findVarHandle(Run.class, "stopped", String.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    static final String IGNORED = "a generator emitted an item after it was told to stop: let the exception that tells it"
            + " pass, and clean up in finally";

    /** Where the body waits until it may go on. */
    final Doorbell producer = new Doorbell();

    /** Null once it has run: a generator that is kept does not keep its body. */
    private @Nullable Source<T> source;
    private final Class<?> function;
    /** Where its body runs: in the context of whoever opened it, though others pull. Null once it has run. */
    private @Nullable Carried opened = Carried.capture();
    private final GeneratorOptions options;
    private final RunJob job;
    private final Stoppable stoppable = new Stoppable();
    private final Fate fate = new Fate(this::report);
    /** Why it was told to stop. */
    private volatile @Nullable String stopped;
    /** Whether it has been reported that its cleanup outlasts the close limit. */
    private final AtomicBoolean late = new AtomicBoolean();
    /** How often the body went on although it was told. Its own. */
    private int ignored;

    Run(Source<T> source, GeneratorOptions options) {
        this.source = source;
        this.function = Body.origin(source.function());
        this.options = options;
        this.job = new RunJob(RunningLoop.resolve(options.level()), function);
    }

    /** It is over: tells whoever waits for items. Called once, anywhere; it was opened in this context. */
    abstract void tellEnd(@Nullable Carried context);

    /** It was told to stop: tells whoever waits for items. Any thread. */
    abstract void tellStop();

    /** Whether its body runs before it is asked to. */
    abstract boolean isAhead();

    // ---- beginning

    final boolean isNew() {
        return !job.isClaimed() && !isOver();
    }

    /** Starts its job, if that has not been done. */
    final void begin() {
        if (!job.claim()) {
            return;
        }
        if (stopped != null) {
            finishWithoutJob(null);
            return;
        }
        try {
            start();
        } catch (Throwable error) {
            finishWithoutJob(error);
        }
    }

    private void start() {
        Promise<?> started = job.start(this, opened);
        if (!started.observe(() -> jobEnded(started))) {
            jobEnded(started);
        }
        if (stopped != null) {
            job.drop();
        }
    }

    /** Ends it before its body has begun; does nothing to one that has. */
    final void skip() {
        if (job.claim()) {
            finishWithoutJob(null);
        }
    }

    private void finishWithoutJob(@Nullable Throwable error) {
        job.refuse();
        finish(error);
    }

    /** Its job has settled: if the body did not say how it ended, it never began, or was given up. */
    private void jobEnded(Promise<?> settled) {
        Throwable refused = settled.failure();
        settled.markSeen();
        if (!fate.isDecided()) {
            if (refused == null) {
                stopAtEmit(name() + " was cancelled by its level");
            }
            finish(refused);
        }
    }

    @Override
    public final Object function() {
        Source<T> code = source;
        return code == null ? function : code.function();
    }

    @Override
    public final @Nullable Void call() {
        job.runsOn(Thread.currentThread());
        Throwable error = null;
        Source<T> code = source;
        source = null;
        try {
            if (stopped == null && code != null) {
                stoppable.run(() -> code.run(this));
            }
        } catch (Throwable thrown) {
            error = thrown;
        }
        job.runsOn(null);
        finish(error);
        return null;
    }

    /** What it is called in messages. */
    final String name() {
        return job.name();
    }

    // ---- ending

    private void forgetWork() {
        source = null;
        opened = null;
    }

    private void finish(@Nullable Throwable error) {
        if (fate.decide(error, stopped != null)) {
            Carried context = opened;
            forgetWork();
            tellEnd(context);
        }
    }

    /** Whether its body has ended, or never will begin. */
    final boolean isOver() {
        return fate.isOver();
    }

    /** Why it was told to stop, or null. Looked at where it emits. */
    final @Nullable String stopped() {
        return stopped;
    }

    /** What its body is told where it emits: to stop; if it was told that before, that it does wrong. By its own strand. */
    final RuntimeException told(String reason) {
        if (stoppable.tell()) {
            return new CancelledException(reason);
        }
        if (ignored++ > 0) {
            giveUp(new IllegalStateException(IGNORED));
        }
        return new IllegalStateException(IGNORED);
    }

    /** Tells it to stop, and does not wait. Any thread. */
    final void stop(String reason) {
        stopAtEmit(reason);
        stopWait(reason);
    }

    /** Tells it to stop where it emits, and lets it run on to there. */
    final void stopAtEmit(String reason) {
        if (STOPPED.compareAndSet(this, null, reason)) {
            producer.ring();
            tellStop();
        }
        job.drop();
    }

    /** Ends the wait, or the plain blocking call, that a body is in which was told to stop. */
    final void stopWait(String reason) {
        stoppable.stop(reason);
    }

    /** Takes the failure, to throw it; null when there is none, or somebody else has it. */
    final @Nullable Throwable takeFailure() {
        return fate.take();
    }

    /** Nobody comes for a failure any more. */
    final void leave() {
        fate.leave();
    }

    final void report(Throwable error) {
        job.report(error);
    }

    /** Throws where a pull would wait for ever: in its own body, and on the only thread that could run that. */
    final void refusePull() {
        job.refuseOwn("pulled");
        if (!isOver()) {
            job.refuseConfined("pulled");
        }
    }

    /** Throws where a close would wait for ever, as {@link #refusePull}. */
    final void refuseClose() {
        job.refuseOwn("closed");
        if (!isNew() && !isOver()) {
            job.refuseConfined("closed");
        }
    }

    /** Tells it to stop and waits for its cleanup, whatever is cancelled meanwhile; throws what that failed with. */
    final void close() {
        refuseClose();
        stop(name() + " was closed");
        Throwable unseen = endedWith();
        if (job.isRefused()) {
            return; // it never began, which is for the pull to tell that wanted it to
        }
        if (unseen != null && !fate.isInCleanup() && isAhead()) {
            report(unseen); // nobody came so far as to ask for what failed
        } else if (unseen != null) {
            throw Sneaky.raise(unseen);
        }
    }

    /** Waits for the cleanup of a run that was told to stop; the failure that nobody has taken, or null. */
    final @Nullable Throwable endedWith() {
        begin();
        if (!job.awaitEnd(options.closeLimit())) {
            if (late.compareAndSet(false, true) && options.closeLimit().isPositive()) {
                report(new TimeoutException("the cleanup of " + name() + " did not end within " + options.closeLimit()
                        + " of its close and goes on in the background"));
            }
            leave();
            return null;
        }
        Throwable unseen = takeFailure();
        return unseen == null ? null : Failures.withCallersSide(unseen);
    }

    /** Whether it had been told to stop before it failed. Once it is over. */
    final boolean failedInCleanup() {
        return fate.isInCleanup();
    }

    /** Its level is closing. */
    @Override
    public final void evict(String reason) {
        stop(reason);
        leave();
    }

    /** Nobody can pull any more: it was forgotten. Called by the cleaner's thread. */
    final void abandon() {
        if (!isOver() && stopped == null) {
            report(new IllegalStateException(name() + " was abandoned without close, its body in the middle:"
                    + " use it in try-with-resources"));
            stop(name() + " was abandoned");
        }
        leave();
    }

    /** Its body will not stop: ends without it, and leaves it asleep for good. Called by the body's own strand. */
    private void giveUp(IllegalStateException error) {
        finish(error);
        job.abandonHere(error.toString());
    }
}
