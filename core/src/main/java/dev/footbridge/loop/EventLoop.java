package dev.footbridge.loop;

import dev.footbridge.AsyncCallable;
import dev.footbridge.BlockingAction;
import dev.footbridge.Level;
import dev.footbridge.Task;
import dev.footbridge.internal.Body;
import dev.footbridge.internal.Durations;
import dev.footbridge.internal.Host;
import dev.footbridge.internal.Options;
import dev.footbridge.internal.Promise;
import dev.footbridge.internal.ScheduledLevelExecutor;
import dev.footbridge.internal.StartPlace;
import dev.footbridge.internal.Strand;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A level on which many coroutines run, one at a time.
 *
 * <p>At most one coroutine of a loop runs at any moment, and control changes hands only where it waits through
 * Footbridge ({@code await}, {@code sleep}, {@code yieldNow}, a task's {@code result}, a call). Between two such points
 * a coroutine is atomic, so coroutines of one loop share state without locks. A plain blocking call keeps the loop.
 *
 * {@snippet :
 * try (EventLoop loop = EventLoop.open(o -> o.withName("orders"))) {
 *     Task<Price> price = loop.start(() -> fetchPrice(id));      // a coroutine of its own
 *     Stock stock = loop.call(() -> fetchStock(id));             // runs on this very thread
 *     return new Offer(price.result(), stock);
 * }
 * }
 *
 * <p><b>Threads.</b> There is no loop thread. {@link #call} runs its job on the calling thread, always, so its
 * ThreadLocals, transactions and interrupts work; a started job runs on a virtual thread of the loop's, or on the
 * thread that waits for it first. A call from a coroutine of the same loop runs in place; a call from a coroutine of
 * another loop lets that loop go on meanwhile.
 *
 * <p><b>Lifecycle.</b> {@link #close} lets the tasks finish, {@link #abort} cancels them; both are bounded in time and
 * report by name what would not stop. Afterwards the loop takes nothing more. All methods may be called from any
 * thread.
 */
public final class EventLoop implements Level, Executor, AutoCloseable {

    private final EventLoopOptions options;
    private final Core core;
    private final LoopClosing closing;
    private final LoopCalls calls;

    private EventLoop(EventLoopOptions options, @Nullable Executor executor) {
        this.options = options;
        this.core = new Core(this, options, executor);
        this.closing = new LoopClosing(core);
        this.calls = new LoopCalls(core, closing);
        core.steps.start();
        if (core.foreign != null) {
            core.foreign.begin();
        }
    }

    /** Opens a loop with the default options. */
    public static EventLoop open() {
        return new EventLoop(EventLoopOptions.DEFAULT, null);
    }

    /**
     * Opens a loop.
     *
     * @param set changes the default options: {@code o -> o.withName("db")}
     * @return the loop; close it
     */
    public static EventLoop open(UnaryOperator<EventLoopOptions> set) {
        return new EventLoop(Options.of(set, EventLoopOptions.DEFAULT), null);
    }

    /**
     * Opens a loop on somebody else's event loop, with the default options and that executor's name, as {@link
     * #on(Executor, UnaryOperator)}.
     *
     * @param executor puts a task in the foreign loop's queue
     * @return the loop
     */
    public static EventLoop on(Executor executor) {
        return on(executor, options -> options.withName("on-" + executor.getClass().getSimpleName()));
    }

    /**
     * Opens a loop on somebody else's event loop: Netty's, Vert.x's, Swing's, JavaFX's, any executor with a single
     * thread. Its coroutines run in turns of the foreign loop, which lends them to whatever is ready and has them back
     * when nothing is, or after a millisecond. So between two waits a coroutine is atomic towards the foreign loop's own
     * callbacks as well, and the two share state without locks.
     *
     * {@snippet :
     * EventLoop netty = EventLoop.on(channel.eventLoop(), o -> o.withName("netty"));
     * netty.start(() -> {
     *     Price price = await(pool.start(() -> readFromDatabase(id)));    // the channel goes on meanwhile
     *     channel.writeAndFlush(price);
     * });
     *
     * EventLoop window = EventLoop.on(SwingUtilities::invokeLater, o -> o.withName("window"));
     * window.atomically(() -> label.setText("loading"));                   // on the event dispatch thread itself
     * }
     *
     * <p>A coroutine has a thread of its own, as on every loop, while the foreign one sleeps. Callbacks ({@link
     * #callSoon} and the like) and {@link #atomically} sections run on the foreign thread itself, for code that asks
     * which thread it is on; they must not wait.
     *
     * <p>The foreign thread must not be blocked: whatever would wait there for a task throws {@link
     * IllegalStateException}. {@link #call} on it runs the job in place, as far as that does not wait. Likewise a coroutine must
     * not block plainly for something that the foreign loop has to do ({@code channelFuture.sync()}), which it cannot do
     * before it has its turn back: await it.
     *
     * <p>Closing this loop leaves the foreign one alone. When that is shut down first, the tasks of this one are
     * cancelled. It need not be closed: it holds nothing but memory.
     *
     * @param executor puts a task in the foreign loop's queue; runs one at a time, none before {@code execute} returns
     * @param set changes the default options
     * @return the loop
     * @throws IllegalArgumentException if the executor runs a task at once on the calling thread
     * @throws RejectedExecutionException if the executor takes no tasks
     */
    public static EventLoop on(Executor executor, UnaryOperator<EventLoopOptions> set) {
        Objects.requireNonNull(executor, "the executor is null: give one that queues on the foreign event loop");
        return new EventLoop(Options.of(set, EventLoopOptions.DEFAULT), executor);
    }

    /**
     * Runs a program on a loop of its own: runs {@code main}, then cancels the tasks it left running, waits for their
     * cleanup, reports failures nobody looked at, and closes the loop. What {@code asyncio.run} is.
     *
     * @param <T> the type of the value
     * @param main the program, as a coroutine
     * @return its value; what it throws is thrown
     */
    public static <T extends @Nullable Object> T run(Callable<T> main) {
        return runMain(Body.of(main));
    }

    /**
     * Runs an async function as a program on a loop of its own, as {@link #run(Callable)}.
     *
     * @param <T> the type of the value
     * @param main the program
     * @return its value; what it throws, or its stage fails with, is thrown
     */
    @SuppressWarnings("overloads") // told apart by what the function returns
    public static <T extends @Nullable Object> T run(AsyncCallable<T> main) {
        return runMain(Body.of(main));
    }

    private static <T extends @Nullable Object> T runMain(Callable<T> main) {
        EventLoop loop = open(o -> o.withName("main"));
        try {
            return loop.call(main);
        } finally {
            loop.closing.abort("the program has ended");
        }
    }

    /** The loop whose coroutine is running on the calling thread, if there is one. */
    public static Optional<EventLoop> running() {
        Strand strand = Strand.current();
        Host host = strand == null ? null : strand.host();
        return host instanceof Coroutines coroutines ? Optional.of(coroutines.loop()) : Optional.empty();
    }

    @Override
    public String name() {
        return options.name();
    }

    // ---- jobs

    @Override
    public <T extends @Nullable Object> Task<T> start(Callable<T> job) {
        LoopJob<T> task = LoopJob.of(core, Body.of(job), core.debug.isOn() ? new StartPlace() : null);
        calls.submit(task);
        return task;
    }

    /** Always starts: an event loop's queue has no limit. */
    @Override
    public <T extends @Nullable Object> Optional<Task<T>> tryStart(Callable<T> job) {
        return Optional.of(start(job));
    }

    @Override
    public <T extends @Nullable Object> T call(Callable<T> job) {
        return calls.call(job);
    }

    /**
     * Runs a coroutine to its end on this loop; asyncio's name for {@link #call(Callable)}. Tasks it left go on.
     *
     * @param <T> the type of the value
     * @param main the coroutine
     * @return its value; what it throws is thrown
     */
    public <T extends @Nullable Object> T runUntilComplete(Callable<T> main) {
        return call(main);
    }

    /**
     * Runs an async function to its end on this loop; asyncio's name for {@link #call(AsyncCallable)}.
     *
     * @param <T> the type of the value
     * @param main the async function
     * @return its value; what it throws, or its stage fails with, is thrown
     */
    @SuppressWarnings("overloads") // told apart by what the function returns
    public <T extends @Nullable Object> T runUntilComplete(AsyncCallable<T> main) {
        return call(main);
    }

    /**
     * Runs a section on the loop in which nothing else of the loop runs: any thread may so touch state that coroutines
     * share. The section must not wait; an attempt throws {@link IllegalStateException}. On a foreign event loop it runs
     * on that loop's thread.
     *
     * @param <T> the type of the value
     * @param section what to run
     * @return its value; what it throws is thrown
     */
    public <T extends @Nullable Object> T atomically(Callable<T> section) {
        return calls.atomically(section);
    }

    /**
     * Runs a section without a value on the loop in which nothing else of the loop runs, as {@link
     * #atomically(Callable)}.
     *
     * @param section what to run
     */
    public void atomically(BlockingAction section) {
        atomically(Body.of(section));
    }

    /**
     * Starts a job and waits until it says that it is ready; then the job goes on. A cancel of the waiting code cancels
     * it.
     *
     * @param <V> the type of what it says
     * @param <T> the type of its value in the end
     * @param job what to run
     * @return what it said, and its task
     * @throws IllegalStateException if the job ends without saying that it is ready; else what it fails with before
     */
    public <V extends @Nullable Object, T extends @Nullable Object> Started<V, T> startReady(ReadyJob<V, T> job) {
        return Readiness.await(this, job);
    }

    // ---- for the JDK's code

    /**
     * Starts a job as a coroutine, for code that wants an {@link Executor}: {@code CompletableFuture.supplyAsync(f,
     * loop)}. A failure is told to the failure handler at once.
     *
     * @param job what to run
     * @throws RejectedExecutionException if the loop is closed
     */
    @Override
    public void execute(Runnable job) {
        Promise.of(start(Body.withoutValue(job))).reportAtOnce();
    }

    /** As {@link Level#asScheduledExecutorService}; delays are measured on {@link EventLoopOptions#timeSource}. */
    @Override
    public ScheduledExecutorService asScheduledExecutorService() {
        return new ScheduledLevelExecutor(this, new LoopTime(core, closing));
    }

    // ---- callbacks

    /**
     * Runs a callback on the loop after what is ready now. Callbacks from one thread run in the order they came. A
     * failure is reported to the failure handler.
     *
     * @param callback what to run
     * @return takes it back
     */
    public Handle callSoon(Runnable callback) {
        Objects.requireNonNull(callback, "the callback is null: give it something to run");
        return accepted(isAccepting() ? Callback.soon(core, callback) : null);
    }

    /**
     * Runs a callback on the loop after this time. Closing the loop drops callbacks that are not due.
     *
     * @param delay how long from now; zero or less means as soon as possible
     * @param callback what to run
     * @return takes it back
     */
    public Handle callLater(Duration delay, Runnable callback) {
        Objects.requireNonNull(callback, "the callback is null: give it something to run");
        long nanos = Math.max(0, Durations.nanos(delay));
        long deadline = options.timeSource().nanoTime() + Math.min(nanos, Strand.NEVER >> 1);
        return accepted(isAccepting() ? Callback.at(core, deadline, callback) : null);
    }

    /**
     * Runs a callback on the loop at this time of day. A later change of the machine's clock does not move it.
     *
     * @param time when; a time that has passed means as soon as possible
     * @param callback what to run
     * @return takes it back
     */
    public Handle callAt(Instant time, Runnable callback) {
        return callLater(Duration.between(options.timeSource().instant(), time), callback);
    }

    private Handle accepted(@Nullable Handle handle) {
        if (handle == null) {
            throw closing.rejected();
        }
        return handle;
    }

    private boolean isAccepting() {
        return closing.isOpen() || (calls.areFromInside() && !closing.isClosed());
    }

    // ---- the end

    /**
     * Takes nothing more, waits for the tasks to finish, and ends the loop. Tasks still running after
     * {@link EventLoopOptions#closeTimeout} are cancelled; those that do not stop within
     * {@link EventLoopOptions#abortTimeout} either are reported by name and settle as cancelled. An interrupt of the
     * closing thread cancels the tasks at once and keeps the flag. Closing again does nothing.
     *
     * @throws IllegalStateException if a coroutine of this loop calls it, or code on the thread of its foreign loop while
     *         it has tasks: it would wait for itself
     */
    @Override
    public void close() {
        if (core.foreignHere() == null || closing.isClosed()) {
            closing.close();
        } else if (!isIdle() || !closing.closeNow()) {
            throw new IllegalStateException(this + " cannot be closed on the thread of its foreign loop while it has"
                    + " tasks, which it would wait for: close it on another thread, or abort it");
        }
    }

    /**
     * Takes nothing more, cancels all tasks, waits for their cleanup and ends the loop, within
     * {@link EventLoopOptions#abortTimeout}. Called by a coroutine of this loop, or on the thread of its foreign loop, it
     * only cancels, the caller included.
     */
    public void abort() {
        String reason = "event loop '" + name() + "' was aborted";
        closing.abort(reason);
        if (core.foreignHere() != null) {
            abortLater(reason);
        }
    }

    /** Aborts it on a thread that may wait for the end. */
    void abortLater(String reason) {
        Thread.ofVirtual().name(name() + "-abort").start(() -> closing.abort(reason));
    }

    /** Whether it was closed or aborted, or is about to be. */
    public boolean isClosed() {
        return !closing.isOpen();
    }

    /** Whether nothing runs, waits or is queued. */
    public boolean isIdle() {
        return core.isIdle();
    }

    /**
     * What each of its tasks is doing, in words: queued, running or waiting, where, and why it was cancelled if it was.
     * For people; read without stopping the loop, so a task that moves meanwhile may be missed.
     */
    public String dump() {
        return LoopDump.of(core);
    }

    /** What it is doing. */
    public EventLoopStats stats() {
        return core.stats();
    }

    @Override
    public String toString() {
        return "event loop '" + name() + "'";
    }
}
