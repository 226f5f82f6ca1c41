package dev.footbridge.guava;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import dev.footbridge.Async;
import dev.footbridge.AsyncCallable;
import dev.footbridge.Callback;
import dev.footbridge.OnCancel;
import dev.footbridge.Task;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Guava's listenable futures to and from async functions and tasks.
 *
 * <p>Exceptions pass as they are, in both directions, without {@code ExecutionException}. A cancel of the waiting code
 * cancels the future, once, and waits until it has ended, which a future of Guava's has at once. A cancel of a task's
 * future cancels the task; the future has ended when the task has, so its listeners run after the cleanup.
 *
 * {@snippet :
 * User user = await(users.find(id));                          // in a coroutine: it goes on, on its loop, with the user
 * Futures.addCallback(toListenableFuture(loop.start(() -> offerFor(user))), callback, executor);
 * }
 *
 * <p>Any thread may use all of this.
 */
public final class GuavaFutures {

    private GuavaFutures() {}

    /**
     * An async function that begins something with each call.
     *
     * @param <T> the type of the value
     * @param begin what to call, on the thread of the call
     * @return the function
     */
    public static <T extends @Nullable Object> AsyncCallable<T> fromFuture(Callable<ListenableFuture<T>> begin) {
        Objects.requireNonNull(begin, "the function is null: give one that returns a future");
        return Async.fromCallback((Callback<T> callback) -> {
            ListenableFuture<T> future = Objects.requireNonNull(begin.call(),
                    "the function returned no future, but null");
            callback.onCancel(OnCancel.WAIT, () -> future.cancel(true));
            Futures.addCallback(future, new FutureCallback<T>() {
                @Override
                public void onSuccess(T value) {
                    callback.succeed(value);
                }

                @Override
                public void onFailure(Throwable error) {
                    callback.fail(error);
                }
            }, MoreExecutors.directExecutor());
        });
    }

    /**
     * Waits for the value of a future: lets the others of a loop run, blocks any other thread; no thread is spent on
     * it. A cancel of the waiting code cancels the future.
     *
     * @param <T> the type of the value
     * @param future what to wait for
     * @return the value; what it fails with is thrown
     */
    public static <T extends @Nullable Object> T await(ListenableFuture<T> future) {
        Objects.requireNonNull(future, "the future is null: give one to wait for");
        return Async.<T>await(fromFuture(() -> future));
    }

    /**
     * A task as a listenable future: cancelling it cancels the task.
     *
     * @param <T> the type of the value
     * @param task what to wait for
     * @return the future, which ends when the task does
     */
    public static <T extends @Nullable Object> ListenableFuture<T> toListenableFuture(Task<T> task) {
        return TaskFuture.of(Objects.requireNonNull(task, "the task is null: give one to wait for"));
    }
}
