package dev.footbridge.laws;

import dev.footbridge.sync.AsyncBarrier;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Where parties wait for one another: a barrier, or one that is broken on purpose. */
interface Meeting {

    /** Waits for the others; the place in which it came. */
    int await();

    /** Waits for the others, but no longer than this. */
    int await(Duration limit) throws TimeoutException;

    /** Sends away who waits, and who comes from now on. */
    void abort();

    /** Sends away who waits, and begins anew. */
    void reset();

    /** How many wait. */
    int waiting();

    static Meeting of(AsyncBarrier barrier) {
        return new Meeting() {
            @Override
            public int await() {
                return barrier.await();
            }

            @Override
            public int await(Duration limit) throws TimeoutException {
                return barrier.await(limit);
            }

            @Override
            public void abort() {
                barrier.abort();
            }

            @Override
            public void reset() {
                barrier.reset();
            }

            @Override
            public int waiting() {
                return barrier.stats().waiting();
            }
        };
    }
}
