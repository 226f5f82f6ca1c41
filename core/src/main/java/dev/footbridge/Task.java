package dev.footbridge;

import dev.footbridge.internal.UnderWay;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A job that was started on a {@link Level}: a handle to wait for it, to cancel it, and to learn how it ended.
 *
 * <p>Every task settles: with a value, with the original exception, or cancelled. Waiting works anywhere: in a
 * coroutine it lets the others of the loop run, on any other thread it blocks. A failure that nobody looks at is
 * reported once to the level's {@link FailureHandler}.
 *
 * {@snippet :
 * Task<Page> page = Async.start(() -> fetch(uri));
 * Page ready = page.result();                        // waits
 * Page soon = page.result(Duration.ofSeconds(1));    // waits, then cancels
 * }
 *
 * <p>A task is a {@link Future} and a {@link CompletionStage}, so an async function may simply return one. The methods
 * of {@code Future} keep its contract ({@code get} wraps failures in {@code ExecutionException} and a timed
 * {@code get} leaves the task running); those declared here throw the original exception. Code that is registered on a
 * task, or on what its stage methods return, runs in the {@linkplain dev.footbridge.context context} of whoever registers
 * it.
 *
 * <p>All methods may be called from any thread. Not for implementation outside Footbridge.
 *
 * @param <T> the type of the value
 */
public interface Task<T extends @Nullable Object> extends Future<T>, CompletionStage<T> {

    /**
     * A task of what is under way already, such as a call that an asynchronous client has begun. It settles as the stage
     * completes, and no coroutine is needed to wait for it, so that is the cheapest way to gather many calls:
     *
     * {@snippet :
     * List<Task<Quote>> quotes = isbns.stream().map(isbn -> Task.of(client.quote(isbn))).toList();
     * List<Quote> all = Async.gather(quotes);
     * }
     *
     * <p>A cancel of the task asks the stage's future to cancel, on a thread of its own, and ends the task; what the work
     * brings after that is dropped. A failure that nobody looks at is logged once.
     *
     * @param <T> the type of the value
     * @param stage tells how the work ends; one that is a task is returned as it is
     * @return its task
     */
    static <T extends @Nullable Object> Task<T> of(CompletionStage<T> stage) {
        return UnderWay.of(stage);
    }

    /** The level it was started on and the code it runs, for messages. */
    String name();

    /**
     * Waits for the value.
     *
     * <p>If the waiting code is cancelled, or its thread interrupted (the flag stays set), the task is cancelled and
     * its cleanup awaited.
     *
     * @return the value
     * @throws CancelledException if the task was cancelled, or the waiting code is; else the original exception,
     *         checked ones included, if the task failed
     */
    T result();

    /**
     * Waits for the value, but no longer than this. When the time is up the task is cancelled and its cleanup awaited;
     * a task that ends with a value all the same gives it.
     *
     * @param limit how long; zero or less cancels at once a task that is not done, and one that has not begun never
     *         does
     * @return the value
     * @throws TimeoutException if the task was cancelled because the time was up
     * @throws CancelledException as {@link #result()}, which also says what else is thrown
     */
    T result(Duration limit) throws TimeoutException;

    /**
     * Waits for the end, however it comes, and says how it was.
     *
     * @throws CancelledException if the waiting code itself is cancelled, or its thread interrupted
     */
    Outcome<T> outcome();

    /**
     * Asks the work to end: a task that has not begun never does; code in a wait gets a {@link CancelledException}
     * there, and again at every further wait; a plain blocking call is interrupted. The task settles when its code has
     * ended, so wait for it to be sure. Work that ends with a value all the same keeps it.
     *
     * @return false if it had ended already
     */
    boolean cancel();

    /**
     * Asks the work to end, as {@link #cancel()}.
     *
     * @param reason why, in words; readable where the cancel is caught
     * @return false if it had ended already
     */
    boolean cancel(String reason);

    /**
     * A view for code that wants a {@link CompletableFuture}. Cancelling the view cancels the work; it completes when
     * the task settles. Completing it by hand changes the view only.
     */
    @Override
    CompletableFuture<T> toCompletableFuture();
}
