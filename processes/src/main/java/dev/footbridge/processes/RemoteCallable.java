package dev.footbridge.processes;

import java.io.Serializable;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A blocking function that can be sent to another JVM, with all it captures. A lambda given to a {@link ProcessPool} is
 * one by itself; elsewhere it takes {@link #of}.
 *
 * {@snippet :
 * pool.call(() -> sha256(file));
 * Parallel.of().schedule(RemoteCallable.of(() -> sha256(file))).on(pool).block();
 * }
 *
 * @param <T> the type of the value
 */
@FunctionalInterface
public interface RemoteCallable<T extends @Nullable Object> extends Callable<T>, Serializable {

    /**
     * The function itself: makes a lambda one that can be sent, where a plain {@link Callable} is asked for.
     *
     * @param <T> the type of the value
     * @param function what to run
     * @return the same
     */
    static <T extends @Nullable Object> RemoteCallable<T> of(RemoteCallable<T> function) {
        return function;
    }
}
