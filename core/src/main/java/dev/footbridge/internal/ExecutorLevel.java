package dev.footbridge.internal;

import dev.footbridge.Level;
import dev.footbridge.Task;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Any executor as a level. What can be sent goes to an executor that may be in another JVM as it is, and its future says
 * how it ended ({@link SentJob}); all else is a job of this JVM on a thread of the executor ({@link HostedJob}).
 */
public final class ExecutorLevel implements Level {

    private static final FailureSink FAILURES = new FailureSink(FailureSink::log);

    private final String name;
    private final ExecutorService executor;
    private final boolean isOfTheJdk;
    private final Unstarted unstarted;

    /** This executor as a level of this name. */
    public ExecutorLevel(String name, ExecutorService executor) {
        this.name = Objects.requireNonNull(name, "the name is null: give one, for messages");
        this.executor = Objects.requireNonNull(executor, "the executor is null: give one to run jobs");
        this.isOfTheJdk = executor instanceof ThreadPoolExecutor || executor instanceof ForkJoinPool
                || executor.getClass().getModule() == Object.class.getModule();
        this.unstarted = new Unstarted(name, executor);
    }

    /** What a level is called after when it is given no name. */
    public static String nameOf(ExecutorService executor) {
        String simple = Objects.requireNonNull(executor, "the executor is null: give one to run jobs").getClass()
                .getSimpleName();
        return simple.isEmpty() ? "executor" : simple;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public <T extends @Nullable Object> Task<T> start(Callable<T> job) {
        Callable<T> function = Body.of(job);
        if (!hosts(function)) {
            SentJob<T> sent = new SentJob<>(name, function);
            sent.submitTo(executor);
            return sent;
        }
        HostedJob<T> hosted = new HostedJob<>(name, function);
        hosted.submitTo(executor);
        unstarted.watch(hosted);
        if (!isOfTheJdk) {
            hosted.watchFuture();
        }
        return hosted;
    }

    /** Whether this function runs as a job of this JVM. */
    boolean hosts(Callable<?> function) {
        return isOfTheJdk || !Sent.canGo(function);
    }

    @Override
    public <T extends @Nullable Object> Optional<Task<T>> tryStart(Callable<T> job) {
        try {
            return Optional.of(start(job));
        } catch (RejectedExecutionException refused) {
            if (executor.isShutdown()) {
                throw refused;
            }
            return Optional.empty();
        }
    }

    @Override
    public <T extends @Nullable Object> T call(Callable<T> job) {
        BlockingCall.check(this);
        return start(job).result();
    }

    static FailureSink failures() {
        return FAILURES;
    }

    @Override
    public String toString() {
        return "executor '" + name + "'";
    }
}
