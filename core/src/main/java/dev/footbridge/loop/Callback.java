package dev.footbridge.loop;

import dev.footbridge.internal.Body;
import dev.footbridge.internal.Carried;
import dev.footbridge.internal.FailureSink;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A callback on its way: a job without an observer, so its failure is reported at once. */
final class Callback implements Handle {

    private final Core core;
    private final LoopJob<?> job;
    private final @Nullable Timer timer;

    private Callback(Core core, LoopJob<?> job, @Nullable Timer timer) {
        this.core = core;
        this.job = job;
        this.timer = timer;
    }

    /** As soon as it is its turn. */
    static @Nullable Callback soon(Core core, Runnable action) {
        LoopJob<?> job = job(core, action);
        return core.entrance.submit(job) ? new Callback(core, job, null) : null;
    }

    /** At this deadline of the loop's clock. */
    static @Nullable Callback at(Core core, long deadline, Runnable action) {
        LoopJob<?> job = job(core, action);
        Timer timer = new Timer(deadline, () -> {
            if (job.isNew()) {
                core.baton.enqueue(job);
            }
        });
        return core.entrance.perform(() -> core.clock.add(timer)) ? new Callback(core, job, timer) : null;
    }

    static LoopJob<?> job(Core core, Runnable action) {
        return new Unwatched(core, new Guarded(core.failures, core.options.name(), action, action));
    }

    @Override
    public boolean cancel() {
        boolean taken = job.drop("the callback was taken back");
        Timer set = timer;
        if (taken && set != null) {
            core.entrance.perform(() -> core.clock.remove(set));
        }
        return taken;
    }

    @Override
    public boolean isCancelled() {
        return job.isCancelled();
    }

    /**
     * A callback that tells of a task's end: it happens, also when the loop drops its jobs. Whoever registered it sees to its
     * context.
     */
    static LoopJob<?> certain(Core core, Runnable action) {
        return new Certain(core, action);
    }

    private static final class Certain extends LoopJob<@Nullable Void> {

        private final AtomicReference<@Nullable Runnable> action;

        Certain(Core core, Runnable action) {
            this(core, new AtomicReference<>(action), action);
        }

        private Certain(Core core, AtomicReference<@Nullable Runnable> once, Runnable action) {
            super(core, new Guarded(core.failures, core.options.name(), () -> run(once), action), (Carried) null);
            this.action = once;
        }

        private static void run(AtomicReference<@Nullable Runnable> once) {
            Runnable action = once.getAndSet(null);
            if (action != null) {
                action.run();
            }
        }

        @Override
        boolean isSection() {
            return true;
        }

        @Override
        protected void ended() {
            super.ended();
            run(action); // in case it was cancelled on its way
        }

        @Override
        protected void dropped() {
            run(action);
        }

        @Override
        protected @Nullable FailureSink failureSink() {
            return null;
        }
    }

    private static final class Unwatched extends LoopJob<@Nullable Void> {

        Unwatched(Core core, Callable<@Nullable Void> body) {
            super(core, body);
        }

        @Override
        boolean isSection() {
            return true;
        }

        @Override
        protected @Nullable FailureSink failureSink() {
            return null;
        }
    }

    private record Guarded(FailureSink failures, String loop, Runnable action, Runnable function)
            implements
                Callable<@Nullable Void>,
                Body.Wrapper {
        @Override
        public @Nullable Void call() {
            try {
                action.run();
            } catch (CancellationException _) {
                // The loop is being aborted, and the callback with it.
            } catch (Throwable error) {
                failures.report(loop + "/" + Body.nameOf(function.getClass()), error);
            }
            return null;
        }
    }
}
