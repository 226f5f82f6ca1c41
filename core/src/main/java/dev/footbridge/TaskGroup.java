package dev.footbridge;

import dev.footbridge.app.Defaults;
import dev.footbridge.internal.GroupRun;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that begin and end together: the group ends when all of them have.
 *
 * <p>If one fails, or the body does, the others are cancelled, their cleanup is awaited, and the first failure is thrown
 * with the other ones suppressed. A task that is cancelled by itself does not disturb the group. Tasks may start
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
 * <p>Inside a lambda that is itself given to {@code start} or {@code call} the parameter needs its type:
 * {@code loop.call(() -> TaskGroup.run((TaskGroup group) -> ...))}.
 *
 * <p>Any thread may start tasks and cancel; the group is given to its body and is of no use after it. The idea is
 * known as structured concurrency, from trio's nurseries.
 */
public final class TaskGroup {

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
        return GroupRun.run(run -> body.run(new TaskGroup(run, level)));
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
        run.cancel(reason);
    }
}
