package dev.footbridge.spring.lifecycle;

import dev.footbridge.Async;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.spring.FootbridgeProperties.AppWide;
import dev.footbridge.threads.ThreadPool;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A context's wish that its loop and its pool be the app-wide ones. The oldest open context has them; when it has closed,
 * the next one does. A loop or a pool that somebody else has set, or that was opened because it was used before any
 * context was there, stays.
 *
 * <p>Any thread may use it.
 */
public final class AppWideClaim implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.footbridge.spring");
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final Set<AppWideClaim> CLAIMS = new LinkedHashSet<>();

    private final EventLoop loop;
    private final ThreadPool pool;

    private AppWideClaim(EventLoop loop, ThreadPool pool) {
        this.loop = loop;
        this.pool = pool;
    }

    /**
     * Makes the claim.
     *
     * @param loop the context's loop
     * @param pool the context's pool
     * @param wish how much it matters
     * @return ends the claim, when both are closed
     * @throws IllegalStateException if it is required, and others are set and open
     */
    public static AppWideClaim of(EventLoop loop, ThreadPool pool, AppWide wish) {
        AppWideClaim claim = new AppWideClaim(loop, pool);
        if (wish == AppWide.NEVER) {
            return claim;
        }
        LOCK.lock();
        try {
            boolean granted = CLAIMS.isEmpty() && claim.take();
            if (!granted && wish == AppWide.REQUIRED) {
                throw new IllegalStateException(
                        "the app-wide event loop and thread pool are required (footbridge.app-wide"
                                + " is 'required') and others are open (" + Async.getEventLoop() + ", "
                                + Async.getThreadPool()
                                + "): close those first, or set footbridge.app-wide to 'if-free' or 'never'");
            }
            if (!granted) {
                LOG.log(System.Logger.Level.INFO, () -> loop + " is not app-wide, as " + Async.getEventLoop()
                        + " is: inject the bean to use it, or set footbridge.app-wide to 'never' to say so");
            }
            CLAIMS.add(claim);
            return claim;
        } finally {
            LOCK.unlock();
        }
    }

    private boolean take() {
        boolean loopTaken = take(() -> Async.setEventLoop(loop));
        boolean poolTaken = take(() -> Async.setThreadPool(pool));
        return loopTaken && poolTaken;
    }

    private static boolean take(Runnable set) {
        try {
            set.run();
            return true;
        } catch (IllegalStateException | IllegalArgumentException othersOrClosed) {
            return false;
        }
    }

    /** Gives the app-wide ones to the oldest context that is left; again does nothing. */
    @Override
    public void close() {
        LOCK.lock();
        try {
            if (CLAIMS.remove(this) && !CLAIMS.isEmpty()) {
                CLAIMS.iterator().next().take();
            }
        } finally {
            LOCK.unlock();
        }
    }
}
