package dev.footbridge.loop;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A job that goes on working after it has said that it is ready, such as a server.
 *
 * @param <V> the type of what it says when it is ready, for example a port
 * @param <T> the type of its value in the end
 */
@FunctionalInterface
public interface ReadyJob<V extends @Nullable Object, T extends @Nullable Object> {

    /**
     * Does the work.
     *
     * @param ready to be called once, when the job is ready; later calls do nothing
     * @return the value in the end
     * @throws Exception if the work fails
     */
    T run(Consumer<? super V> ready) throws Exception;
}
