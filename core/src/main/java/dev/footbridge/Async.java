package dev.footbridge;

import dev.footbridge.app.Defaults;
import dev.footbridge.internal.Promise;
import dev.footbridge.internal.Strand;
import dev.footbridge.loop.EventLoop;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The one static import: asyncio's vocabulary, callable from anywhere.
 *
 * {@snippet :
 * import static dev.footbridge.Async.*;
 *
 * Task<Price> price = start(() -> fetchPrice(id));      // a coroutine on the event loop
 * Task<User> user = run(() -> users.find(id));          // a blocking function on a thread
 * Offer offer = new Offer(await(price), await(user));   // suspends a coroutine, blocks a thread
 * }
 *
 * <p>"The loop" is the event loop whose coroutine is running; on any other thread the app-wide one, which is opened
 * when it is first needed and aborted when the JVM shuts down. Waiting methods throw {@link CancelledException} when
 * the waiting code is cancelled or its thread interrupted (the flag stays set), and the original exception of what they
 * wait for, checked ones included. All methods may be called from any thread.
 */
@SuppressWarnings("overloads") // told apart by what the function returns
public final class Async extends AsyncWaits {

    private Async() {}

    // ---- the app-wide loop and pool

    /**
     * The app-wide event loop, opened at the first use. Resolved at each call: once closed, the next use opens another.
     *
     * @throws IllegalStateException if it would have to be opened while the JVM shuts down
     */
    public static EventLoop getEventLoop() {
        return Defaults.appLoop();
    }

    /**
     * Makes this the app-wide event loop. Whoever sets it closes it.
     *
     * @param loop an open loop
     * @throws IllegalStateException if another one is set and open
     */
    public static void setEventLoop(EventLoop loop) {
        Defaults.setLoop(loop);
    }

    /**
     * An event loop that nothing else uses at the moment: the current one if it is idle, else a fresh one. Until the
     * lease is closed it is what {@link #getEventLoop} returns on this thread.
     */
    public static LoopLease idleEventLoop() {
        return LoopLease.open();
    }

    /** The loop whose coroutine runs on the calling thread, if there is one. */
    public static Optional<EventLoop> runningLoop() {
        return EventLoop.running();
    }

    /** The task whose code calls this, if there is one. */
    public static Optional<Task<?>> currentTask() {
        Strand strand = Strand.current();
        return strand == null ? Optional.empty() : Optional.ofNullable(strand.task());
    }

    // ---- start, run, block

    /**
     * Starts a coroutine on the loop.
     *
     * @param <T> the type of the value
     * @param job what to run
     * @return its task
     */
    public static <T extends @Nullable Object> Task<T> start(Callable<T> job) {
        return Defaults.loop().start(job);
    }

    /**
     * Starts an async function on the loop.
     *
     * @param <T> the type of the value
     * @param job what to run
     * @return its task
     */
    public static <T extends @Nullable Object> Task<T> start(AsyncCallable<T> job) {
        return Defaults.loop().start(job);
    }

    /**
     * Starts a coroutine without a value on the loop.
     *
     * @param job what to run
     * @return its task
     */
    public static Task<@Nullable Void> start(BlockingAction job) {
        return Defaults.loop().start(job);
    }

    /**
     * Runs a blocking function where its kind belongs, on the app-wide thread pool.
     *
     * @param <T> the type of the value
     * @param job what to run
     * @return its task
     */
    public static <T extends @Nullable Object> Task<T> run(Callable<T> job) {
        return Defaults.pool().start(job);
    }

    /**
     * Runs an async function where its kind belongs, on the loop.
     *
     * @param <T> the type of the value
     * @param job what to run
     * @return its task
     */
    public static <T extends @Nullable Object> Task<T> run(AsyncCallable<T> job) {
        return Defaults.loop().start(job);
    }

    /**
     * Runs a blocking job where its kind belongs, on the app-wide thread pool.
     *
     * @param job what to run
     * @return its task
     */
    public static Task<@Nullable Void> run(BlockingAction job) {
        return Defaults.pool().start(job);
    }

    /**
     * Runs a blocking function and waits for it: in place, except that a coroutine has it run on the app-wide thread
     * pool, so that its loop goes on.
     *
     * @param <T> the type of the value
     * @param job what to run
     * @return its value
     */
    public static <T extends @Nullable Object> T block(Callable<T> job) {
        return (Strand.inCoroutine() ? Defaults.pool() : Level.caller()).call(job);
    }

    /**
     * Runs an async function on the loop and waits for it.
     *
     * @param <T> the type of the value
     * @param job what to run
     * @return its value
     */
    public static <T extends @Nullable Object> T block(AsyncCallable<T> job) {
        return Defaults.loop().call(job);
    }

    /**
     * Runs a blocking job and waits for it, as {@link #block(Callable)}.
     *
     * @param job what to run
     */
    public static void block(BlockingAction job) {
        (Strand.inCoroutine() ? Defaults.pool() : Level.caller()).call(job);
    }

    /**
     * Runs a blocking function in the background, on the app-wide thread pool: nobody needs to look at its task, a
     * failure is reported at once.
     *
     * @param <T> the type of the value
     * @param job what to run
     * @return its task
     */
    public static <T extends @Nullable Object> Task<T> background(Callable<T> job) {
        return unwatched(Defaults.pool().start(job));
    }

    /**
     * Runs an async function in the background, on the app-wide loop: nobody needs to look at its task, a failure is
     * reported at once.
     *
     * @param <T> the type of the value
     * @param job what to run
     * @return its task
     */
    public static <T extends @Nullable Object> Task<T> background(AsyncCallable<T> job) {
        return unwatched(Defaults.appLoop().start(job));
    }

    /**
     * Runs a blocking job in the background, as {@link #background(Callable)}.
     *
     * @param job what to run
     * @return its task
     */
    public static Task<@Nullable Void> background(BlockingAction job) {
        return unwatched(Defaults.pool().start(job));
    }

    /**
     * Runs a blocking function in the background if it need not queue; see {@link #background(Callable)}.
     *
     * @param <T> the type of the value
     * @param job what to run
     * @return its task, or empty if the app-wide thread pool is full
     */
    public static <T extends @Nullable Object> Optional<Task<T>> tryBackground(Callable<T> job) {
        return Defaults.pool().tryStart(job).map(Async::unwatched);
    }

    /**
     * Runs an async function in the background, on the app-wide loop, which never refuses; see
     * {@link #background(AsyncCallable)}.
     *
     * @param <T> the type of the value
     * @param job what to run
     * @return its task
     */
    public static <T extends @Nullable Object> Optional<Task<T>> tryBackground(AsyncCallable<T> job) {
        return Defaults.appLoop().tryStart(job).map(Async::unwatched);
    }

    /**
     * Runs a blocking job in the background if it need not queue; see {@link #background(BlockingAction)}.
     *
     * @param job what to run
     * @return its task, or empty if the app-wide thread pool is full
     */
    public static Optional<Task<@Nullable Void>> tryBackground(BlockingAction job) {
        return Defaults.pool().tryStart(job).map(Async::unwatched);
    }

    private static <T extends @Nullable Object> Task<T> unwatched(Task<T> task) {
        Promise.of(task).reportAtOnce();
        return task;
    }
}
