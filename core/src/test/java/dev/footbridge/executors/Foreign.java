package dev.footbridge.executors;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;

/** An executor that is none of the JDK's own; each kind does one thing in its own way. */
class Foreign extends AbstractExecutorService implements AutoCloseable {

    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    final List<Object> submitted = new CopyOnWriteArrayList<>();
    final List<Boolean> cancels = new CopyOnWriteArrayList<>();

    /** Its futures are stages, as those of data grids are. */
    static Foreign withStages() {
        return new Foreign() {
            @Override
            <T> Future<T> run(Callable<T> job) {
                CompletableFuture<T> stage = new CompletableFuture<>() {
                    @Override
                    public boolean cancel(boolean mayInterrupt) {
                        cancels.add(mayInterrupt);
                        return super.cancel(mayInterrupt);
                    }
                };
                execute(() -> {
                    try {
                        stage.complete(job.call());
                    } catch (Throwable error) {
                        stage.completeExceptionally(error);
                    }
                });
                return stage;
            }
        };
    }

    /** Its futures only know how to block. */
    static Foreign withFutures() {
        return new Foreign();
    }

    /** It runs jobs on the thread that brings them. */
    static Foreign direct() {
        return new Foreign() {
            @Override
            public void execute(Runnable job) {
                job.run();
            }
        };
    }

    /** It takes nothing, though it is not shut down. */
    static Foreign rejecting() {
        return new Foreign() {
            @Override
            <T> Future<T> run(Callable<T> job) {
                throw new RejectedExecutionException("full");
            }
        };
    }

    /** Nobody can cancel its futures. */
    static Foreign losingCancels() {
        return new Foreign() {
            @Override
            protected <T> RunnableFuture<T> newTaskFor(Callable<T> job) {
                return new FutureTask<>(job) {
                    @Override
                    public boolean cancel(boolean mayInterrupt) {
                        cancels.add(mayInterrupt);
                        return false;
                    }
                };
            }
        };
    }

    /** Its futures fail to be cancelled, with an exception. */
    static Foreign failingCancels() {
        return new Foreign() {
            @Override
            protected <T> RunnableFuture<T> newTaskFor(Callable<T> job) {
                return new FutureTask<>(job) {
                    @Override
                    public boolean cancel(boolean mayInterrupt) {
                        throw new IllegalStateException("no connection");
                    }
                };
            }
        };
    }

    /** Its futures end like this one, whatever becomes of the jobs, which do not run. */
    static Foreign endingAs(CompletableFuture<?> end) {
        return new Foreign() {
            @Override
            @SuppressWarnings("unchecked")
            <T> Future<T> run(Callable<T> job) {
                return (Future<T>) end;
            }
        };
    }

    /** As {@link #endingAs}, with futures that only know how to block. */
    static Foreign blockingUntil(CompletableFuture<?> end) {
        return new Foreign() {
            @Override
            @SuppressWarnings({"unchecked", "FutureReturnValueIgnored"})
            <T> Future<T> run(Callable<T> job) {
                FutureTask<T> future = new FutureTask<>(() -> (T) end.get());
                execute(future);
                return future;
            }
        };
    }

    /** What it does with what it is given. */
    <T> Future<T> run(Callable<T> job) {
        RunnableFuture<T> future = newTaskFor(job);
        execute(future);
        return future;
    }

    @Override
    public <T> Future<T> submit(Callable<T> job) {
        submitted.add(job);
        return run(job);
    }

    @Override
    public Future<?> submit(Runnable job) {
        submitted.add(job);
        return run(Executors.callable(job));
    }

    @Override
    public void execute(Runnable job) {
        threads.execute(job);
    }

    @Override
    protected <T> RunnableFuture<T> newTaskFor(Callable<T> job) {
        return new FutureTask<>(job) {
            @Override
            public boolean cancel(boolean mayInterrupt) {
                cancels.add(mayInterrupt);
                return super.cancel(mayInterrupt);
            }
        };
    }

    @Override
    public void shutdown() {
        threads.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return new ArrayList<>(threads.shutdownNow());
    }

    @Override
    public boolean isShutdown() {
        return threads.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return threads.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return threads.awaitTermination(timeout, unit);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
