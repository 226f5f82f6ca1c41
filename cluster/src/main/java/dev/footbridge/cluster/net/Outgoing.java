package dev.footbridge.cluster.net;

import dev.footbridge.cluster.wire.Packet;
import org.jspecify.annotations.Nullable;

/** Collects what is put in lines while a lock is held. Guarded by that. */
public final class Outgoing {

    /**
     * What an action under the lock came to, and what is to be sent after it.
     *
     * @param <T> the type of the value
     * @param value what it came to
     * @param mail what is to be sent
     */
    public record Done<T extends @Nullable Object>(T value, Mail mail) {}

    private Mail mail = new Mail();

    /** Nothing yet. */
    public Outgoing() {}

    /** Puts a packet in a line; {@code isLight} says that sending it takes no time, even if its receiver reads nothing. */
    public void put(Line line, Packet packet, boolean isLight) {
        line.add(packet);
        mail.add(line, isLight);
    }

    /** With what was put in lines since this was last asked. */
    public <T extends @Nullable Object> Done<T> done(T value) {
        if (mail.isEmpty()) {
            return new Done<>(value, Mail.NONE);
        }
        Done<T> done = new Done<>(value, mail);
        mail = new Mail();
        return done;
    }
}
