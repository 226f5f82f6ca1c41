package dev.footbridge.processes;

import dev.footbridge.BlockingFunction;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A blocking function of one argument that can be sent to another JVM, with all it captures.
 *
 * @param <A> the type of the argument
 * @param <R> the type of the value
 */
@FunctionalInterface
public interface RemoteFunction<A extends @Nullable Object, R extends @Nullable Object>
        extends
            BlockingFunction<A, R>,
            Serializable {}
