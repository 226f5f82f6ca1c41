package dev.footbridge;

import org.jspecify.annotations.Nullable;

/**
 * A blocking function of one argument: it returns when its work is done.
 *
 * @param <A> the type of the argument
 * @param <R> the type of the value
 */
@FunctionalInterface
public interface BlockingFunction<A extends @Nullable Object, R extends @Nullable Object> {

    /**
     * Does the work.
     *
     * @param a the argument
     * @return the value
     * @throws Exception if the work fails
     */
    R apply(A a) throws Exception;
}
