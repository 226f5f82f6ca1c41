package dev.footbridge.cli.longrun;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets Ctrl-C end a run early and in order: the end of the process waits until the figures are out. */
public final class EarlyEnd implements AutoCloseable {

    private static final Duration MOST = Duration.ofMinutes(2);

    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean wanted;

    private EarlyEnd() {
        hook = Thread.ofPlatform().name("footbridge-end").unstarted(this::end);
    }

    /** Begins to watch for the end of the process. */
    public static EarlyEnd watch() {
        EarlyEnd early = new EarlyEnd();
        Runtime.getRuntime().addShutdownHook(early.hook);
        return early;
    }

    private void end() {
        wanted = true;
        try {
            boolean _ = over.await(MOST.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the run is to end. */
    public boolean isWanted() {
        return wanted;
    }

    @Override
    public void close() {
        over.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The process is on its way down, and waits no longer.
        }
    }
}
