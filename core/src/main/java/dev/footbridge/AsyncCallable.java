package dev.footbridge;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * An async function without arguments: it returns at once with a stage that completes later.
 *
 * <p>This type is how Footbridge tells an async function from a blocking one ({@link java.util.concurrent.Callable}).
 * For a lambda or a method reference the compiler chooses by what it returns. A lambda that only ever returns
 * {@code null} or throws fits both and is taken as async, which is harmless on a loop; write a blocking job without a
 * value as a {@link BlockingAction} (a lambda without {@code return}).
 *
 * @param <T> the type of the value
 */
@FunctionalInterface
public interface AsyncCallable<T extends @Nullable Object> {

    /**
     * Starts the work.
     *
     * @return the stage that brings the value; null means that the value is null and here already
     * @throws Exception if it cannot be started; treated as a stage that failed with it
     */
    @Nullable
    CompletionStage<? extends T> call() throws Exception;
}
