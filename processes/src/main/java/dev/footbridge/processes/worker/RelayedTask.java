package dev.footbridge.processes.worker;

import dev.footbridge.internal.Cancel;
import dev.footbridge.internal.FailureSink;
import dev.footbridge.internal.Promise;
import dev.footbridge.processes.wire.Codec;
import dev.footbridge.processes.wire.Errors;
import dev.footbridge.processes.wire.Frame;
import org.jspecify.annotations.Nullable;

/** A job that a job of this worker started on the pool. */
final class RelayedTask<T extends @Nullable Object> extends Promise<T> {

    private final Relay relay;
    private final Codec codec;
    private final String name;
    private final long id;
    private final String worker;
    private volatile @Nullable Cancel request;

    RelayedTask(Relay relay, Codec codec, String name, long id, String worker) {
        this.relay = relay;
        this.codec = codec;
        this.name = name;
        this.id = id;
        this.worker = worker;
    }

    @Override
    public String name() {
        return name;
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // the function brought a value of this type
    void deliver(Frame frame) {
        try {
            switch (frame.type()) {
                case CALL_VALUE -> succeed((T) codec.decode(frame.body(), () -> "the result of " + name));
                case CALL_CANCELLED -> {
                    Cancel asked = request;
                    stop(asked == null ? frame.words() : asked.reason());
                }
                default -> fail(Errors.decode(frame.body(), codec, "another worker, for worker '" + worker + "'"));
            }
        } catch (Throwable unreadable) {
            fail(unreadable);
        }
    }

    @Override
    public boolean cancel(Cancel asked) {
        if (isDone()) {
            return false;
        }
        if (request == null) {
            request = asked;
            relay.cancel(id, asked.reason());
        }
        return true;
    }

    @Override
    protected void runCallback(Runnable callback) {
        Thread.startVirtualThread(callback);
    }

    @Override
    protected @Nullable FailureSink failureSink() {
        return null;
    }
}
