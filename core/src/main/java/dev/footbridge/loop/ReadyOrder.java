package dev.footbridge.loop;

/**
 * Which of several coroutines, jobs and callbacks that could run next on an event loop does. {@link #fifo()} is the
 * real one; tests bring one that draws from a seed (module testkit), so that code meets the orders in which things may
 * happen elsewhere. Called by whoever runs on the loop, one at a time; must not wait and must not throw.
 */
@FunctionalInterface
public interface ReadyOrder {

    /** First come, first served. */
    static ReadyOrder fifo() {
        return ReadyQueue.FIFO;
    }

    /**
     * Chooses what runs next.
     *
     * @param ready how many could; two or more
     * @return the place of the one that does, from 0, which has waited longest, to {@code ready - 1}
     */
    int next(int ready);
}
