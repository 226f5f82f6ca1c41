package dev.footbridge.loop;

import dev.footbridge.internal.Body;
import dev.footbridge.internal.FailureSink;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** A callback on its way: a job without an observer, so its failure is reported at once. */
final class Callback implements Handle {

    private final Baton baton;
    private final LoopJob<?> job;
    private final @Nullable Timer timer;

    private Callback(Baton baton, LoopJob<?> job, @Nullable Timer timer) {
        this.baton = baton;
        this.job = job;
        this.timer = timer;
    }

    /** As soon as it is its turn. */
    static @Nullable Callback soon(Baton baton, Runnable action) {
        LoopJob<?> job = job(baton, action);
        return baton.submit(job) ? new Callback(baton, job, null) : null;
    }

    /** At this deadline of the loop's clock. */
    static @Nullable Callback at(Baton baton, long deadline, Runnable action) {
        LoopJob<?> job = job(baton, action);
        Timer timer = new Timer(deadline, () -> {
            if (job.isNew()) {
                baton.enqueueNow(job);
            }
        });
        return baton.perform(() -> baton.addNow(timer)) ? new Callback(baton, job, timer) : null;
    }

    static LoopJob<?> job(Baton baton, Runnable action) {
        return new Unwatched(baton, new Guarded(baton.failures(), baton.name(), action));
    }

    @Override
    public boolean cancel() {
        boolean taken = job.drop("the callback was taken back");
        Timer set = timer;
        if (taken && set != null) {
            baton.perform(() -> baton.removeNow(set));
        }
        return taken;
    }

    @Override
    public boolean isCancelled() {
        return job.isCancelled();
    }

    private static final class Unwatched extends LoopJob<@Nullable Void> {

        Unwatched(Baton baton, Callable<@Nullable Void> body) {
            super(baton, body);
        }

        @Override
        protected @Nullable FailureSink failureSink() {
            return null;
        }
    }

    private record Guarded(FailureSink failures, String loop, Runnable function)
            implements Callable<@Nullable Void>, Body.Wrapper {
        @Override
        public @Nullable Void call() {
            try {
                function.run();
            } catch (CancellationException _) {
                // The loop is being aborted, and the callback with it.
            } catch (Throwable error) {
                failures.report(loop + "/" + Body.nameOf(function.getClass()), error);
            }
            return null;
        }
    }
}
