package dev.footbridge.testing;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Holds code that comes to it until a test opens it, by a plain blocking call of which Footbridge knows nothing. Closing
 * it opens it, so that a failed test leaves nothing behind.
 */
public final class Gate implements AutoCloseable {

    private final CountDownLatch open = new CountDownLatch(1);
    private final AtomicInteger arrivals = new AtomicInteger();

    /** Waits until it is open; an interrupt gets through. */
    public void pass() throws InterruptedException {
        arrivals.incrementAndGet();
        open.await();
    }

    /** Waits until it is open, deaf to interrupts: what came meanwhile is set on the thread afterwards. */
    public void passDeaf() {
        arrivals.incrementAndGet();
        boolean interrupted = false;
        for (;;) {
            try {
                open.await();
                break;
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until so much code has come to it. */
    public Gate awaitArrivals(int many) {
        Eventually.until(() -> arrivals.get() >= many);
        return this;
    }

    /** How much code has come to it. */
    public int arrivals() {
        return arrivals.get();
    }

    /** Lets all through, now and later. */
    public void open() {
        open.countDown();
    }

    @Override
    public void close() {
        open();
    }
}
