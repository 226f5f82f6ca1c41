package dev.footbridge.cluster.net;

import dev.footbridge.cluster.wire.Packet;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What is to be sent to one member, in order. Whoever puts something in sees that it is sent: by himself, where that may
 * take a moment, or by a thread of its own. Any thread.
 */
public final class Line {

    private final Net net;
    private final MemberId to;
    private final Queue<Packet> packets = new ConcurrentLinkedQueue<>();
    private final ReentrantLock sending = new ReentrantLock();

    private final Undelivered undelivered;

    /** Told of what could not be sent to a member that is there. */
    public interface Undelivered {
        /** This packet, for this reason. */
        void lost(Packet packet, Throwable reason);
    }

    /** The line to this member. */
    public Line(Net net, MemberId to, Undelivered undelivered) {
        this.net = net;
        this.to = to;
        this.undelivered = undelivered;
    }

    /** Puts a packet in, to go with the next {@link #flush} or {@link #flushSoon}. */
    public void add(Packet packet) {
        packets.add(packet);
    }

    /** Sends what there is, on this thread unless another is at it; waits if the member is slow to take it. */
    public void flush() {
        while (!packets.isEmpty() && sending.tryLock()) {
            boolean interrupted = Thread.interrupted(); // would be swallowed, or worse
            try {
                for (Packet packet = packets.poll(); packet != null; packet = packets.poll()) {
                    send(packet);
                }
            } finally {
                sending.unlock();
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    private void send(Packet packet) {
        try {
            net.send(to, packet);
        } catch (Throwable failed) {
            if (net.isOpen()) {
                Thread.startVirtualThread(() -> undelivered.lost(packet, failed));
            }
        }
    }

    /** Has it sent by another thread: for those that must not wait. */
    public void flushSoon() {
        if (!packets.isEmpty()) {
            Thread.startVirtualThread(this::flush);
        }
    }
}
