package dev.footbridge.processes.pool;

import dev.footbridge.internal.Body;
import dev.footbridge.processes.job.Order;
import dev.footbridge.processes.wire.Codec;
import dev.footbridge.processes.wire.Errors;
import dev.footbridge.processes.wire.Frame;
import org.jspecify.annotations.Nullable;

/** A job that was started in this JVM. */
final class LocalJob<T extends @Nullable Object> extends PoolJob<T> {

    private final String pool;
    private final Class<?> function;
    private final Codec codec;

    LocalJob(LocalEngine engine, Order order, byte[] payload) {
        super(engine, order.kind(), order.terms(), payload);
        this.pool = engine.name();
        this.function = order.origin();
        this.codec = engine.codec();
    }

    @Override
    public String name() {
        return pool + "/" + Body.nameOf(function);
    }

    @Override
    boolean isRelayed() {
        return false;
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // the function brought a value of this type
    void deliver(Frame frame, String worker) {
        switch (frame.type()) {
            case VALUE -> {
                T value;
                try {
                    value = (T) codec.decode(frame.body(), () -> "the result of " + name());
                } catch (Throwable unreadable) {
                    fail(unreadable);
                    return;
                }
                succeed(value);
            }
            case CANCELLED -> settleCancelled(frame.words());
            default -> fail(Errors.decode(frame.body(), codec, worker));
        }
    }
}
