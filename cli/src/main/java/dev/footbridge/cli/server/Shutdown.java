package dev.footbridge.cli.server;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells whether this process is on its way down, so that what fails because of that is not reported as an error. */
public final class Shutdown {

    private static final CountDownLatch BEGUN = new CountDownLatch(1);

    private Shutdown() {}

    /** Begins to watch; once, at the start of the process. */
    public static void watch() {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("shutdown-notice").unstarted(BEGUN::countDown));
    }

    /** Whether the shutdown has begun. */
    public static boolean hasBegun() {
        return BEGUN.getCount() == 0;
    }

    /** Waits for the beginning of the shutdown, at most for the given time. */
    public static void awaitBegin(Duration most) {
        try {
            boolean _ = BEGUN.await(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
