package dev.footbridge.internal;

import java.util.concurrent.locks.LockSupport;

/** A sleep of the thread that makes it, until another thread ends it. An interrupt does not end it, nor is it lost. */
public final class Nap {

    private final Thread sleeper = Thread.currentThread();
    private volatile boolean over;

    /** Ends it, also before it has begun. Any thread. */
    public void end() {
        over = true;
        LockSupport.unpark(sleeper);
    }

    /**
     * Sleeps until it is ended. Its own thread.
     *
     * @param why what thread dumps show as the reason
     */
    public void await(Object why) {
        boolean interrupted = false;
        while (!over) {
            LockSupport.park(why);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            sleeper.interrupt();
        }
    }
}
