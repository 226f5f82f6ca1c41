package dev.footbridge.stream;

import java.lang.invoke.VarHandle;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A run whose body may be so many items ahead of whoever pulls: for throughput. */
final class ReadAhead<T> extends Pull<T> {

    private final Ring<T> ring;
    private final BooleanSupplier mayGoOn;

    ReadAhead(Source<T> source, GeneratorOptions options, Doorbell consumer) {
        super(source, options, consumer);
        this.ring = new Ring<>(options.prefetch());
        this.mayGoOn = () -> ring.hasRoom() || stopped() != null;
    }

    @Override
    boolean isAhead() {
        return true;
    }

    // ---- whoever pulls

    @Override
    void ask() {
        if (isNew()) {
            begin();
        }
    }

    @Override
    boolean isReady() {
        return !ring.isEmpty() || isOver();
    }

    @Override
    @Nullable
    T poll() {
        T item = ring.poll();
        if (item != null && ring.isBatchTaken()) {
            VarHandle.fullFence(); // it is gone before one asks whether the body waits
            producer.ring();
        }
        return item;
    }

    @Override
    void awaitReady(BooleanSupplier ready) {
        consumer.awaitSoon(ready, "waited for the next item of a generator");
    }

    @Override
    void send(Object answer) {
        throw refusal("sent an answer");
    }

    @Override
    void fail(Throwable error) {
        throw refusal("failed");
    }

    private IllegalStateException refusal(String verb) {
        return new IllegalStateException(name() + " cannot be " + verb
                + " at an item, as its body is ahead of whoever pulls: open it without a prefetch");
    }

    // ---- the body

    @Override
    public void accept(T item) {
        goOn();
        if (!ring.offer(item)) {
            throw new IllegalStateException("the ring of " + name() + " was full although there was room");
        }
        consumer.ring();
        if (ring.isFull()) {
            producer.awaitSoon(mayGoOn, "waited for items to be pulled");
            goOn();
        }
    }

    private void goOn() {
        String reason = stopped();
        if (reason != null) {
            throw told(reason);
        }
    }
}
