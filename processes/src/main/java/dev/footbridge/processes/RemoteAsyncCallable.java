package dev.footbridge.processes;

import dev.footbridge.AsyncCallable;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * An async function that can be sent to another JVM, with all it captures. It runs on the event loop of its worker,
 * beside others. A lambda given to a {@link ProcessPool} is one by itself; elsewhere it takes {@link #of}.
 *
 * @param <T> the type of the value
 */
@FunctionalInterface
public interface RemoteAsyncCallable<T extends @Nullable Object> extends AsyncCallable<T>, Serializable {

    /**
     * The function itself: makes a lambda one that can be sent, where a plain {@link AsyncCallable} is asked for.
     *
     * @param <T> the type of the value
     * @param function what to run
     * @return the same
     */
    static <T extends @Nullable Object> RemoteAsyncCallable<T> of(RemoteAsyncCallable<T> function) {
        return function;
    }
}
