package dev.footbridge.stream;

import dev.footbridge.CancelledException;
import dev.footbridge.internal.Failures;
import dev.footbridge.internal.Sneaky;
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

    /** Whether there is an item, or the end. */
    abstract boolean isReady();

    /** Takes the item that is there, if any. */
    abstract @Nullable T poll();

    /** Waits until there is an item, or the end. */
    abstract void awaitReady(BooleanSupplier ready);

    /** Takes what is ready: an item, or null for the end; a failure is thrown, once. */
    final @Nullable T take() {
        boolean atEnd = isOver();
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

    /** Waits for the next item; null at the end. */
    final @Nullable T pull() {
        ask();
        if (!isReady()) {
            awaitReady(ready);
        }
        return take();
    }

    @Override
    final void ended() {
        consumer.ring();
    }

    /** Answers the item that the body waits with, and asks for the next one. */
    abstract void send(Object answer);

    /** Has the body's emit throw this, and asks for the next item. */
    abstract void fail(Throwable error);
}
