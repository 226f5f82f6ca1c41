package dev.footbridge.internal;

import dev.footbridge.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A level as an {@link ExecutorService}. It knows the jobs that came through it and no others; its end is not the
 * level's.
 *
 * <p>What fails in {@link #execute} goes to the level's failure handler, at once: nobody holds its task, and the thread
 * is not the job's to kill (on an event loop it may be a caller's own, or that of the next coroutine).
 */
public class LevelExecutor implements ExecutorService {

    private final Level level;
    private final ViewJobs jobs = new ViewJobs();

    /** A new view of this level. */
    public LevelExecutor(Level level) {
        this.level = level;
    }

    // ---- jobs

    @Override
    public final void execute(Runnable job) {
        startWithoutValue(job).reportAtOnce();
    }

    @Override
    public final <T> Future<T> submit(Callable<T> job) {
        return start(job);
    }

    @Override
    public final <T> Future<T> submit(Runnable job, T value) {
        return start(Body.of(job, value), job);
    }

    @Override
    public final Future<?> submit(Runnable job) {
        return startWithoutValue(job);
    }

    @Override
    public final <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> jobs) throws InterruptedException {
        return new Invocation<T>(this, "invokeAll", jobs).all(null);
    }

    @Override
    public final <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> jobs, long timeout, TimeUnit unit)
            throws InterruptedException {
        return new Invocation<T>(this, "invokeAll", jobs).all(Duration.ofNanos(unit.toNanos(timeout)));
    }

    @Override
    public final <T> T invokeAny(Collection<? extends Callable<T>> jobs)
            throws InterruptedException, ExecutionException {
        try {
            return new Invocation<T>(this, "invokeAny", jobs).any(null);
        } catch (TimeoutException impossible) {
            throw new AssertionError("a wait without a limit timed out", impossible);
        }
    }

    @Override
    public final <T> T invokeAny(Collection<? extends Callable<T>> jobs, long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        return new Invocation<T>(this, "invokeAny", jobs).any(Duration.ofNanos(unit.toNanos(timeout)));
    }

    private Promise<@Nullable Void> startWithoutValue(Runnable job) {
        return start(Body.withoutValue(job), job);
    }

    <T extends @Nullable Object> Promise<T> start(Callable<T> job) {
        return start(Body.of(job), new Unbegun(job));
    }

    /** Starts a job; {@code again} is what {@link #shutdownNow} returns for it if it never begins. */
    private <T extends @Nullable Object> Promise<T> start(Callable<T> job, Runnable again) {
        if (!jobs.enter()) {
            throw rejected();
        }
        try {
            Promise<T> task = Promise.of(level.start(mayRunInPlace(job) ? new InPlace<>(job, jobs, again) : job));
            if (!jobs.add(task, again) && jobs.stop(task)) {
                throw rejected();
            }
            return task;
        } finally {
            jobs.leave();
        }
    }

    private boolean mayRunInPlace(Callable<?> job) {
        Level inside = InContext.inside(level);
        return inside == CallerLevel.CALLER || (inside instanceof ExecutorLevel executor && executor.hosts(job));
    }

    /** Lets a job for later begin; {@code again} is what {@link #shutdownNow} returns for it if it never runs. */
    final void admit(ScheduledTask<?> task, Runnable again) {
        if (!jobs.enter()) {
            throw rejected();
        }
        try {
            if (!jobs.add(task, again) && jobs.stop(task)) {
                throw rejected();
            }
            task.begin();
        } finally {
            jobs.leave();
        }
    }

    private RejectedExecutionException rejected() {
        return new RejectedExecutionException(
                name() + " was shut down and takes no new work: take another from the level");
    }

    private String name() {
        return "the executor of level '" + level.name() + "'";
    }

    /** What is left of a job with a value that never began. */
    record Unbegun(Callable<?> function) implements Runnable, Body.Wrapper {
        @Override
        public void run() {
            try {
                function.call();
            } catch (Throwable error) {
                throw Sneaky.raise(error);
            }
        }
    }

    /**
     * A job that may have ended when the level's {@code start} returns, so that it is known in time only if it says itself.
     */
    private record InPlace<T extends @Nullable Object>(Callable<T> function, ViewJobs jobs,
            Runnable again) implements Callable<T>, Body.Wrapper {
        @Override
        public T call() throws Exception {
            Promise<?> task = Strand.here().task();
            if (task != null && !jobs.add(task, again)) {
                jobs.stop(task);
            }
            return function.call();
        }
    }

    // ---- the end

    @Override
    public final void shutdown() {
        jobs.shut();
    }

    @Override
    public final List<Runnable> shutdownNow() {
        return jobs.stopAll(name() + " was shut down");
    }

    @Override
    public final boolean isShutdown() {
        return jobs.isShut();
    }

    @Override
    public final boolean isTerminated() {
        return jobs.haveEnded();
    }

    @Override
    public final boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        Strand strand = Strand.here();
        return switch (jobs.await(strand, strand.deadline(unit.toNanos(timeout)))) {
            case SIGNALLED -> true;
            case TIMED_OUT, REFUSED -> false;
            case CANCELLED -> throw strand.met().exception();
            case INTERRUPTED -> throw new InterruptedException("interrupted while waiting for the jobs of " + name());
        };
    }

    @Override
    public final void close() {
        Strand strand = Strand.here();
        shutdown();
        switch (jobs.awaitUnlessOwn(strand)) {
            case SIGNALLED, TIMED_OUT, REFUSED -> {
                if (jobs.isOwn(strand)) {
                    throw new IllegalStateException(
                            name() + " was closed by one of its own jobs, which it cannot wait for"
                                    + " (it takes no new work now): shut it down there, and close it from outside");
                }
            }
            case CANCELLED -> {
                stopAndWait(strand, "the code that was closing " + name() + " was cancelled");
                strand.checkCancelled();
            }
            case INTERRUPTED -> {
                try {
                    stopAndWait(strand, "the thread that was closing " + name() + " was interrupted");
                } finally {
                    strand.thread().interrupt();
                }
            }
        }
    }

    private void stopAndWait(Strand strand, String reason) {
        jobs.stopAll(reason);
        strand.shielded(() -> jobs.await(strand, Strand.NEVER));
    }

    @Override
    public final String toString() {
        return name() + "[" + (isTerminated() ? "terminated" : isShutdown() ? "shut down" : "running") + ", "
                + jobs.size() + " jobs]";
    }
}
