package dev.footbridge;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * An async function of one argument: it returns at once with a stage that completes later.
 *
 * @param <A> the type of the argument
 * @param <R> the type of the value
 */
@FunctionalInterface
public interface AsyncFunction<A extends @Nullable Object, R extends @Nullable Object> {

    /**
     * Starts the work.
     *
     * @param a the argument
     * @return the stage that brings the value; null means that the value is null and here already
     * @throws Exception if it cannot be started; treated as a stage that failed with it
     */
    @Nullable
    CompletionStage<? extends R> apply(A a) throws Exception;
}
