package dev.footbridge.context.carriers;

import dev.footbridge.context.ContextCarrier;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Carries all that Micrometer's context propagation knows of: each {@code ThreadLocalAccessor} that is registered with
 * its global {@code ContextRegistry} when a job is started, such as that of the current observation.
 *
 * <p>What its starter had a job has, and what its starter had not it has not, whatever is on its thread. A service:
 * nothing need be called.
 */
public final class MicrometerCarrier implements ContextCarrier<ContextSnapshot> {

    private final ContextSnapshotFactory snapshots;
    private final ContextSnapshot nothing;

    /** Fails with a {@link NoClassDefFoundError} where Micrometer's context propagation is not there. */
    public MicrometerCarrier() {
        snapshots = ContextSnapshotFactory.builder().clearMissing(true).build();
        nothing = snapshots.captureFrom();
    }

    @Override
    public ContextSnapshot capture() {
        return snapshots.captureAll();
    }

    @Override
    public <T extends @Nullable Object> T call(@Nullable ContextSnapshot state, Callable<T> code) throws Exception {
        try (ContextSnapshot.Scope _ = (state == null ? nothing : state).setThreadLocals()) {
            return code.call();
        }
    }

    @Override
    public String toString() {
        return "carrier of Micrometer's context propagation";
    }
}
