package dev.footbridge.internal;

import org.jspecify.annotations.Nullable;

/** A promise without a body: settled by whoever holds it. Cancelling it settles it, and nothing else. */
public class Deferred<T extends @Nullable Object> extends Promise<T> {

    private final String name;

    /** A pending promise of this name. */
    public Deferred(String name) {
        this.name = name;
    }

    @Override
    public final String name() {
        return name;
    }

    /** Settles with a value; false when settled before. */
    public final boolean set(T value) {
        return succeed(value);
    }

    /** Settles with a failure; false when settled before. */
    public final boolean setFailure(Throwable error) {
        return fail(error);
    }

    /** Settles as cancelled; false when settled before. */
    public final boolean setCancelled(String reason) {
        return stop(reason);
    }

    @Override
    public boolean cancel(Cancel request) {
        return stop(request.reason());
    }

    @Override
    protected @Nullable FailureSink failureSink() {
        return null;
    }
}
