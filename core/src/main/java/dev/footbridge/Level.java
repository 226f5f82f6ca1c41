package dev.footbridge;

import dev.footbridge.context.Context;
import dev.footbridge.internal.Body;
import dev.footbridge.internal.CallerLevel;
import dev.footbridge.internal.ExecutorLevel;
import dev.footbridge.internal.InContext;
import dev.footbridge.internal.LevelExecutor;
import dev.footbridge.internal.LevelTime;
import dev.footbridge.internal.ScheduledLevelExecutor;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Where code runs: an {@code EventLoop}, a {@code ThreadPool}, worker processes, other hosts, or any executor of yours.
 * The same call works on each.
 *
 * <p>{@link #start start} returns a task at once; {@link #call call} waits for its value and throws its original
 * exception; {@link #tryStart tryStart} refuses instead of queueing. A job of any kind may call any level, its own
 * included, to any depth: whoever waits gives its place back.
 *
 * <p>The compiler tells blocking and async functions apart by what they return. Where such a lambda calls a generic
 * method with a lambda of its own, that one needs typed parameters:
 * {@code loop.call(() -> TaskGroup.run((TaskGroup group) -> ...))}.
 *
 * <p>An async function is started on the level, and its stage awaited there. All methods may be called from any thread.
 * On a closed level they throw {@link RejectedExecutionException}.
 */
public interface Level {

    /** The calling thread: a job started there has ended when {@code start} returns. */
    static Level caller() {
        return CallerLevel.CALLER;
    }

    /**
     * Any executor as a level, under the name of its class; see {@link #on(String, ExecutorService)}.
     *
     * @param executor what runs the jobs
     * @return the level
     */
    static Level on(ExecutorService executor) {
        return on(ExecutorLevel.nameOf(executor), executor);
    }

    /**
     * Any executor as a level: a pool of the JDK, of a framework, or a data grid's, whose jobs run on other hosts.
     *
     * {@snippet :
     * Level jobs = Level.on("jobs", hazelcast.getExecutorService("jobs"));
     * List<String> hashes = Parallel.<String>of()
     *         .schedule(RemoteCallable.of(() -> sha256(first)))      // of footbridge-processes: can be sent
     *         .schedule(RemoteCallable.of(() -> sha256(second)))
     *         .on(jobs).block();
     * }
     *
     * <p>An executor of another library than the JDK gets a serializable function as it is, and may run it anywhere; an
     * async function, or a job without a value, in a serializable wrapper of Footbridge's, which then has to be there,
     * too. The task settles when the executor's future does, as that did: a future that is a {@link
     * java.util.concurrent.CompletionStage} says so by itself, for another one a virtual thread waits. Any other
     * function, a job that comes {@linkplain #asScheduledExecutorService later}, and all that the JDK's own executors get
     * is a job in this JVM, with all that jobs of other levels have but a place to give back. Its executor must not send
     * it anywhere; a grid that tries is told so. A wrapper of the JDK's around a grid's executor hides that it is one:
     * give the executor itself.
     *
     * <p>{@code tryStart} starts a job unless the executor rejects it: nobody can ask one whether it would queue. {@link
     * RejectedExecutionException}, and whatever else the executor throws, passes through.
     *
     * <p>What an executor does not do nobody can do for it. These are the laws, and what is left of them:
     *
     * <table class="striped">
     * <caption>What can be promised of an executor that is not Footbridge's</caption>
     * <thead><tr><th scope="col">law</th><th scope="col">a job in this JVM</th>
     * <th scope="col">a job that was sent</th></tr></thead>
     * <tbody>
     * <tr><th scope="row">re-entry completes</th>
     * <td>No: a job that waits keeps its thread. Jobs that wait for jobs of the same bounded executor can deadlock.</td>
     * <td>No, as the other column; nested jobs need a level of their own.</td></tr>
     * <tr><th scope="row">a cancel is never lost, and waits for cleanup</th>
     * <td>Yes. One that has not begun never will, and its future is cancelled; one that has is interrupted.</td>
     * <td>It is passed on, by {@code Future.cancel}, on a thread of its own; it may come too late, interrupt nothing, or
     * be lost with the executor. The task ends with the future, so cleanup may still run there. A job may go on though
     * its future says that it was cancelled.</td></tr>
     * <tr><th scope="row">every task settles</th>
     * <td>Yes, if the executor runs what it took, fails its future, or is terminated: what it has not begun then fails
     * with {@link RejectedExecutionException}. No, if it drops jobs without a word and lives on.</td>
     * <td>When the future does. Whether it does when a host dies is the executor's promise.</td></tr>
     * <tr><th scope="row">the original exception</th>
     * <td>Yes, the same object.</td>
     * <td>What the executor brings, without {@code ExecutionException} around it. A value, or an exception, that cannot
     * be sent arrives as its complaint.</td></tr>
     * <tr><th scope="row">context is carried</th>
     * <td>Yes, and {@link #in} works.</td>
     * <td>No: only what the function captures goes along. {@link #in} makes a job one of this JVM.</td></tr>
     * <tr><th scope="row">a failure that nobody looked at is reported</th>
     * <td>Yes, to the logger {@code dev.footbridge}.</td>
     * <td>The same.</td></tr>
     * <tr><th scope="row">order, and plans again</th>
     * <td>Yes.</td>
     * <td>Yes; whether a job runs twice when a host dies is the executor's affair.</td></tr>
     * <tr><th scope="row">limits are visible</th>
     * <td>By the executor's own means.</td>
     * <td>The same.</td></tr>
     * </tbody>
     * </table>
     *
     * <p>The executor stays its owner's: there is nothing to close here, and closing it ends the level. All methods may
     * be called from any thread; an executor that runs jobs on the calling thread is used as {@link #caller} is.
     *
     * @param name for messages
     * @param executor what runs the jobs
     * @return the level
     */
    static Level on(String name, ExecutorService executor) {
        return new ExecutorLevel(name, executor);
    }

    /** The name, for messages and threads. */
    String name();

    /**
     * Starts a blocking function; on an event loop it is a coroutine.
     *
     * @param <T> the type of the value
     * @param job what to run
     * @return its task
     */
    <T extends @Nullable Object> Task<T> start(Callable<T> job);

    /**
     * Starts an async function.
     *
     * @param <T> the type of the value
     * @param job what to run
     * @return its task
     */
    default <T extends @Nullable Object> Task<T> start(AsyncCallable<T> job) {
        return start(Body.of(job));
    }

    /**
     * Starts a blocking job without a value.
     *
     * @param job what to run
     * @return its task
     */
    default Task<@Nullable Void> start(BlockingAction job) {
        return start(Body.of(job));
    }

    /**
     * Starts a blocking function if it need not queue.
     *
     * @param <T> the type of the value
     * @param job what to run
     * @return its task, or empty if the level is full
     */
    <T extends @Nullable Object> Optional<Task<T>> tryStart(Callable<T> job);

    /**
     * Starts an async function if it need not queue.
     *
     * @param <T> the type of the value
     * @param job what to run
     * @return its task, or empty if the level is full
     */
    default <T extends @Nullable Object> Optional<Task<T>> tryStart(AsyncCallable<T> job) {
        return tryStart(Body.of(job));
    }

    /**
     * Starts a blocking job without a value if it need not queue.
     *
     * @param job what to run
     * @return its task, or empty if the level is full
     */
    default Optional<Task<@Nullable Void>> tryStart(BlockingAction job) {
        return tryStart(Body.of(job));
    }

    /**
     * Runs a blocking function and waits for it.
     *
     * @param <T> the type of the value
     * @param job what to run
     * @return its value; what it throws is thrown
     */
    <T extends @Nullable Object> T call(Callable<T> job);

    /**
     * Runs an async function and waits for its stage.
     *
     * @param <T> the type of the value
     * @param job what to run
     * @return its value; what it throws, or its stage fails with, is thrown
     */
    default <T extends @Nullable Object> T call(AsyncCallable<T> job) {
        return call(Body.of(job));
    }

    /**
     * Runs a blocking job and waits for it.
     *
     * @param job what to run; what it throws is thrown
     */
    default void call(BlockingAction job) {
        call(Body.of(job));
    }

    /**
     * A view of this level whose jobs run in this very context, where they would each have a copy of their starter's:
     * what they change is seen by all that is in it, afterwards and at the same time.
     *
     * @param context where jobs run
     * @return the view, whose jobs are this level's
     */
    default Level in(Context context) {
        return new InContext(this, context);
    }

    /**
     * A view of this level for code that wants an {@link ExecutorService}: what is submitted to it runs here.
     *
     * {@snippet :
     * try (ExecutorService executor = db.asExecutorService()) {
     *     List<Future<User>> users = executor.invokeAll(queries);
     * }                                                  // waits for what came through the view; db stays open
     * }
     *
     * <p>The futures are this level's own {@link Task}s. {@code cancel} reaches the work, and waiting, be it for a
     * future, in {@code invokeAll}, {@code invokeAny}, {@code awaitTermination} or {@code close}, is Footbridge's: in a
     * coroutine it lets the others run, in a pool it gives the place back. What {@code invokeAll} and {@code invokeAny}
     * do not need any more is cancelled, and they return once its cleanup is done, so no job of theirs is left running.
     *
     * <p>A failure of {@code execute} is told to the level's {@link FailureHandler} at once. A view that was shut down,
     * a closed level and a full one refuse with {@link RejectedExecutionException}. An interrupted thread gets {@link
     * InterruptedException}, as the JDK says; code that is cancelled gets {@link CancelledException}.
     *
     * <p>{@code shutdown}, {@code shutdownNow} and {@code close} concern what came through this view: the level stays
     * open, and so do its other views. {@code shutdownNow} returns what never began, the {@code Runnable} itself or one
     * that calls the {@code Callable}; its task is cancelled. {@code close} waits for the jobs for as long as they
     * take, but cancels them if the closing code is cancelled or interrupted; called by one of them it shuts the view
     * down and is an {@link IllegalStateException}. Any thread may use the view.
     *
     * @return a new view, independent of others
     */
    default ExecutorService asExecutorService() {
        return new LevelExecutor(this);
    }

    /**
     * A view of this level for code that wants a {@link ScheduledExecutorService}: as {@link #asExecutorService}, and
     * jobs may come later, or again and again.
     *
     * {@snippet :
     * try (ScheduledExecutorService timer = loop.asScheduledExecutorService()) {
     *     timer.scheduleAtFixedRate(cache::expire, 0, 10, TimeUnit.SECONDS);
     *     ScheduledFuture<Report> report = timer.schedule(this::report, 1, TimeUnit.HOURS);
     *     mail(report.get());
     * }                                                  // ends the periodic job, waits for what runs
     * }
     *
     * <p>A job that is due is started on this level as any other; a delay of zero or less starts it at once. Time is
     * the machine's, on an event loop the loop's own. The runs of a periodic job never overlap. At a fixed rate they do
     * not drift, and after a long one the next catch up; with a fixed delay they keep their distance. What is scheduled
     * gives {@link Task}s: {@code cancel} takes back what is not due and reaches what runs.
     *
     * <p>A periodic job ends with the run that fails or is cancelled, and its future ends as that did. A job that this
     * level refuses when it is due, being full, fails with that {@link RejectedExecutionException}. Such a failure is
     * told to the level's {@link FailureHandler} once if nobody looks at it.
     *
     * <p>By {@code shutdown} periodic jobs end, with the run they are in, and others still come, as in the JDK;
     * {@code close} waits for them. {@code shutdownNow} takes back both, and returns those that never ran. When an
     * event loop, a thread pool or a process pool is closed, it cancels what is not due. Any thread may use the view.
     *
     * @return a new view, independent of others
     * @throws UnsupportedOperationException on the {@linkplain #caller() caller level}, which has no thread for a job
     *         that is due later
     */
    default ScheduledExecutorService asScheduledExecutorService() {
        return new ScheduledLevelExecutor(this, LevelTime.ticking());
    }
}
