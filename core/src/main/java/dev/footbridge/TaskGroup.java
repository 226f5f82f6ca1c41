package dev.footbridge;

import dev.footbridge.app.Defaults;
import dev.footbridge.internal.GroupRun;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that begin and end together: the group ends when all of them have.
 *
 * <p>If one fails, or the body does, the others are cancelled, their cleanup is awaited, and the first failure is
 * thrown with the other ones suppressed. A task that is cancelled by itself does not disturb the group. Tasks may start
 * siblings until the group has ended.
 *
 * {@snippet :
 * Offer offer = TaskGroup.run(group -> {
 *     Task<Price> price = group.start(() -> fetchPrice(id));
 *     Task<Stock> stock = group.start(() -> fetchStock(id));
 *     return new Offer(price.result(), stock.result());
 * });
 * }
 *
 * <p>The same as a resource, where a lambda is in the way:
 *
 * {@snippet :
 * try (TaskGroup group = TaskGroup.open()) {
 *     Task<Price> price = group.start(() -> fetchPrice(id));
 *     Task<Stock> stock = group.start(() -> fetchStock(id));
 *     group.join();                                  // waits for both, throws what failed
 *     return new Offer(price.result(), stock.result());
 * }
 * }
 *
 * <p>Leaving that block without a {@code join} cancels what still runs. What failed and was not thrown yet is thrown by
 * {@code close}, which Java adds to what the block throws as suppressed: so where the block is cancelled in another
 * wait because a task failed, it throws that cancellation, with the failure suppressed. Let the block wait in {@code
 * join}.
 *
 * <p>Inside a lambda that is itself given to {@code start} or {@code call} the parameter needs its type:
 * {@code loop.call(() -> TaskGroup.run((TaskGroup group) -> ...))}.
 *
 * <p>Any thread may start tasks and cancel; the group ends with its body, or with {@code close}, and is of no use after
 * it. {@code join} and {@code close} are for the code that opened it. The idea is
 * known as structured concurrency, from trio's nurseries.
 */
public final class TaskGroup implements AutoCloseable {

    private final GroupRun run;
    private final Level level;

    private TaskGroup(GroupRun run, Level level) {
        this.run = run;
        this.level = level;
    }

    /**
     * Code that uses a group.
     *
     * @param <T> the type of the value
     */
    @FunctionalInterface
    public interface Body<T extends @Nullable Object> {

        /**
         * Does the work.
         *
         * @param group takes tasks until the body and all its tasks have ended
         * @return the value
         * @throws Exception if the work fails
         */
        T run(TaskGroup group) throws Exception;
    }

    /**
     * Runs a body whose tasks are coroutines of the running loop, or of the app-wide one.
     *
     * @param <T> the type of the value
     * @param body starts tasks and uses them
     * @return the body's value, once all tasks have ended
     * @throws CancelledException if the calling code is cancelled; else the first failure, the others suppressed
     */
    public static <T extends @Nullable Object> T run(Body<T> body) {
        return on(Defaults.loop(), body);
    }

    /**
     * Runs a body whose tasks run on this level.
     *
     * @param <T> the type of the value
     * @param level where the tasks run; the body runs on the calling thread
     * @param body starts tasks and uses them
     * @return the body's value, once all tasks have ended
     * @throws CancelledException if the calling code is cancelled; else the first failure, the others suppressed
     */
    public static <T extends @Nullable Object> T on(Level level, Body<T> body) {
        Objects.requireNonNull(level, "the level is null: say where the tasks run");
        Objects.requireNonNull(body, "the body of the group is null: give a function that starts its tasks");
        return GroupRun.run(run -> body.run(new TaskGroup(run, level)));
    }

    /**
     * Opens a group whose tasks are coroutines of the running loop, or of the app-wide one. The code that follows is
     * its body until it closes the group.
     */
    public static TaskGroup open() {
        return open(Defaults.loop());
    }

    /**
     * Opens a group whose tasks run on this level, as {@link #open()}.
     *
     * @param level where the tasks run
     * @return the group
     */
    public static TaskGroup open(Level level) {
        Objects.requireNonNull(level, "the level is null: say where the tasks run");
        return new TaskGroup(GroupRun.open(), level);
    }

    /**
     * Waits until no task of the group runs, also of those started meanwhile. More may be started afterwards.
     *
     * @throws CancelledException if the calling code, or the group, is cancelled; else the first failure, the others
     *         suppressed
     * @throws IllegalStateException if the calling code is not the one that opened the group, or the group has ended
     */
    public void join() {
        run.join();
    }

    /**
     * Ends the group: cancels the tasks that still run, and waits for their cleanup. A failure that neither {@code
     * join} has thrown nor anybody else has seen is thrown. Closing again does nothing.
     *
     * @throws IllegalStateException if the calling code is not the one that opened the group, or has opened a group or
     *         a limit since that is still open
     */
    @Override
    public void close() {
        run.close();
    }

    /**
     * Starts a blocking function in the group.
     *
     * @param <T> the type of the value
     * @param job what to run
     * @return its task
     * @throws CancelledException if the group has failed or was cancelled
     * @throws IllegalStateException if the group has ended
     */
    public <T extends @Nullable Object> Task<T> start(Callable<T> job) {
        return run.add(() -> level.start(job));
    }

    /**
     * Starts an async function in the group.
     *
     * @param <T> the type of the value
     * @param job what to run
     * @return its task
     * @throws CancelledException if the group has failed or was cancelled
     * @throws IllegalStateException if the group has ended
     */
    @SuppressWarnings("overloads") // told apart by what the function returns
    public <T extends @Nullable Object> Task<T> start(AsyncCallable<T> job) {
        return run.add(() -> level.start(job));
    }

    /**
     * Starts a blocking job without a value in the group.
     *
     * @param job what to run
     * @return its task
     * @throws CancelledException if the group has failed or was cancelled
     * @throws IllegalStateException if the group has ended
     */
    public Task<@Nullable Void> start(BlockingAction job) {
        return run.add(() -> level.start(job));
    }

    /**
     * Cancels the body and the tasks; the group then ends with a {@link CancelledException}, unless something failed.
     *
     * @param reason why, in words
     */
    public void cancel(String reason) {
        run.cancel(Objects.requireNonNull(reason, "the reason is null: say why it is cancelled"));
    }
}
