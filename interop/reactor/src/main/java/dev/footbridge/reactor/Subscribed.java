package dev.footbridge.reactor;

import dev.footbridge.Task;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;

/**
 * A task whose value one subscriber is waiting for; it is started when the subscriber asks. A sink of Reactor's would
 * lose the error of a task whose subscriber has left.
 */
final class Subscribed<T> implements Subscription {

    private final Supplier<Task<? extends @Nullable T>> start;
    private final CoreSubscriber<? super T> subscriber;
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.NEW);
    private volatile @Nullable Task<? extends @Nullable T> task;

    private enum Stage {
        NEW, ASKED,
        /** It has told the end, or the subscriber has left. */
        ENDED
    }

    private Subscribed(Supplier<Task<? extends @Nullable T>> start, CoreSubscriber<? super T> subscriber) {
        this.start = start;
        this.subscriber = subscriber;
    }

    /** A publisher of the value of what each subscription starts, in the context that comes with it. */
    static <T> Mono<T> mono(Supplier<Task<? extends @Nullable T>> start) {
        return new Mono<>() {
            @Override
            public void subscribe(CoreSubscriber<? super T> subscriber) {
                subscriber.onSubscribe(new Subscribed<T>(start, subscriber));
            }
        };
    }

    @Override
    public void request(long items) {
        if (items <= 0) {
            refuse(items);
        } else if (stage.compareAndSet(Stage.NEW, Stage.ASKED)) {
            begin();
        }
    }

    private void refuse(long items) {
        if (stage.getAndSet(Stage.ENDED) != Stage.ENDED) {
            stop();
            subscriber.onError(new IllegalArgumentException("a subscriber must request more than 0 items (it requested "
                    + items + "): Reactive Streams rule 3.9"));
        }
    }

    private void begin() {
        Task<? extends @Nullable T> started;
        try {
            started = Contexts.call(subscriber.currentContext(), start);
        } catch (Throwable refused) {
            end(null, refused);
            return;
        }
        task = started;
        started.whenComplete(this::end);
        if (stage.get() != Stage.ASKED) {
            stop();
        }
    }

    @Override
    public void cancel() {
        if (stage.getAndSet(Stage.ENDED) == Stage.ASKED) {
            stop();
        }
    }

    private void stop() {
        Task<?> started = task;
        if (started != null) {
            started.cancel("its subscriber cancelled");
        }
    }

    /** How the task ended: {@code whenComplete} gives its own exception, without a wrapper. */
    private void end(@Nullable T value, @Nullable Throwable error) {
        if (!stage.compareAndSet(Stage.ASKED, Stage.ENDED)) {
            drop(value, error);
        } else if (error != null) {
            subscriber.onError(error);
        } else {
            if (value != null) {
                subscriber.onNext(value);
            }
            subscriber.onComplete();
        }
    }

    private void drop(@Nullable T value, @Nullable Throwable error) {
        if (value != null) {
            Operators.onNextDropped(value, subscriber.currentContext());
        } else if (error != null && !(error instanceof CancellationException)) {
            Operators.onErrorDropped(error, subscriber.currentContext());
        }
    }
}
