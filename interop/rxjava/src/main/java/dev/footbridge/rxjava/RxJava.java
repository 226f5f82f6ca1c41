package dev.footbridge.rxjava;

import dev.footbridge.Async;
import dev.footbridge.AsyncCallable;
import dev.footbridge.Callback;
import dev.footbridge.Level;
import dev.footbridge.Task;
import dev.footbridge.stream.AsyncGenerator;
import dev.footbridge.stream.AsyncStream;
import io.reactivex.rxjava3.core.CompletableSource;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.MaybeSource;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.core.SingleSource;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.FlowAdapters;
import org.reactivestreams.Publisher;

/**
 * RxJava's sources to and from async functions, tasks and streams.
 *
 * <p>Exceptions pass as they are, in both directions. What is cold stays cold: each call of {@link #fromSingle}'s
 * function subscribes, each subscription to {@link #toSingle(Level, Callable)} starts a job. A cancel of the waiting
 * code disposes of the subscription, once, and then ends the wait: RxJava does not say when cleanup has ended. An
 * observer that disposes cancels the task, whose cleanup runs to its end. An error that nobody can be given any more
 * goes, once, where RxJava sends those, {@code RxJavaPlugins.onError}.
 *
 * {@snippet :
 * Order order = await(orders.find(id));                  // in a coroutine: it goes on, on its loop, with the order
 * Single<Offer> offer = toSingle(loop, () -> offerFor(order));
 * }
 *
 * <p>A {@code Completable} of a job is {@code toMaybe(level, job).ignoreElement()}. An {@code Observable} cannot be
 * asked for less than all: make it a {@code Flowable} and say what is to become of too much. RxJava has no context.
 *
 * <p>Signals come on the thread where the job runs; {@code observeOn} moves them. Any thread may use all of this.
 */
@SuppressWarnings("overloads") // told apart by what the function returns, and by kinds of sources
public final class RxJava {

    private RxJava() {}

    // ---- one value

    /**
     * An async function that subscribes to this source with each call.
     *
     * @param <T> the type of the value
     * @param single what to subscribe to
     * @return the function
     */
    public static <T> AsyncCallable<T> fromSingle(SingleSource<? extends T> single) {
        Objects.requireNonNull(single, "the single is null: give one to subscribe to");
        return Async.fromCallback((Callback<T> callback) -> Called.by(callback, called -> single.subscribe(called)));
    }

    /**
     * An async function that subscribes to this source with each call.
     *
     * @param <T> the type of the value
     * @param maybe what to subscribe to
     * @return the function; its value is null if the source was empty
     */
    public static <T> AsyncCallable<@Nullable T> fromMaybe(MaybeSource<? extends T> maybe) {
        Objects.requireNonNull(maybe, "the maybe is null: give one to subscribe to");
        return Async.fromCallback(
                (Callback<@Nullable T> callback) -> Called.by(callback, called -> maybe.subscribe(called)));
    }

    /**
     * An async function that subscribes to this source with each call.
     *
     * @param completable what to subscribe to
     * @return the function
     */
    public static AsyncCallable<@Nullable Void> fromCompletable(CompletableSource completable) {
        Objects.requireNonNull(completable, "the completable is null: give one to subscribe to");
        return Async.fromCallback(
                (Callback<@Nullable Void> callback) -> Called.by(callback, called -> completable.subscribe(called)));
    }

    /**
     * Subscribes and waits for the value: lets the others of a loop run, blocks any other thread.
     *
     * @param <T> the type of the value
     * @param single what to wait for
     * @return the value; what it fails with is thrown
     */
    public static <T> T await(SingleSource<T> single) {
        return Async.<T>await(fromSingle(single));
    }

    /**
     * Subscribes and waits for the value: lets the others of a loop run, blocks any other thread.
     *
     * @param <T> the type of the value
     * @param maybe what to wait for
     * @return the value; null if the source was empty. What it fails with is thrown
     */
    public static <T> @Nullable T await(MaybeSource<T> maybe) {
        return Async.<@Nullable T>await(fromMaybe(maybe));
    }

    /**
     * Subscribes and waits for the end: lets the others of a loop run, blocks any other thread.
     *
     * @param completable what to wait for; what it fails with is thrown
     */
    public static void await(CompletableSource completable) {
        Async.<@Nullable Void>await(fromCompletable(completable));
    }

    /**
     * A source that starts a blocking function on a level with each subscription; on an event loop it is a coroutine.
     *
     * @param <T> the type of the value
     * @param level where it runs
     * @param job what to run; null is an error, as a single has a value
     * @return the source
     */
    public static <T> Single<T> toSingle(Level level, Callable<T> job) {
        Objects.requireNonNull(job, "the job is null: give a function to run");
        return Subscribed.single(() -> given(level).start(job));
    }

    /**
     * A source that starts an async function on a level with each subscription.
     *
     * @param <T> the type of the value
     * @param level where it runs
     * @param job what to run; null is an error, as a single has a value
     * @return the source
     */
    public static <T> Single<T> toSingle(Level level, AsyncCallable<T> job) {
        Objects.requireNonNull(job, "the job is null: give a function to run");
        return Subscribed.single(() -> given(level).start(job));
    }

    /**
     * A source of the value of a task, which runs already: all observers share it, and one that disposes cancels it.
     * {@link Async#shield} keeps that from it.
     *
     * @param <T> the type of the value
     * @param task whose value; null is an error, as a single has a value
     * @return the source
     */
    public static <T> Single<T> toSingle(Task<T> task) {
        Objects.requireNonNull(task, "the task is null: give one to wait for");
        return Subscribed.single(() -> task);
    }

    /**
     * A source that starts a blocking function on a level with each subscription; on an event loop it is a coroutine.
     *
     * @param <T> the type of the value
     * @param level where it runs
     * @param job what to run; null is empty
     * @return the source
     */
    public static <T> Maybe<T> toMaybe(Level level, Callable<@Nullable T> job) {
        Objects.requireNonNull(job, "the job is null: give a function to run");
        return Subscribed.maybe(() -> given(level).<@Nullable T>start(job));
    }

    /**
     * A source that starts an async function on a level with each subscription.
     *
     * @param <T> the type of the value
     * @param level where it runs
     * @param job what to run; null is empty
     * @return the source
     */
    public static <T> Maybe<T> toMaybe(Level level, AsyncCallable<@Nullable T> job) {
        Objects.requireNonNull(job, "the job is null: give a function to run");
        return Subscribed.maybe(() -> given(level).<@Nullable T>start(job));
    }

    /**
     * A source of the value of a task, which runs already, as {@link #toSingle(Task)}.
     *
     * @param <T> the type of the value
     * @param task whose value; null is empty
     * @return the source
     */
    public static <T> Maybe<T> toMaybe(Task<? extends @Nullable T> task) {
        Task<? extends @Nullable T> given = Objects.requireNonNull(task, "the task is null: give one to wait for");
        return Subscribed.maybe(() -> given);
    }

    private static Level given(Level level) {
        return Objects.requireNonNull(level, "the level is null: say where the job runs");
    }

    // ---- many

    /**
     * What a publisher publishes, asked of it one item at a time. Each run subscribes, and cancels if it ends early.
     *
     * @param <T> the type of the items
     * @param flowable the publisher
     * @return the stream
     */
    public static <T> AsyncStream<T> fromFlowable(Publisher<? extends T> flowable) {
        return fromFlowable(flowable, 1);
    }

    /**
     * What a publisher publishes. Each run subscribes, and cancels if it ends early.
     *
     * @param <T> the type of the items
     * @param flowable the publisher
     * @param prefetch how many items are asked for ahead of demand
     * @return the stream
     */
    public static <T> AsyncStream<T> fromFlowable(Publisher<? extends T> flowable, int prefetch) {
        Objects.requireNonNull(flowable, "the publisher is null: give one to subscribe to");
        return AsyncStream.fromPublisher(FlowAdapters.toFlowPublisher(flowable), prefetch);
    }

    /**
     * A publisher of a stream's items: each subscriber gets a run of its own, which runs only while items are
     * requested.
     *
     * @param <T> the type of the items
     * @param stream the items
     * @return the publisher
     */
    public static <T> Flowable<T> toFlowable(AsyncStream<T> stream) {
        return Flowable.fromPublisher(FlowAdapters.toPublisher(stream.toPublisher()));
    }

    /**
     * A publisher of the items that a generator yields from now on, for one subscriber. The generator is closed at the
     * end, and when the subscriber cancels.
     *
     * @param <T> the type of the items
     * @param generator the items
     * @return the publisher
     */
    public static <T> Flowable<T> toFlowable(AsyncGenerator<T> generator) {
        return toFlowable(AsyncStream.fromGenerator(generator));
    }
}
