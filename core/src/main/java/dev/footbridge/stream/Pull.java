package dev.footbridge.stream;

import dev.footbridge.CancelledException;
import dev.footbridge.internal.Carried;
import dev.footbridge.internal.Failures;
import dev.footbridge.internal.Sneaky;
import dev.footbridge.internal.Strand;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A run whose items are pulled, by one strand at a time. What a cancelled pull has asked for is there for the next one.
 */
abstract sealed class Pull<T> extends Run<T> permits LockStep, ReadAhead {

    /** Where whoever pulls waits; several runs may share one. */
    final Doorbell consumer;

    private final BooleanSupplier ready = this::isReady;

    Pull(Source<T> source, GeneratorOptions options, Doorbell consumer) {
        super(source, options);
        this.consumer = consumer;
    }

    /** The run of this source that these options ask for. */
    static <T> Pull<T> of(Source<T> source, GeneratorOptions options, Doorbell consumer) {
        return options.prefetch() == 0
                ? new LockStep<>(source, options, consumer)
                : new ReadAhead<>(source, options, consumer);
    }

    /** Has it produce an item, if it is not doing so and there is none. */
    abstract void ask();

    /** Whether there is an item that anybody may take now, without the turn. */
    abstract boolean hasNow();

    /** Takes an item that anybody may take now, without the turn; null when there is none. */
    abstract @Nullable T takeNow();

    /** Whether there is something to see to with the turn, which {@link #settle} does. */
    abstract boolean isDue();

    /** Sees to what is due. */
    abstract void settle();

    /** Whether there is an item. */
    abstract boolean isThere();

    /** Whether there is an item, or the end. */
    abstract boolean isReady();

    /** Takes the item that is there, if any. */
    abstract @Nullable T poll();

    /** Waits until there is an item, or the end. */
    abstract void awaitReady(BooleanSupplier ready);

    /** Takes what is ready: an item, or null for the end; a failure is thrown, once. Where nobody else takes items. */
    final @Nullable T take() {
        boolean atEnd = isEnding();
        T item = poll();
        return item != null || !atEnd ? item : end();
    }

    private @Nullable T end() {
        String reason = stopped();
        if (reason != null) {
            throw new CancelledException(reason);
        }
        Throwable failed = takeFailure();
        if (failed != null) {
            throw Sneaky.raise(Failures.withCallersSide(failed));
        }
        return null;
    }

    /** Waits for the next item; null at the end. With the turn; others may take items meanwhile without it. */
    final @Nullable T pull() {
        for (;;) {
            awaitItem();
            boolean atEnd = isEnding();
            T item = poll();
            if (item != null) {
                return item;
            }
            if (atEnd) {
                return end();
            }
        }
    }

    /** Drops what nobody is going to take. With the turn. */
    final void drain() {
        T item;
        do {
            item = poll();
        } while (item != null);
    }

    /** Waits until there is an item, which is not taken; false at the end. With the turn. */
    final boolean peek() {
        awaitItem();
        boolean atEnd = isEnding();
        return isThere() || (atEnd ? end() != null : peek());
    }

    private void awaitItem() {
        if (!isReady()) {
            Strand.here().checkMayWait(); // before the body begins or goes on for it
            ask();
        }
        if (!isReady()) {
            awaitReady(ready);
        }
    }

    @Override
    final void tellEnd(@Nullable Carried context) {
        consumer.ring();
    }

    @Override
    final void tellStop() {
        consumer.ring();
    }

    /** Whether no more items come, or none is to be waited for. */
    final boolean isEnding() {
        return isOver() || stopped() != null;
    }

    /** Answers the item that the body waits with, and asks for the next one. */
    abstract void send(Object answer);

    /** Has the body's emit throw this, and asks for the next item. */
    abstract void fail(Throwable error);
}
