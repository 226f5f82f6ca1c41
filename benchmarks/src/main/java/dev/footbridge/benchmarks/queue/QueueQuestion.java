package dev.footbridge.benchmarks.queue;

import dev.footbridge.benchmarks.OnALoop;

/** What the questions about queues have in common: the loop, and the ways in which two contenders on threads meet. */
public abstract class QueueQuestion extends OnALoop {

    /** Who puts and who takes. */
    public enum Parties {
        /** Two coroutines of one loop; virtual threads for contenders that have no loop. */
        COROUTINES,
        /** Two virtual threads. */
        VIRTUAL_THREADS,
        /** Two platform threads. */
        PLATFORM_THREADS;

        boolean areVirtual() {
            return this != PLATFORM_THREADS;
        }
    }

    /** Whose two sides they are. */
    interface Side {
        void run() throws InterruptedException;
    }

    /** Runs both sides, each on a thread of its own, to their ends. A side that fails lets the sum be wrong. */
    static void runBoth(Parties parties, Side one, Side other) throws InterruptedException {
        Thread.Builder builder = parties.areVirtual() ? Thread.ofVirtual() : Thread.ofPlatform();
        Thread first = builder.start(body(one));
        Thread second = builder.start(body(other));
        first.join();
        second.join();
    }

    private static Runnable body(Side side) {
        return () -> {
            try {
                side.run();
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts the threads of a benchmark", e);
            }
        };
    }
}
