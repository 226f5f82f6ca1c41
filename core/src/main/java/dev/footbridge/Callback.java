package dev.footbridge;

import dev.footbridge.internal.CalledBack;
import dev.footbridge.internal.Sneaky;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where code that calls back says how it ended: with a value, an error, or cancelled. The first word counts.
 *
 * <p>{@link Async#fromCallback} makes an async function of a library that wants to be given callbacks:
 *
 * {@snippet :
 * AsyncCallable<Response> get = Async.fromCallback((Callback<Response> callback) -> {
 *     Future<Response> call = client.execute(request, new FutureCallback<>() {
 *         public void completed(Response response) { callback.succeed(response); }
 *         public void failed(Exception error) { callback.fail(error); }
 *         public void cancelled() { callback.cancelled("the client cancelled"); }
 *     });
 *     callback.onCancel(OnCancel.WAIT, () -> call.cancel(true));
 * });
 * Response response = await(get);                        // or start(get), Parallel.of().schedule(get), ...
 * }
 *
 * <p>What is said after the first word is dropped, which the return value tells, so that whoever brings something that
 * has to be closed, or an error that must not vanish, can see to it. All methods may be called from any thread.
 *
 * @param <T> the type of the value
 */
public final class Callback<T extends @Nullable Object> {

    private final CalledBack<T> call;

    private Callback(CalledBack<T> call) {
        this.call = call;
    }

    /** What begins the work and gives it the callbacks. */
    @FunctionalInterface
    public interface Source<T extends @Nullable Object> {

        /**
         * Begins the work; must not wait for it.
         *
         * @param callback is told how it ended
         * @throws Exception if the work cannot begin; counts as {@link Callback#fail}
         */
        void begin(Callback<T> callback) throws Exception;
    }

    static <T extends @Nullable Object> AsyncCallable<T> callable(Source<T> source) {
        Objects.requireNonNull(source, "the source is null: give a function that begins the work");
        return () -> {
            CalledBack<T> call = new CalledBack<>(source);
            try {
                source.begin(new Callback<>(call));
            } catch (Throwable error) {
                if (!call.failed(error)) {
                    throw Sneaky.raise(error); // it has called back already: this one is told by nobody else
                }
            }
            call.begun();
            return call;
        };
    }

    /**
     * It ended with a value.
     *
     * @param value the value
     * @return false if it had ended before; then nobody gets the value
     */
    public boolean succeed(T value) {
        return call.succeeded(value);
    }

    /**
     * It failed. A {@link java.util.concurrent.CompletionException} is taken off; a {@link
     * java.util.concurrent.CancellationException} says that it was cancelled.
     *
     * @param error the exception
     * @return false if it had ended before; then nobody gets the error
     */
    public boolean fail(Throwable error) {
        return call.failed(Objects.requireNonNull(error, "the error is null: give the exception it failed with"));
    }

    /**
     * It was cancelled, by a cancel from here or by somebody else.
     *
     * @param reason why, in words; a cancel from here has its own reason
     * @return false if it had ended before
     */
    public boolean cancelled(String reason) {
        return call.cancelled(Objects.requireNonNull(reason, "the reason is null: say why it was cancelled"));
    }

    /**
     * Says how the work is cancelled. It is asked once, if whoever waits is cancelled before the work has ended: on a
     * thread of its own, also when the cancel came before this was called. Without this a cancel ends the call at once,
     * and the work goes on.
     *
     * @param then {@link OnCancel#WAIT} if the work will call back when it has ended, which is then waited for; {@link
     *        OnCancel#ABANDON} if it may never, and then the call ends when it has been asked
     * @param ask asks the work to end; what it throws is reported, and ends the call
     * @throws IllegalStateException if it has been said before
     */
    public void onCancel(OnCancel then, BlockingAction ask) {
        call.onCancel(Objects.requireNonNull(then, "what follows is null: say WAIT or ABANDON"),
                Objects.requireNonNull(ask, "the action is null: say how the work is asked to end"));
    }

    /** Whether it has ended, or was cancelled: then the work need not go on. */
    public boolean isOver() {
        return call.isOver();
    }

    @Override
    public String toString() {
        return call.toString();
    }
}
