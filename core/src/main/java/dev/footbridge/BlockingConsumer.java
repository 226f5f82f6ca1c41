package dev.footbridge;

import org.jspecify.annotations.Nullable;

/**
 * A blocking function of one argument without a value: it returns when its work is done.
 *
 * @param <A> the type of the argument
 */
@FunctionalInterface
public interface BlockingConsumer<A extends @Nullable Object> {

    /**
     * Does the work.
     *
     * @param a the argument
     * @throws Exception if the work fails
     */
    void accept(A a) throws Exception;
}
