package dev.footbridge;

import dev.footbridge.app.Defaults;
import dev.footbridge.internal.Body;
import dev.footbridge.internal.Durations;
import dev.footbridge.internal.FutureWait;
import dev.footbridge.internal.Gathering;
import dev.footbridge.internal.Gathering.Until;
import dev.footbridge.internal.Pause;
import dev.footbridge.internal.Promise;
import dev.footbridge.internal.Scoped;
import dev.footbridge.internal.Shield;
import dev.footbridge.internal.StageWait;
import dev.footbridge.internal.Strand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The part of {@link Async} that waits: for values, for time, with limits. Split off for size: use {@link Async}. */
abstract class AsyncWaits extends AsyncConversions {

    AsyncWaits() {}

    /**
     * Waits for the value of a task: lets the others of a loop run, blocks any other thread.
     *
     * @param <T> the type of the value
     * @param task what to wait for
     * @return the value; what it failed with is thrown, without wrappers
     */
    public static <T extends @Nullable Object> T await(Task<T> task) {
        return task.result();
    }

    /**
     * Waits for the value of a future: lets the others of a loop run, blocks any other thread. A cancel of the waiting
     * code cancels it.
     *
     * @param <T> the type of the value
     * @param future what to wait for
     * @return the value; what it failed with is thrown, without wrappers
     */
    public static <T extends @Nullable Object> T await(CompletableFuture<T> future) {
        return StageWait.await(future);
    }

    /**
     * Waits for the value of a stage: lets the others of a loop run, blocks any other thread. A cancel of the waiting
     * code cancels it.
     *
     * @param <T> the type of the value
     * @param stage what to wait for
     * @return the value; what it failed with is thrown, without wrappers
     */
    public static <T extends @Nullable Object> T await(CompletionStage<T> stage) {
        return StageWait.await(stage);
    }

    /**
     * Waits for the value of a future that only knows how to block; a thread does that meanwhile: lets the others of a
     * loop run, blocks any other thread. A cancel of the waiting code cancels it.
     *
     * @param <T> the type of the value
     * @param future what to wait for
     * @return the value; what it failed with is thrown, without wrappers
     */
    public static <T extends @Nullable Object> T await(Future<T> future) {
        return FutureWait.await(future);
    }

    /**
     * Waits for the value of an async function, called on the loop: lets the others of a loop run, blocks any other
     * thread.
     *
     * @param <T> the type of the value
     * @param function what to wait for
     * @return the value; what it failed with is thrown, without wrappers
     */
    public static <T extends @Nullable Object> T await(AsyncCallable<T> function) {
        return Defaults.loop().call(function);
    }

    /**
     * Waits for the values of tasks that run at once. If one fails, the others are cancelled, their cleanup awaited, and
     * the first failure is thrown with the other ones suppressed.
     *
     * @param <T> the type of the values
     * @param tasks what to wait for; one given twice fills both places
     * @return the values in the order given; the list cannot be changed
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public static <T extends @Nullable Object> List<T> gather(Task<? extends T>... tasks) {
        return gather(List.of(tasks));
    }

    /**
     * Waits for the values of tasks that run at once, as {@link #gather(Task...)}.
     *
     * @param <T> the type of the values
     * @param tasks what to wait for
     * @return the values in the order given; the list cannot be changed
     */
    @SuppressWarnings("unchecked") // a task of a subtype brings that subtype
    public static <T extends @Nullable Object> List<T> gather(Collection<? extends Task<? extends T>> tasks) {
        return Gathering.values(Gathering.promises((Collection<Task<T>>) tasks));
    }

    /**
     * Waits until all tasks have ended, or the limit is over. Cancels nothing and throws nothing for what failed.
     *
     * @param <T> the type of the values
     * @param tasks what to wait for
     * @param limit how long
     * @return which had ended and which had not
     */
    public static <T extends @Nullable Object> Waited<T> waitAll(Collection<? extends Task<T>> tasks, Duration limit) {
        return waitFor(tasks, Until.ALL, limit);
    }

    /**
     * Waits until one of the tasks has ended, or the limit is over. Cancels nothing and throws nothing for what failed.
     *
     * @param <T> the type of the values
     * @param tasks what to wait for
     * @param limit how long
     * @return which had ended and which had not
     */
    public static <T extends @Nullable Object> Waited<T> waitAny(Collection<? extends Task<T>> tasks, Duration limit) {
        return waitFor(tasks, Until.FIRST, limit);
    }

    /**
     * Waits until one of the tasks has failed or was cancelled, all have ended, or the limit is over. Cancels nothing.
     *
     * @param <T> the type of the values
     * @param tasks what to wait for
     * @param limit how long
     * @return which had ended and which had not
     */
    public static <T extends @Nullable Object> Waited<T> waitFirstFailure(Collection<? extends Task<T>> tasks,
            Duration limit) {
        return waitFor(tasks, Until.FIRST_FAILURE, limit);
    }

    private static <T extends @Nullable Object> Waited<T> waitFor(Collection<? extends Task<T>> tasks, Until until,
            Duration limit) {
        List<Promise<T>> distinct = List.copyOf(new LinkedHashSet<>(Gathering.<T>promises(tasks)));
        Gathering.await(distinct, until, Durations.nanos(limit));
        List<Task<T>> done = new ArrayList<>(distinct.size());
        List<Task<T>> pending = new ArrayList<>();
        distinct.forEach(task -> (task.isDone() ? done : pending).add(task));
        return new Waited<>(done, pending);
    }

    /**
     * The tasks in the order in which they end. Of no tasks it is empty.
     *
     * @param <T> the type of the values
     * @param tasks what to wait for; one given twice comes once
     * @return the tasks themselves, one by one; close it to cancel those not returned yet
     */
    public static <T extends @Nullable Object> Completions<T> asCompleted(Collection<? extends Task<T>> tasks) {
        return new Completions<>(tasks);
    }

    // ---- time and cancellation

    /**
     * Waits for this long: lets the others of a loop run, blocks any other thread.
     *
     * @param time how long; zero or less is a {@link #yieldNow}
     */
    public static void sleep(Duration time) {
        Pause.sleep(Durations.nanos(time));
    }

    /** Lets every coroutine of the loop that is ready run once; on any other thread, hints the scheduler. */
    public static void yieldNow() {
        Pause.yieldNow();
    }

    /**
     * Runs code with a time limit. When the time is up the code is cancelled, with everything it waits for, and its
     * cleanup is awaited. A cancel from outside stays a cancel.
     *
     * @param <T> the type of the value
     * @param limit how long; with zero or less the code does not start
     * @param code what to run, on the calling thread
     * @return its value; what it throws is thrown
     * @throws TimeoutException if the code was cancelled because the time was up
     */
    public static <T extends @Nullable Object> T withTimeout(Duration limit, Callable<T> code) throws TimeoutException {
        return Scoped.within(limit, _ -> code.call());
    }

    /**
     * Runs code with a time limit that it may move, as {@link #withTimeout}. Inside a lambda that is itself given
     * to {@code start} or {@code call} the parameter needs its type: {@code (Deadline deadline) -> ...}.
     *
     * @param <T> the type of the value
     * @param limit how long; with zero or less the code does not start
     * @param code what to run, on the calling thread
     * @return its value; what it throws is thrown
     * @throws TimeoutException if the code was cancelled because the time was up
     */
    public static <T extends @Nullable Object> T withDeadline(Duration limit, Deadline.Body<T> code)
            throws TimeoutException {
        return Scoped.within(limit, expiry -> code.run(new Deadline(expiry)));
    }

    /**
     * Runs code that no cancel from outside reaches, and no interrupt: cleanup that has to wait. What was kept off
     * arrives at the next wait after it.
     *
     * @param <T> the type of the value
     * @param code what to run, on the calling thread
     * @return its value; what it throws is thrown
     */
    public static <T extends @Nullable Object> T shielded(Callable<T> code) {
        return Scoped.shielded(Body.of(code));
    }

    /**
     * A view of a task that cancels do not pass: cancelling the view, or code that waits for it, leaves the task running.
     *
     * @param <T> the type of the value
     * @param task what to protect
     * @return the view; it settles with the task's outcome, or as cancelled as soon as it is
     */
    public static <T extends @Nullable Object> Task<T> shield(Task<T> task) {
        return Shield.of(Promise.of(task));
    }

    /**
     * Throws if the calling job has been cancelled: for code that computes for long without waiting.
     *
     * @throws CancelledException if it has
     * @throws IllegalStateException if the calling thread runs no job of Footbridge's
     */
    public static void checkCancelled() {
        Strand strand = Strand.current();
        if (strand == null) {
            throw new IllegalStateException(
                    "checkCancelled() is for code that runs on a level (" + Thread.currentThread()
                            + " does not): start the code on one");
        }
        strand.checkCancelled();
    }
}
