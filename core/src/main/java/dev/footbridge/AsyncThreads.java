package dev.footbridge;

import dev.footbridge.app.CallerThread;
import dev.footbridge.app.Defaults;
import dev.footbridge.app.OwnThread;
import dev.footbridge.internal.Body;
import dev.footbridge.internal.Strand;
import dev.footbridge.threads.ThreadPool;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The part of {@link Async} that says which thread blocking code runs on. Split off for size: use {@link Async}. */
@SuppressWarnings("overloads") // told apart by what the function returns
abstract class AsyncThreads {

    AsyncThreads() {}

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

    // ---- always the same thread

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

    /**
     * Runs an async function in a scope with a thread of its own, as {@link #withOwnThread(Callable)}.
     *
     * @param <T> the type of the value
     * @param code what to run, called on the calling thread
     * @return its value, once all that was started on the thread has ended; what its stage fails with is thrown
     */
    public static <T extends @Nullable Object> T withOwnThread(AsyncCallable<T> code) {
        return OwnThread.around(Body.of(code));
    }

    /**
     * Runs code without a value in a scope with a thread of its own, as {@link #withOwnThread(Callable)}.
     *
     * @param code what to run, on the calling thread
     */
    public static void withOwnThread(BlockingAction code) {
        OwnThread.around(Body.of(code));
    }
}
