package dev.footbridge.processes;

import dev.footbridge.context.ContextKey;
import java.io.Serializable;

/**
 * Names a context key in each JVM: a lambda that returns the constant, {@code () -> Requests.USER}. What code that starts
 * a job has under this key is sent along with the job, and must be serializable.
 */
@FunctionalInterface
public interface RemoteKey extends Serializable {

    /** The key, in the JVM that asks. */
    ContextKey<?> key();
}
