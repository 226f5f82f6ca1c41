package dev.footbridge.stream;

import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A processor: what it is given goes through operators to its subscriber. Nothing is asked of the publisher until the
 * subscriber requests something, but its failure or end is passed on at once.
 */
final class Pipe<T, R> implements Flow.Processor<T, R>, Delivery.Upstream {

    private final Intake<T> intake = new Intake<>(1, this::isWanted);
    private final AsyncStream<R> stream;
    private final AtomicReference<@Nullable Delivery<R>> delivery = new AtomicReference<>();

    private Pipe(Function<AsyncStream<T>, AsyncStream<R>> operator) {
        Source<T> items = intake::run;
        this.stream = Objects.requireNonNull(operator.apply(AsyncStream.from(Pulled.once(items))),
                "the operator of a processor returned null: return the stream to publish");
    }

    static <T, R> Flow.Processor<T, R> of(Function<AsyncStream<T>, AsyncStream<R>> operator) {
        return new Pipe<>(Objects.requireNonNull(operator, "the operator is null: give one to apply"));
    }

    private boolean isWanted() {
        Delivery<R> to = delivery.get();
        return to != null && to.hasDemand();
    }

    @Override
    public void demanded() {
        intake.ring();
    }

    @Override
    public void ended() {
        intake.cancel();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super R> subscriber) {
        Delivery<R> mine = Delivery.atOnce(stream.source(), GeneratorOptions.DEFAULT, subscriber, this);
        if (delivery.compareAndSet(null, mine)) {
            mine.open();
        } else {
            refuse(subscriber);
        }
    }

    private static void refuse(Flow.Subscriber<?> subscriber) {
        subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long items) {}

            @Override
            public void cancel() {}
        });
        subscriber.onError(new IllegalStateException(
                "a stream's processor has one subscriber, and it has one already: make another processor"));
    }

    @Override
    public void onSubscribe(Flow.Subscription publisher) {
        intake.onSubscribe(publisher);
    }

    @Override
    public void onNext(T item) {
        intake.onNext(item);
    }

    @Override
    public void onError(Throwable failed) {
        intake.onError(failed);
    }

    @Override
    public void onComplete() {
        intake.onComplete();
    }
}
