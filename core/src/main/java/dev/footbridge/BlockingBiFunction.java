package dev.footbridge;

import org.jspecify.annotations.Nullable;

/**
 * A blocking function of two arguments: it returns when its work is done.
 *
 * @param <A> the type of the first argument
 * @param <B> the type of the second argument
 * @param <R> the type of the value
 */
@FunctionalInterface
public interface BlockingBiFunction<A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> {

    /**
     * Does the work.
     *
     * @param a the first argument
     * @param b the second argument
     * @return the value
     * @throws Exception if the work fails
     */
    R apply(A a, B b) throws Exception;
}
