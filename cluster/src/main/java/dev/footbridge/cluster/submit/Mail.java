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

    /** Sends small things at once, on this thread. */
    void send() {
        if (heavy) {
            sendSoon();
        } else {
            peers.forEach(peer -> peer.line.flush());
        }
    }

    /** Sends it on a thread of its own. */
    void sendSoon() {
        peers.forEach(peer -> peer.line.flushSoon());
    }

    /** Sends it here, however long that takes. */
    void sendHere() {
        peers.forEach(peer -> peer.line.flush());
    }
}
