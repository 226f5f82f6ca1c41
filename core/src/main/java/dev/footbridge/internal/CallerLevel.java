package dev.footbridge.internal;

import dev.footbridge.Level;
import dev.footbridge.Task;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** The calling thread itself: a job has ended when {@code start} returns. */
public final class CallerLevel implements Level {

    /** The only one. */
    public static final CallerLevel CALLER = new CallerLevel();

    private static final FailureSink FAILURES = new FailureSink(FailureSink::log);

    private CallerLevel() {}

    @Override
    public String name() {
        return "caller";
    }

    @Override
    public <T extends @Nullable Object> Task<T> start(Callable<T> job) {
        return run(job);
    }

    @Override
    public <T extends @Nullable Object> Optional<Task<T>> tryStart(Callable<T> job) {
        return Optional.of(run(job));
    }

    @Override
    public <T extends @Nullable Object> T call(Callable<T> job) {
        return run(job).valueHere();
    }

    @Override
    public ScheduledExecutorService asScheduledExecutorService() {
        throw new UnsupportedOperationException("the caller level runs a job on the thread that brings it, and a job"
                + " for later has no such thread when it is due: schedule on an event loop or a thread pool");
    }

    private static <T extends @Nullable Object> Job<T> run(Callable<T> function) {
        Job<T> job = new CallerJob<>(Body.of(function));
        Strand known = Strand.current();
        Strand strand = known == null ? new Strand(Thread.currentThread()) : known;
        if (known == null) {
            strand.bind();
        }
        try {
            job.begin(strand);
        } finally {
            if (known == null) {
                strand.unbind();
            }
        }
        return job;
    }

    private static final class CallerJob<T extends @Nullable Object> extends Job<T> {

        CallerJob(Callable<T> body) {
            super(body);
        }

        @Override
        protected String levelName() {
            return "caller";
        }

        @Override
        protected FailureSink failureSink() {
            return FAILURES;
        }
    }
}
