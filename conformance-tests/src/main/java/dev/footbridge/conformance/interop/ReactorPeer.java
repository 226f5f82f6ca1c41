package dev.footbridge.conformance.interop;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/**
 * Reactor.
 *
 * @param name what it is called
 * @param scheduler whose threads publish, and take what others publish
 */
public record ReactorPeer(String name, Scheduler scheduler) implements Peer {

    private <T> Flux<T> from(Flow.Publisher<T> source) {
        return JdkFlowAdapter.flowPublisherToFlux(source).publishOn(scheduler, DEMAND);
    }

    private <T> Flow.Publisher<T> to(Flux<T> items) {
        return JdkFlowAdapter.publisherToFlowPublisher(items.publishOn(scheduler, DEMAND));
    }

    @Override
    public Flow.Publisher<Integer> numbers(int count) {
        return to(Flux.range(0, count));
    }

    @Override
    public Flow.Publisher<Integer> numbersThen(int count, Throwable error) {
        return to(Flux.range(0, count).concatWith(Flux.error(error)));
    }

    @Override
    public Flow.Publisher<Integer> endless(Runnable onCancel) {
        return to(Flux.range(0, Integer.MAX_VALUE).doOnCancel(onCancel));
    }

    @Override
    public Flow.Publisher<Integer> silent(Runnable onCancel) {
        return to(Flux.<Integer>never().doOnCancel(onCancel));
    }

    @Override
    public <T> void takeAll(Flow.Publisher<T> source, Consumer<? super T> consumer) {
        from(source).doOnNext(consumer).blockLast();
    }

    @Override
    public <T> List<T> takeFirst(Flow.Publisher<T> source, int count) {
        return Objects.requireNonNull(from(source).take(count).collectList().block());
    }

    @Override
    public Runnable beginToTake(Flow.Publisher<?> source) {
        return from(source).subscribe()::dispose;
    }

    @Override
    public <T> Throwable takeError(Flow.Publisher<T> source, Consumer<? super T> consumer) {
        var end = Objects.requireNonNull(from(source).doOnNext(consumer).ignoreElements().materialize().block());
        return Objects.requireNonNull(end.getThrowable(), "it ended without an error");
    }

    @Override
    public String toString() {
        return name;
    }
}
