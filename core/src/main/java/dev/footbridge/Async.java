package dev.footbridge;

import dev.footbridge.app.CallerThread;
import dev.footbridge.app.Defaults;
import dev.footbridge.app.OwnThread;
import dev.footbridge.internal.Body;
import dev.footbridge.internal.Promise;
import dev.footbridge.internal.Strand;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.threads.ThreadPool;
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
     * The app-wide thread pool for blocking functions, opened at the first use, without a limit.
     *
     * @throws IllegalStateException if it would have to be opened while the JVM shuts down
     */
    public static ThreadPool getThreadPool() {
        return Defaults.pool();
    }

    /**
     * Makes this the app-wide thread pool. Whoever sets it closes it.
     *
     * @param pool an open pool
     * @throws IllegalStateException if another one is set and open
     */
    public static void setThreadPool(ThreadPool pool) {
        Defaults.setPool(pool);
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

    /**
     * The thread that called into the running asynchronous code, as a level: by {@code loop.call}, {@code block}, or a
     * blocking view of an async function. It runs what it is given while it waits in that call, also what tasks start
     * that the call started, so that what is bound to the thread, such as a transaction, holds there. What outlives the
     * call, and code that no thread called, has one thread in common: that of {@link #withOwnThread} around it, else one
     * for the whole application. On a thread that runs no job of Footbridge's it is that thread itself.
     *
     * {@snippet :
     * transaction.begin();                                   // bound to this thread
     * loop.call(() -> {
     *     Price price = await(fetchPrice(id));               // others run meanwhile
     *     callerThread().call(() -> prices.save(price));     // on this thread, in the transaction
     *     return price;
     * });
     * transaction.commit();
     * }
     *
     * <p>Jobs run one at a time, in the order they were started; one that waits lets the next begin on top of it.
     */
    public static Level callerThread() {
        return CallerThread.LEVEL;
    }

    /**
     * Runs code in a scope with a thread of its own for what is started on {@link #callerThread()} where no thread called.
     * Scopes inside it share the thread, which ends with the scope.
     *
     * @param <T> the type of the value
     * @param code what to run, on the calling thread
     * @return its value, once all that was started on the thread has ended; what it throws is thrown
     */
    public static <T extends @Nullable Object> T withOwnThread(Callable<T> code) {
        return OwnThread.around(code);
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

    /**
     * Starts a blocking function on the app-wide thread pool, for coroutines that must not block their loop.
     *
     * @param <T> the type of the value
     * @param job what to run
     * @return its task
     * @throws CancelledException if the calling code is cancelled; the function then never starts
     */
    public static <T extends @Nullable Object> Task<T> toThread(Callable<T> job) {
        return toThread(job, OnCancel.WAIT);
    }

    /**
     * Starts an async function on the app-wide thread pool, as {@link #toThread(Callable)}.
     *
     * @param <T> the type of the value
     * @param job what to run
     * @return its task
     * @throws CancelledException if the calling code is cancelled; the function then never starts
     */
    public static <T extends @Nullable Object> Task<T> toThread(AsyncCallable<T> job) {
        return toThread(Body.of(job), OnCancel.WAIT);
    }

    /**
     * Starts a blocking job on the app-wide thread pool, as {@link #toThread(Callable)}.
     *
     * @param job what to run
     * @return its task
     * @throws CancelledException if the calling code is cancelled; the job then never starts
     */
    public static Task<@Nullable Void> toThread(BlockingAction job) {
        return toThread(Body.of(job), OnCancel.WAIT);
    }

    /**
     * Starts a blocking function on the app-wide thread pool and says what a cancel does about its thread.
     *
     * @param <T> the type of the value
     * @param job what to run
     * @param onCancel whether a cancelled task waits for its thread
     * @return its task
     * @throws CancelledException if the calling code is cancelled; the function then never starts
     */
    public static <T extends @Nullable Object> Task<T> toThread(Callable<T> job, OnCancel onCancel) {
        Strand.here().checkCancelled();
        return Defaults.pool().start(job, onCancel);
    }
}
