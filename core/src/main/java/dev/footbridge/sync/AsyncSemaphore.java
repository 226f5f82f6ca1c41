package dev.footbridge.sync;

import dev.footbridge.CancelledException;
import dev.footbridge.internal.Durations;
import dev.footbridge.internal.Strand;
import java.time.Duration;

/**
 * A number of permits that coroutines and threads take and give back.
 *
 * <p>Fair: permits are reserved for whoever waits longest, also one that wants many, and nobody overtakes. A wait that
 * is cancelled takes none with it. Permits have no owner: who gives one back need not be who took it.
 *
 * {@snippet :
 * AsyncSemaphore connections = AsyncSemaphore.bounded(10);
 *
 * connections.acquire();
 * try {
 *     return await(client.get(uri));
 * } finally {
 *     connections.release();
 * }
 * }
 *
 * <p>To limit how much runs at once, {@link Limiter} is shorter. Needs no closing; any thread may use it.
 */
public final class AsyncSemaphore {

    private final Permits permits;
    private final int most;

    private AsyncSemaphore(int permits, int most) {
        if (permits < 0) {
            throw new IllegalArgumentException(
                    "a semaphore cannot begin with fewer than 0 permits (permits is " + permits + "): give 0 or more");
        }
        this.permits = new Permits(permits, most);
        this.most = most;
    }

    /**
     * A semaphore to which more permits may be released than it began with.
     *
     * @param permits how many it begins with; zero or more
     * @return the semaphore
     */
    public static AsyncSemaphore of(int permits) {
        return new AsyncSemaphore(permits, Integer.MAX_VALUE);
    }

    /**
     * A semaphore that refuses to have more permits than it began with: a release too many is an error.
     *
     * @param permits how many there are; zero or more
     * @return the semaphore, with all of them free
     */
    public static AsyncSemaphore bounded(int permits) {
        return new AsyncSemaphore(permits, permits);
    }

    /**
     * Waits for a permit and takes it.
     *
     * @throws CancelledException if the waiting code is cancelled, or its thread interrupted; no permit is then taken
     */
    public void acquire() {
        acquire(1);
    }

    /**
     * Waits until this many permits are free, and takes them together.
     *
     * @param count how many; one or more, and no more than a bounded semaphore has
     * @throws CancelledException as {@link #acquire()}
     */
    public void acquire(int count) {
        permits.take(Strand.here(), checked(count), Strand.NEVER, "waited for a semaphore");
    }

    /** Takes a permit if one is free and nobody waits for it. */
    public boolean tryAcquire() {
        return tryAcquire(1);
    }

    /**
     * Takes permits if that many are free and nobody waits for them.
     *
     * @param count how many; one or more
     * @return whether they were taken
     */
    public boolean tryAcquire(int count) {
        return permits.tryTake(checked(count));
    }

    /**
     * Waits for a permit, but no longer than this.
     *
     * @param limit how long; zero or less does not wait
     * @return whether it was taken
     * @throws CancelledException as {@link #acquire()}
     */
    public boolean tryAcquire(Duration limit) {
        return tryAcquire(1, limit);
    }

    /**
     * Waits until this many permits are free, but no longer than so.
     *
     * @param count how many; one or more
     * @param limit how long; zero or less does not wait
     * @return whether they were taken
     * @throws CancelledException as {@link #acquire()}
     */
    public boolean tryAcquire(int count, Duration limit) {
        return permits.take(Strand.here(), checked(count), Durations.nanos(limit), "waited for a semaphore");
    }

    private int checked(int count) {
        if (count < 1 || count > most) {
            throw new IllegalArgumentException("a semaphore gives and takes 1 permit or more"
                    + (most == Integer.MAX_VALUE ? "" : ", and this one has " + most) + " (count is " + count
                    + "): ask for fewer, or at least one");
        }
        return count;
    }

    /** Gives a permit back, to whoever waits longest. */
    public void release() {
        release(1);
    }

    /**
     * Gives permits back.
     *
     * @param count how many; one or more
     * @throws IllegalStateException if there would be more than a bounded semaphore has; nothing is given back then
     */
    public void release(int count) {
        if (!permits.give(count < 1 ? checked(count) : count)) { // too many is another error than none
            throw new IllegalStateException(
                    "the semaphore would have more than its " + most + " permits (" + available()
                            + " are free, " + count + " more were released): release only what was acquired");
        }
    }

    /** How many permits are free. */
    public int available() {
        return permits.free();
    }

    /** How it stands. */
    public SemaphoreStats stats() {
        return new SemaphoreStats(available(), permits.waiting());
    }
}
