package dev.footbridge.stream;

import dev.footbridge.testing.Eventually;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A publisher that a test works by hand, for one subscriber at a time. */
final class HandPublisher<T> implements Flow.Publisher<T> {

    private final List<Long> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger cancels = new AtomicInteger();
    private final AtomicInteger subscribers = new AtomicInteger();
    private final BiConsumer<HandPublisher<T>, Long> onRequest;
    private volatile Flow.@Nullable Subscriber<? super T> subscriber;

    private HandPublisher(BiConsumer<HandPublisher<T>, Long> onRequest) {
        this.onRequest = onRequest;
    }

    /** One that sends nothing by itself. */
    static <T> HandPublisher<T> quiet() {
        return doing((_, _) -> {});
    }

    /** One that does this when something is requested, on the thread that requests it. */
    static <T> HandPublisher<T> doing(BiConsumer<HandPublisher<T>, Long> onRequest) {
        return new HandPublisher<>(onRequest);
    }

    @Override
    public void subscribe(Flow.Subscriber<? super T> next) {
        subscribers.incrementAndGet();
        subscriber = next;
        present();
    }

    /** Gives the subscriber a subscription, which counts what is done with it; again, if it has one. */
    void present() {
        to().onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long items) {
                requests.add(items);
                onRequest.accept(HandPublisher.this, items);
            }

            @Override
            public void cancel() {
                cancels.incrementAndGet();
            }
        });
    }

    /** The subscriber; waits for it. */
    Flow.Subscriber<? super T> to() {
        Eventually.until(() -> subscriber != null);
        Flow.Subscriber<? super T> present = subscriber;
        if (present == null) {
            throw new AssertionError("nobody has subscribed");
        }
        return present;
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    final HandPublisher<T> send(T... items) {
        for (T item : items) {
            to().onNext(item);
        }
        return this;
    }

    void fail(Throwable failure) {
        to().onError(failure);
    }

    void complete() {
        to().onComplete();
    }

    /** Waits until so many items have been requested in all. */
    HandPublisher<T> awaitRequested(long items) {
        Eventually.until(() -> requested() >= items);
        return this;
    }

    /** How many items have been requested in all. */
    long requested() {
        return requests.stream().mapToLong(Long::longValue).sum();
    }

    /** What was requested, time by time. */
    List<Long> requests() {
        return requests;
    }

    /** How often a subscription was cancelled. */
    int cancels() {
        return cancels.get();
    }

    /** How many have subscribed. */
    int subscribers() {
        return subscribers.get();
    }
}
