package dev.footbridge;

import dev.footbridge.app.Defaults;
import dev.footbridge.internal.Body;
import dev.footbridge.internal.Durations;
import dev.footbridge.internal.FutureWait;
import dev.footbridge.internal.Pause;
import dev.footbridge.internal.Promise;
import dev.footbridge.internal.Scoped;
import dev.footbridge.internal.Shield;
import dev.footbridge.internal.StageWait;
import dev.footbridge.internal.Strand;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The part of {@link Async} that waits: for a value, for time, with limits. Split off for size: use {@link Async}. */
@SuppressWarnings("overloads") // told apart by what the function returns
abstract class AsyncWaits extends AsyncGathers {

    private static final String NO_TASK = "the task is null: give one that was started";
    private static final String NO_FUTURE = "the future is null: give one to wait for";
    private static final String NO_JOB = "the job is null: give a function to run";

    AsyncWaits() {}

    /**
     * Waits for the value of a task: lets the others of a loop run, blocks any other thread.
     *
     * @param <T> the type of the value
     * @param task what to wait for
     * @return the value; what it failed with is thrown, without wrappers
     */
    public static <T extends @Nullable Object> T await(Task<T> task) {
        return Objects.requireNonNull(task, NO_TASK).result();
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
        return StageWait.await(Objects.requireNonNull(future, NO_FUTURE));
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
        return StageWait.await(Objects.requireNonNull(stage, "the stage is null: give one to wait for"));
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
        return FutureWait.await(Objects.requireNonNull(future, NO_FUTURE));
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
        Callable<T> body = Body.of(code);
        return Scoped.within(limit, _ -> body.call());
    }

    /**
     * Runs an async function with a time limit, as {@link #withTimeout(Duration, Callable)}: its stage must complete in
     * time.
     *
     * @param <T> the type of the value
     * @param limit how long; with zero or less the function is not called
     * @param code what to run, called on the calling thread
     * @return its value; what its stage fails with is thrown
     * @throws TimeoutException if it was cancelled because the time was up
     */
    public static <T extends @Nullable Object> T withTimeout(Duration limit, AsyncCallable<T> code)
            throws TimeoutException {
        return withTimeout(limit, Body.of(code));
    }

    /**
     * Runs code without a value with a time limit, as {@link #withTimeout(Duration, Callable)}.
     *
     * @param limit how long; with zero or less the code does not start
     * @param code what to run, on the calling thread
     * @throws TimeoutException if the code was cancelled because the time was up
     */
    public static void withTimeout(Duration limit, BlockingAction code) throws TimeoutException {
        withTimeout(limit, Body.of(code));
    }

    /**
     * Runs code with a time limit that it may move, as {@link #withTimeout(Duration, Callable)}. Inside a lambda that
     * is itself given to {@code start} or {@code call} the parameter needs its type: {@code (Deadline deadline) ->
     * ...}.
     *
     * @param <T> the type of the value
     * @param limit how long; with zero or less the code does not start
     * @param code what to run, on the calling thread
     * @return its value; what it throws is thrown
     * @throws TimeoutException if the code was cancelled because the time was up
     */
    public static <T extends @Nullable Object> T withDeadline(Duration limit, Deadline.Body<T> code)
            throws TimeoutException {
        Objects.requireNonNull(code, NO_JOB);
        return Scoped.within(limit, expiry -> code.run(new Deadline(expiry)));
    }

    /**
     * Runs code with a time limit and, when the time is up, goes on without its value: the code is cancelled, with
     * everything it waits for, and its cleanup is awaited. A cancel from outside stays a cancel. As
     * {@link #withTimeout(Duration, Callable)}, without the error.
     *
     * @param <T> the type of the value
     * @param limit how long; with zero or less the code does not start
     * @param code what to run, on the calling thread
     * @return its value; empty if it was cancelled because the time was up, or if the value is null. What it throws is
     *         thrown
     */
    @SuppressWarnings("NullAway") // the value of an Optional's own type
    public static <T> Optional<T> moveOnAfter(Duration limit, Callable<T> code) {
        Objects.requireNonNull(code, NO_JOB);
        return Optional.ofNullable(Scoped.<@Nullable T>unlessExpired(limit, code::call, null));
    }

    /**
     * Runs an async function with a time limit, as {@link #moveOnAfter(Duration, Callable)}: until its stage completes.
     *
     * @param <T> the type of the value
     * @param limit how long; with zero or less the function is not called
     * @param code what to run, called on the calling thread
     * @return its value; empty if it was cancelled because the time was up, or if the value is null
     */
    public static <T> Optional<T> moveOnAfter(Duration limit, AsyncCallable<T> code) {
        return moveOnAfter(limit, Body.of(code));
    }

    /**
     * Runs code without a value with a time limit, as {@link #moveOnAfter(Duration, Callable)}.
     *
     * @param limit how long; with zero or less the code does not start
     * @param code what to run, on the calling thread
     * @return whether it came to its end; false if it was cancelled because the time was up
     */
    public static boolean moveOnAfter(Duration limit, BlockingAction code) {
        Objects.requireNonNull(code, NO_JOB);
        return Scoped.unlessExpired(limit, () -> {
            code.run();
            return true;
        }, false);
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
     * Runs an async function, and waits for its stage, out of reach of cancels, as {@link #shielded(Callable)}.
     *
     * @param <T> the type of the value
     * @param code what to run, called on the calling thread
     * @return its value; what its stage fails with is thrown
     */
    public static <T extends @Nullable Object> T shielded(AsyncCallable<T> code) {
        return Scoped.shielded(Body.of(code));
    }

    /**
     * Runs code without a value out of reach of cancels, as {@link #shielded(Callable)}.
     *
     * @param code what to run, on the calling thread
     */
    public static void shielded(BlockingAction code) {
        Scoped.shielded(Body.of(code));
    }

    /**
     * A view of a task that cancels do not pass: cancelling the view, or code that waits for it, leaves the task
     * running.
     *
     * @param <T> the type of the value
     * @param task what to protect
     * @return the view; it settles with the task's outcome, or as cancelled as soon as it is
     */
    public static <T extends @Nullable Object> Task<T> shield(Task<T> task) {
        return Shield.of(Promise.of(Objects.requireNonNull(task, NO_TASK)));
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
