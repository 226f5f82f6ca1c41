package dev.footbridge.processes;

import dev.footbridge.BlockingAction;
import java.io.Serializable;

/**
 * A blocking job without a value that can be sent to another JVM, with all it captures. A lambda given to a
 * {@link ProcessPool} is one by itself; elsewhere it takes {@link #of}.
 */
@FunctionalInterface
public interface RemoteAction extends BlockingAction, Serializable {

    /**
     * The job itself: makes a lambda one that can be sent, where a plain {@link BlockingAction} is asked for.
     *
     * @param job what to run
     * @return the same
     */
    static RemoteAction of(RemoteAction job) {
        return job;
    }
}
