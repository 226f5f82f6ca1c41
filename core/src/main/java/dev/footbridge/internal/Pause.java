package dev.footbridge.internal;

/** Waiting for nothing but time, or for others to have had their turn. */
public final class Pause {

    private Pause() {}

    /** Waits for this long; a time that is not positive is a yield. */
    public static void sleep(long nanos) {
        if (nanos <= 0) {
            yieldNow();
            return;
        }
        Strand strand = Strand.here();
        long parks = strand.parks();
        boolean woken = Waits.signalled(strand, new Waiter(strand), strand.deadline(nanos), "slept");
        if (!woken && strand.parks() == parks) {
            strand.letOthersRun(); // so short a time that it was over at once is a yield
        }
    }

    /** Lets all that is ready on the loop run once; on a thread without a loop, hints the scheduler. */
    @SuppressWarnings("ThreadPriorityCheck") // a hint is all that is promised
    public static void yieldNow() {
        Strand strand = Strand.here();
        strand.checkCancelled();
        if (strand.letOthersRun()) {
            strand.checkCancelled();
        } else {
            Thread.yield();
        }
    }
}
