package dev.footbridge.cluster.submit;

import java.util.LinkedHashSet;
import java.util.Set;

/** The lines in which something was put while the {@link Board} was held: to be sent once it is not. */
final class Mail {

    /** Nothing was. Never written to. */
    static final Mail NONE = new Mail();

    private final Set<Peer> peers = new LinkedHashSet<>();
    private boolean heavy;

    void to(Peer peer) {
        peers.add(peer);
        heavy |= !peer.isLight();
    }

    boolean isEmpty() {
        return peers.isEmpty();
    }

    /** Whether sending it takes no time, even where nobody reads. */
    boolean isLight() {
        return !heavy && peers.size() <= 1;
    }

    /** Sends at once, on this thread, what takes no time there. */
    void send() {
        if (heavy) {
            sendSoon();
        } else {
            sendHere();
        }
    }

    /** Sends it on threads of their own. */
    void sendSoon() {
        peers.forEach(peer -> peer.line.flushSoon());
    }

    /** Sends it here, however long that takes; several lines each for itself, as a slow one must not hold up others. */
    void sendHere() {
        if (peers.size() == 1) {
            peers.iterator().next().line.flush();
        } else {
            sendSoon();
        }
    }
}
