package dev.footbridge.reactor;

import dev.footbridge.Async;
import dev.footbridge.AsyncCallable;
import dev.footbridge.Callback;
import dev.footbridge.Level;
import dev.footbridge.OnCancel;
import dev.footbridge.Task;
import dev.footbridge.context.ContextKey;
import dev.footbridge.stream.AsyncGenerator;
import dev.footbridge.stream.AsyncStream;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reactor's publishers to and from async functions, tasks and streams.
 *
 * <p>Exceptions pass as they are, in both directions. What is cold stays cold: each call of {@link #fromMono}'s
 * function subscribes, each subscription to {@link #toMono(Level, Callable)} starts a job. A cancel of the waiting code
 * disposes of the subscription, once, and then ends the wait: Reactor does not say when cleanup has ended. A subscriber
 * that cancels cancels the task, whose cleanup runs to its end. An error that comes after that goes where Reactor sends
 * those, {@code Hooks.onErrorDropped}.
 *
 * {@snippet :
 * Order order = await(orders.findById(id));              // in a coroutine: it goes on, on its loop, with the order
 * Mono<Offer> offer = toMono(loop, () -> offerFor(order));
 * }
 *
 * <p>Context: the values of {@link ContextKey}s are entries of Reactor's context under those keys, and the other way
 * round. So {@code deferContextual(view -> view.get(USER))} sees what the awaiting code has, and a job sees in {@code
 * USER.get()} what {@code contextWrite(context -> context.put(USER, user))} put there.
 *
 * <p>{@link #toMono}'s and {@link #toFlux}'s signals come on the thread where the job runs; {@code publishOn} moves
 * them. Reactor's own threads that must not block are never blocked: there waiting calls throw. Any thread may use all
 * of this.
 */
@SuppressWarnings("overloads") // told apart by what the function returns
public final class Reactor {

    private Reactor() {}

    // ---- one value

    /**
     * An async function that subscribes to this publisher with each call.
     *
     * @param <T> the type of the value
     * @param mono what to subscribe to
     * @return the function; its value is null if the publisher was empty
     */
    public static <T> AsyncCallable<@Nullable T> fromMono(Mono<? extends T> mono) {
        Objects.requireNonNull(mono, "the mono is null: give one to subscribe to");
        return Async.fromCallback((Callback<@Nullable T> callback) -> {
            MonoSubscriber<T> subscriber = new MonoSubscriber<>(callback, Contexts.withOurs());
            callback.onCancel(OnCancel.ABANDON, subscriber::dispose);
            if (!callback.isOver()) {
                mono.subscribe(subscriber);
            }
        });
    }

    /**
     * Subscribes and waits for the value: lets the others of a loop run, blocks any other thread.
     *
     * @param <T> the type of the value
     * @param mono what to wait for
     * @return the value; null if the publisher was empty. What it fails with is thrown
     */
    public static <T> @Nullable T await(Mono<T> mono) {
        return Async.<@Nullable T>await(fromMono(mono));
    }

    /**
     * A publisher that starts a blocking function on a level with each subscription; on an event loop it is a
     * coroutine.
     *
     * @param <T> the type of the value
     * @param level where it runs
     * @param job what to run; null is empty
     * @return the publisher
     */
    public static <T> Mono<T> toMono(Level level, Callable<@Nullable T> job) {
        Objects.requireNonNull(level, "the level is null: say where the job runs");
        Callable<@Nullable T> given = Objects.requireNonNull(job, "the job is null: give a function to run");
        return Subscribed.mono(() -> level.<@Nullable T>start(given));
    }

    /**
     * A publisher that starts an async function on a level with each subscription.
     *
     * @param <T> the type of the value
     * @param level where it runs
     * @param job what to run; null is empty
     * @return the publisher
     */
    public static <T> Mono<T> toMono(Level level, AsyncCallable<@Nullable T> job) {
        Objects.requireNonNull(level, "the level is null: say where the job runs");
        AsyncCallable<@Nullable T> given = Objects.requireNonNull(job,
                "the job is null: give a function to run");
        return Subscribed.mono(() -> level.<@Nullable T>start(given));
    }

    /**
     * A publisher of the value of a task, which runs already: all subscribers share it, and one that cancels cancels
     * it.
     * {@link Async#shield} keeps that from it.
     *
     * @param <T> the type of the value
     * @param task whose value; null is empty
     * @return the publisher
     */
    public static <T> Mono<T> toMono(Task<? extends @Nullable T> task) {
        Task<? extends @Nullable T> given = Objects.requireNonNull(task, "the task is null: give one to wait for");
        return Subscribed.mono(() -> given);
    }

    // ---- many

    /**
     * What a publisher publishes, asked of it one item at a time. Each run subscribes, and cancels if it ends early.
     *
     * @param <T> the type of the items
     * @param flux the publisher
     * @return the stream
     */
    public static <T> AsyncStream<T> fromFlux(Publisher<? extends T> flux) {
        return fromFlux(flux, 1);
    }

    /**
     * What a publisher publishes. Each run subscribes, and cancels if it ends early.
     *
     * @param <T> the type of the items
     * @param flux the publisher
     * @param prefetch how many items are asked for ahead of demand
     * @return the stream
     */
    public static <T> AsyncStream<T> fromFlux(Publisher<? extends T> flux, int prefetch) {
        Flux<T> items = Flux.from(Objects.requireNonNull(flux, "the publisher is null: give one to subscribe to"));
        Flow.Publisher<T> asFlow = subscriber -> {
            var ours = Contexts.withOurs();
            Flux<T> inContext = ours.isEmpty() ? items : items.contextWrite(ours.readOnly());
            JdkFlowAdapter.publisherToFlowPublisher(inContext).subscribe(subscriber);
        };
        return AsyncStream.fromPublisher(asFlow, prefetch);
    }

    /**
     * A publisher of a stream's items: each subscriber gets a run of its own, which runs only while items are
     * requested.
     *
     * @param <T> the type of the items
     * @param stream the items
     * @return the publisher
     */
    public static <T> Flux<T> toFlux(AsyncStream<T> stream) {
        Flow.Publisher<T> items = stream.toPublisher();
        return Flux.deferContextual(view -> JdkFlowAdapter.flowPublisherToFlux(
                subscriber -> Contexts.run(view, () -> items.subscribe(subscriber))));
    }

    /**
     * A publisher of the items that a generator yields from now on, for one subscriber. The generator is closed at the
     * end, and when the subscriber cancels.
     *
     * @param <T> the type of the items
     * @param generator the items
     * @return the publisher
     */
    public static <T> Flux<T> toFlux(AsyncGenerator<T> generator) {
        return toFlux(AsyncStream.fromGenerator(generator));
    }
}
