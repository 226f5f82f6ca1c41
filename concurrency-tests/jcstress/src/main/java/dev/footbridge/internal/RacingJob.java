package dev.footbridge.internal;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A job without a level, run by whoever begins it: for races that need one. */
public final class RacingJob<T extends @Nullable Object> extends Job<T> {

    /** A job that runs this. */
    public RacingJob(Callable<T> body) {
        super(body);
    }

    @Override
    protected String levelName() {
        return "race";
    }

    @Override
    protected @Nullable FailureSink failureSink() {
        return null;
    }
}
