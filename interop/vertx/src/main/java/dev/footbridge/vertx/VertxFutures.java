package dev.footbridge.vertx;

import dev.footbridge.Async;
import dev.footbridge.AsyncCallable;
import dev.footbridge.Callback;
import dev.footbridge.OnCancel;
import dev.footbridge.Task;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Timer;
import io.vertx.core.Vertx;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Vert.x's futures to and from async functions and tasks.
 *
 * <p>Exceptions pass as they are, in both directions. Vert.x's futures cannot be cancelled, but for timers: a cancel of
 * the waiting code ends its wait at once, and what the future brings is dropped. A future of a task has no way to
 * cancel it either; keep the task for that.
 *
 * {@snippet :
 * Buffer body = await(request.send().compose(HttpClientResponse::body));   // in a coroutine: it goes on, on its loop
 * Future<Offer> offer = toFuture(pool.start(() -> offerFor(id)));  // its handlers run on this Vert.x context
 * }
 *
 * <p>What begins to flow at once, such as the body of a response, has to be taken up in a handler on Vert.x's own
 * thread:
 * {@code compose} it before the wait, as above. Whoever waits first comes too late for it.
 *
 * <p>Vert.x's event loops are never blocked: waiting calls throw there, at once. Any thread may use all of this.
 */
public final class VertxFutures {

    private VertxFutures() {}

    /**
     * An async function that has Vert.x begin something with each call.
     *
     * @param <T> the type of the value
     * @param begin what to call, on the thread of the call
     * @return the function
     */
    public static <T extends @Nullable Object> AsyncCallable<T> fromFuture(Callable<Future<T>> begin) {
        Objects.requireNonNull(begin, "the function is null: give one that returns a future");
        return Async.fromCallback((Callback<T> callback) -> {
            Future<T> future = Objects.requireNonNull(begin.call(), "the function returned no future, but null");
            if (future instanceof Timer timer) {
                callback.onCancel(OnCancel.ABANDON, timer::cancel);
            }
            future.onComplete(ended -> {
                if (ended.succeeded()) {
                    callback.succeed(ended.result());
                } else {
                    callback.fail(ended.cause());
                }
            });
        });
    }

    /**
     * Waits for the value of a future: lets the others of a loop run, blocks any other thread.
     *
     * @param <T> the type of the value
     * @param future what to wait for
     * @return the value; what it fails with is thrown
     */
    public static <T extends @Nullable Object> T await(Future<T> future) {
        Objects.requireNonNull(future, "the future is null: give one to wait for");
        return Async.<T>await(fromFuture(() -> future));
    }

    /**
     * A future of a task. Its handlers run on the Vert.x context of the calling code; called elsewhere, where the task
     * ends.
     *
     * @param <T> the type of the value
     * @param task what to wait for
     * @return the future
     */
    public static <T extends @Nullable Object> Future<T> toFuture(Task<T> task) {
        Objects.requireNonNull(task, "the task is null: give one to wait for");
        Context context = Vertx.currentContext();
        return context == null ? Future.fromCompletionStage(task) : Future.fromCompletionStage(task, context);
    }
}
