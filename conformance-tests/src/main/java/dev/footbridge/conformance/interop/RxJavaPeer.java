package dev.footbridge.conformance.interop;

import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Scheduler;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.reactivestreams.FlowAdapters;

/**
 * RxJava 3.
 *
 * @param name what it is called
 * @param scheduler whose threads publish, and take what others publish
 */
public record RxJavaPeer(String name, Scheduler scheduler) implements Peer {

    /** When an error is passed on. */
    private static final boolean AFTER_THE_ITEMS = true;

    private <T> Flowable<T> from(Flow.Publisher<T> source) {
        return Flowable.fromPublisher(FlowAdapters.toPublisher(source)).observeOn(scheduler, AFTER_THE_ITEMS, DEMAND);
    }

    private <T> Flow.Publisher<T> to(Flowable<T> items) {
        return FlowAdapters.toFlowPublisher(items.observeOn(scheduler, AFTER_THE_ITEMS, DEMAND));
    }

    @Override
    public Flow.Publisher<Integer> numbers(int count) {
        return to(Flowable.range(0, count));
    }

    @Override
    public Flow.Publisher<Integer> numbersThen(int count, Throwable error) {
        return to(Flowable.range(0, count).concatWith(Flowable.error(error)));
    }

    @Override
    public Flow.Publisher<Integer> endless(Runnable onCancel) {
        return to(Flowable.range(0, Integer.MAX_VALUE).doOnCancel(onCancel::run));
    }

    @Override
    public Flow.Publisher<Integer> silent(Runnable onCancel) {
        return to(Flowable.<Integer>never().doOnCancel(onCancel::run));
    }

    @Override
    public <T> void takeAll(Flow.Publisher<T> source, Consumer<? super T> consumer) {
        from(source).doOnNext(consumer::accept).ignoreElements().blockingAwait();
    }

    @Override
    public <T> List<T> takeFirst(Flow.Publisher<T> source, int count) {
        return Objects.requireNonNull(from(source).take(count).toList().blockingGet());
    }

    @Override
    public Runnable beginToTake(Flow.Publisher<?> source) {
        return from(source).subscribe()::dispose;
    }

    @Override
    public <T> Throwable takeError(Flow.Publisher<T> source, Consumer<? super T> consumer) {
        var end = from(source).doOnNext(consumer::accept).ignoreElements().materialize().blockingGet();
        return Objects.requireNonNull(end.getError(), "it ended without an error");
    }

    @Override
    public String toString() {
        return name;
    }
}
