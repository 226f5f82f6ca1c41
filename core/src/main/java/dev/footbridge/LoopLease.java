package dev.footbridge;

import dev.footbridge.app.Defaults;
import dev.footbridge.loop.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * The use of an idle event loop for a while; see {@link Async#idleEventLoop}. While it is open, its loop is the
 * {@linkplain Async#getEventLoop default} of the thread that opened it. Closed by that thread.
 */
public final class LoopLease implements AutoCloseable {

    private final Thread owner = Thread.currentThread();
    private final EventLoop loop;
    private final boolean fresh;
    private final @Nullable EventLoop before = Defaults.leased();
    private boolean closed;

    private LoopLease(EventLoop loop, boolean fresh) {
        this.loop = loop;
        this.fresh = fresh;
        Defaults.lease(loop);
    }

    static LoopLease open() {
        EventLoop current = Defaults.loop();
        return current.isIdle()
                ? new LoopLease(current, false)
                : new LoopLease(EventLoop.open(o -> o.withName("idle")), true);
    }

    /** The loop: the current one if that was idle, else one of its own. */
    public EventLoop loop() {
        return loop;
    }

    /**
     * Puts back the loop that was current before, and closes this one if it was opened for the lease. Closing again
     * does nothing.
     *
     * @throws IllegalStateException if another thread than the one that opened it calls
     */
    @Override
    public void close() {
        if (!Thread.currentThread().equals(owner)) {
            throw new IllegalStateException("the lease of " + loop + " belongs to " + owner + " (this is "
                    + Thread.currentThread() + "): close it where it was opened");
        }
        if (closed) {
            return;
        }
        closed = true;
        if (Defaults.leased() == loop) { // else a lease was closed out of turn, and a later one is still open
            Defaults.lease(before);
        }
        if (fresh) {
            loop.close();
        }
    }
}
