package dev.footbridge.loop;

import dev.footbridge.internal.Carried;
import dev.footbridge.internal.FailureSink;
import dev.footbridge.internal.Job;
import dev.footbridge.internal.Resident;
import dev.footbridge.internal.StartPlace;
import dev.footbridge.internal.Strand;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A coroutine, as a task: what an event loop was given to run. */
class LoopJob<T extends @Nullable Object> extends Job<T> {

    private final Core core;
    /** Neighbours in the loop's list of live jobs; guarded by the baton. */
    @Nullable
    LoopJob<?> newer;
    @Nullable
    LoopJob<?> older;
    boolean listed;
    /** Started while the loop is being aborted, by code that may: it is not aborted. Guarded by the baton. */
    boolean spared;

    private final @Nullable StartPlace started;

    LoopJob(Core core, Callable<T> body) {
        this(core, body, (StartPlace) null);
    }

    LoopJob(Core core, Callable<T> body, @Nullable Carried carried) {
        super(body, carried);
        this.core = core;
        this.started = null;
    }

    /** A job that the calling thread itself is to run. */
    static <T extends @Nullable Object> LoopJob<T> called(Core core, Callable<T> body) {
        return new LoopJob<>(core, body, Carried.inPlace());
    }

    /** A job for which it is remembered where it was started. */
    LoopJob(Core core, Callable<T> body, @Nullable StartPlace started) {
        super(body);
        this.core = core;
        this.started = started;
    }

    /** The job of this body. */
    static <T extends @Nullable Object> LoopJob<T> of(Core core, Callable<T> body, @Nullable StartPlace started) {
        return body instanceof Resident resident
                ? new ResidentLoopJob<>(core, body, resident, started)
                : new LoopJob<>(core, body, started);
    }

    @Override
    protected final boolean isWatched() {
        return started != null;
    }

    @Override
    protected final @Nullable StartPlace startPlace() {
        return started;
    }

    /** Whether it waits for nothing, and so is to run on the thread of a foreign loop where there is one. */
    boolean isSection() {
        return false;
    }

    /** A job that waits for nothing. */
    static <T extends @Nullable Object> LoopJob<T> section(Core core, Callable<T> body) {
        return new LoopJob<>(core, body) {
            @Override
            boolean isSection() {
                return true;
            }
        };
    }

    boolean isOf(Core loop) {
        return core == loop;
    }

    @Override
    protected final String levelName() {
        return core.options.name();
    }

    @Override
    protected @Nullable FailureSink failureSink() {
        return core.failures;
    }

    @Override
    protected void ended() {
        core.live.remove(this);
    }

    @Override
    protected final void forgotten() {
        core.live.remove(this);
    }

    @Override
    protected final boolean help() {
        return core.callers.help(this);
    }

    @Override
    protected final boolean helpInPlace(Strand strand) {
        return core.callers.helpInPlace(strand, this);
    }

    @Override
    protected final void runCallback(Runnable callback) {
        core.entrance.callback(callback);
    }
}
