package dev.footbridge.processes.pool;

import dev.footbridge.processes.job.Order;
import dev.footbridge.processes.wire.Codec;
import dev.footbridge.processes.wire.Errors;
import dev.footbridge.processes.wire.Frame;
import org.jspecify.annotations.Nullable;

/** A job that was started in this JVM. */
final class LocalJob<T extends @Nullable Object> extends PoolJob<T> {

    private final Codec codec;

    LocalJob(LocalEngine engine, String name, Order order, byte[] payload) {
        super(engine, name, order.kind(), order.terms(), payload);
        this.codec = engine.codec();
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
                    value = (T) codec.decode(frame.body(), "the result of " + name());
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
