package dev.footbridge.stream;

import dev.footbridge.testing.Eventually;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/**
 * A subscriber that a test works by hand: it requests what the test tells it to, and keeps what it is told. Calls that
 * overlap fail the test.
 */
final class HandSubscriber<T> implements Flow.Subscriber<T> {

    private final List<T> items = new CopyOnWriteArrayList<>();
    private final List<Throwable> errors = new CopyOnWriteArrayList<>();
    private final List<String> wrong = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final AtomicInteger completions = new AtomicInteger();
    private final AtomicInteger inside = new AtomicInteger();
    private final BiConsumer<HandSubscriber<T>, T> onItem;
    private volatile Flow.Subscription subscription;

    private HandSubscriber(BiConsumer<HandSubscriber<T>, T> onItem) {
        this.onItem = onItem;
    }

    /** One that only listens. */
    static <T> HandSubscriber<T> quiet() {
        return doing((_, _) -> {});
    }

    /** One that does this in its {@code onNext}. */
    static <T> HandSubscriber<T> doing(BiConsumer<HandSubscriber<T>, T> onItem) {
        return new HandSubscriber<>(onItem);
    }

    /** This subscriber, subscribed to it. */
    HandSubscriber<T> to(Flow.Publisher<T> publisher) {
        publisher.subscribe(this);
        return this;
    }

    void request(long items) {
        subscription.request(items);
    }

    void cancel() {
        subscription.cancel();
    }

    Flow.Subscription subscription() {
        return subscription;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
    }

    @Override
    public void onNext(T item) {
        enter("onNext");
        items.add(item);
        try {
            onItem.accept(this, item);
        } finally {
            inside.decrementAndGet();
        }
    }

    @Override
    public void onError(Throwable failed) {
        enter("onError");
        errors.add(failed);
        inside.decrementAndGet();
    }

    @Override
    public void onComplete() {
        enter("onComplete");
        completions.incrementAndGet();
        inside.decrementAndGet();
    }

    private void enter(String what) {
        threads.add(Thread.currentThread());
        if (subscription == null || inside.incrementAndGet() != 1 || ends() > 0) {
            wrong.add(what + " inside another call, before onSubscribe or after the end: " + this);
        }
    }

    private int ends() {
        return errors.size() + completions.get();
    }

    /** Waits until it has been given so many items. */
    HandSubscriber<T> awaitItems(int many) {
        Eventually.until(() -> items.size() >= many);
        return checked();
    }

    /** Waits until it has been told of the end. */
    HandSubscriber<T> awaitEnd() {
        Eventually.until(() -> ends() > 0 && inside.get() == 0);
        return checked();
    }

    /** Fails the test if it was called as it must not be. */
    HandSubscriber<T> checked() {
        if (!wrong.isEmpty() || ends() > 1) {
            throw new AssertionError("the publisher broke a rule: " + wrong + " " + this);
        }
        return this;
    }

    List<T> items() {
        return items;
    }

    /** What it was told by {@code onError}. */
    List<Throwable> errors() {
        return errors;
    }

    boolean isComplete() {
        return completions.get() == 1;
    }

    boolean isEnded() {
        return ends() > 0;
    }

    /** The threads that called it. */
    List<Thread> threads() {
        return threads;
    }

    @Override
    public String toString() {
        return items + " " + errors + " " + completions + " completions";
    }
}
