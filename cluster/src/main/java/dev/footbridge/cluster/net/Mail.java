package dev.footbridge.cluster.net;

import java.util.LinkedHashSet;
import java.util.Set;

/** The lines in which something was put while a lock was held: to be sent once it is not. Written by {@link Outgoing} only. */
public final class Mail {

    /** Nothing was. */
    static final Mail NONE = new Mail();

    private final Set<Line> lines = new LinkedHashSet<>();
    private boolean heavy;

    Mail() {}

    void add(Line line, boolean isLight) {
        lines.add(line);
        heavy |= !isLight;
    }

    /** Whether there is nothing to send. */
    public boolean isEmpty() {
        return lines.isEmpty();
    }

    /** Whether sending it takes no time, even where nobody reads. */
    public boolean isLight() {
        return !heavy && lines.size() <= 1;
    }

    /** Sends at once, on this thread, what takes no time there. */
    public void send() {
        if (heavy) {
            sendSoon();
        } else {
            sendHere();
        }
    }

    /** Sends it on threads of their own. */
    public void sendSoon() {
        lines.forEach(Line::flushSoon);
    }

    /** Sends it here, however long that takes; several lines each for itself, as a slow one must not hold up others. */
    public void sendHere() {
        if (lines.size() == 1) {
            lines.iterator().next().flush();
        } else {
            sendSoon();
        }
    }
}
