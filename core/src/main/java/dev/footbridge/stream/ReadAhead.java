package dev.footbridge.stream;

import dev.footbridge.internal.Strand;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A run whose body may be so many items ahead of whoever pulls: for throughput. */
final class ReadAhead<T> extends Pull<T> {

    private static final String WAITING = "waited for the next item of a generator";
    /** Nanoseconds: a thread that comes back to sleep so soon has a body that is fast. */
    private static final long SOON = 1_000_000;
    /** Nanoseconds that a thread sleeps for several items at most before it takes what there is. */
    private static final long GRACE = 10_000_000;

    private final Ring<T> ring;
    private final BooleanSupplier mayGoOn = this::mayGoOn;
    /** How many items are to be added before whoever sleeps is woken for them. */
    private volatile long wakeAt;
    /** For how many items a thread sleeps; with the turn, as the time it last woke up. */
    private int wanted = 1;
    private long woken;

    ReadAhead(Source<T> source, GeneratorOptions options, Doorbell consumer) {
        super(source, options, consumer);
        this.ring = new Ring<>(options.prefetch());
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
    boolean hasNow() {
        return ring.hasGranted();
    }

    @Override
    @Nullable
    T takeNow() {
        return ring.tryTake();
    }

    @Override
    boolean isDue() {
        return ring.isBatchDone();
    }

    @Override
    boolean isReady() {
        return isThere() || isEnding();
    }

    @Override
    boolean isThere() {
        return ring.hasGranted() || turnOver();
    }

    /** Begins the next batch, if there is one, and has the body go on, if it waits for the room of the last one. */
    private boolean turnOver() {
        boolean more = ring.turnOver();
        if (ring.hasRoom()) {
            producer.ring();
        }
        return more;
    }

    @Override
    @Nullable
    T poll() {
        T item = isThere() ? ring.tryTake() : null;
        if (ring.isBatchDone()) {
            turnOver();
        }
        return item;
    }

    @Override
    void settle() {
        if (ring.isBatchDone()) {
            turnOver();
        }
    }

    @Override
    void awaitReady(BooleanSupplier ready) {
        if (Strand.inCoroutine()) {
            consumer.awaitSoon(ready, WAITING);
        } else if (!consumer.spin(ready)) {
            sleep(ready);
        }
    }

    /**
     * A thread is woken for several items at once when the body is fast: to be woken costs as much as a hundred of them. As
     * the body may wait before it has made so many, the thread looks after a while.
     */
    private void sleep(BooleanSupplier ready) {
        long now = System.nanoTime();
        wanted = now - woken < SOON ? Math.min(wanted * 4, ring.batch()) : 1;
        if (wanted == 1 || !sleepFor(wanted, ready, now + GRACE)) {
            wanted = 1;
            consumer.await(ready, WAITING);
        }
        woken = System.nanoTime();
    }

    /** Sleeps until there are so many items, or until the deadline; false when there is none. */
    private boolean sleepFor(int items, BooleanSupplier ready, long deadline) {
        wakeAt = ring.taken() + items;
        try {
            return consumer.await(ready, deadline, WAITING);
        } finally {
            wakeAt = 0;
        }
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
        while (!ring.offer(item)) { // there is room, unless the last emit was cut short by a limit inside the body
            awaitRoom();
        }
        if (ring.added() >= wakeAt) {
            consumer.ring();
        }
        if (ring.isFull()) {
            awaitRoom();
        }
    }

    private void awaitRoom() {
        consumer.ring();
        producer.awaitSoon(mayGoOn, "waited for items to be pulled");
        goOn();
    }

    private boolean mayGoOn() {
        return ring.hasRoom() || stopped() != null;
    }

    private void goOn() {
        String reason = stopped();
        if (reason != null) {
            throw told(reason);
        }
    }
}
