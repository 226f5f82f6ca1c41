package dev.footbridge.spring.async;

import dev.footbridge.Level;
import dev.footbridge.Task;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.TaskRejectedException;

/**
 * A level as Spring's {@link AsyncTaskExecutor}, for {@code @Async} and whoever else wants one. Every future that it
 * returns is a {@link Task}, or a task's view: its cancel reaches the work, and its failure is the original exception.
 *
 * {@snippet :
 * @Async("footbridge")
 * Task<Report> report(long id) {
 *     return Level.caller().start(() -> render(id));
 * }
 * }
 *
 * <p>A job that the level refuses is a {@link TaskRejectedException}. Any thread may use it; the level is its owner's.
 */
public final class LevelTaskExecutor implements AsyncTaskExecutor {

    private final Level level;
    private final Executor executor;
    private final @Nullable TaskDecorator decorator;

    private LevelTaskExecutor(Level level, Executor executor, @Nullable TaskDecorator decorator) {
        this.level = level;
        this.executor = executor;
        this.decorator = decorator;
    }

    /**
     * A level as an executor.
     *
     * @param <L> the type of the level
     * @param level where the jobs run
     * @return the executor
     */
    public static <L extends Level & Executor> LevelTaskExecutor of(L level) {
        return new LevelTaskExecutor(level, level, null);
    }

    /**
     * This executor, with each job decorated where it is submitted.
     *
     * @param decorator what to put around the jobs
     * @return another executor on the same level
     */
    public LevelTaskExecutor decorated(TaskDecorator decorator) {
        TaskDecorator inner = this.decorator;
        return new LevelTaskExecutor(level, executor,
                inner == null ? decorator : task -> decorator.decorate(inner.decorate(task)));
    }

    /** Where the jobs run. */
    public Level level() {
        return level;
    }

    /** Runs a job; its failure is told to the level's failure handler, once. */
    @Override
    public void execute(Runnable task) {
        Runnable job = decorator == null ? task : decorator.decorate(task);
        accepted(() -> {
            executor.execute(job);
            return true;
        });
    }

    @Override
    public Future<?> submit(Runnable task) {
        return start(() -> {
            task.run();
            return null;
        });
    }

    /** Starts a job. */
    @Override
    public <T extends @Nullable Object> Task<T> submit(Callable<T> task) {
        return start(task);
    }

    @Override
    public CompletableFuture<Void> submitCompletable(Runnable task) {
        return this.<Void>start(new Silent(task)).toCompletableFuture();
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> submitCompletable(Callable<T> task) {
        return start(task).toCompletableFuture();
    }

    private <T extends @Nullable Object> Task<T> start(Callable<T> task) {
        Callable<T> job = decorator == null ? task : new Decorated<>(task, decorator);
        return accepted(() -> level.start(job));
    }

    private static <R> R accepted(Supplier<R> submit) {
        try {
            return submit.get();
        } catch (TaskRejectedException rejected) {
            throw rejected;
        } catch (RejectedExecutionException rejected) {
            String why = rejected.getMessage();
            throw new TaskRejectedException(why == null ? "the level is closed or full" : why, rejected);
        }
    }

    @Override
    public String toString() {
        return "executor on " + level;
    }

    private record Silent(Runnable task) implements Callable<Void> {
        @Override
        @SuppressWarnings("NullAway") // there is no other value of that type
        public Void call() {
            task.run();
            return null;
        }
    }

    /** Decorators know only jobs without a value: it is kept aside. */
    private static final class Decorated<T extends @Nullable Object> implements Callable<T> {

        private final Callable<T> task;
        private final Runnable around;
        private @Nullable T value;
        private @Nullable Exception failure;
        private boolean ran;

        Decorated(Callable<T> task, TaskDecorator decorator) {
            this.task = task;
            this.around = decorator.decorate(this::run);
        }

        private void run() {
            ran = true;
            try {
                value = task.call();
            } catch (Exception e) {
                failure = e;
            }
        }

        @Override
        @SuppressWarnings("NullAway") // null is a value here if it is one of the task's
        public T call() throws Exception {
            around.run();
            if (failure != null) {
                throw failure;
            }
            if (!ran) {
                throw new IllegalStateException(
                        "a TaskDecorator did not run its job (" + task + "): it must run what it decorates");
            }
            return value;
        }
    }
}
