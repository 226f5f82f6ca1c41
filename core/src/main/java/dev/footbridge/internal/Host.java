package dev.footbridge.internal;

/** The loop under whose baton a strand runs: it decides what waiting means there. */
public interface Host {

    /** Lets others run until {@link #unpark} or {@code deadline}; may return early. Called by the strand itself. */
    void park(Seat seat, long deadline);

    /** Makes the strand's current or next {@link #park} return. Any thread. */
    void unpark(Seat seat);

    /** Lets every strand that is ready run once. Called by the strand itself. */
    void letOthersRun(Seat seat);

    /** Queues a strand that was away, with its permit, for its turn. Any thread. */
    void comeBack(Seat seat);

    /** Whether nobody but the strand that runs wants to run, as far as is known. Called by that strand. */
    boolean isQuiet();

    /** The loop's clock, in nanoseconds. */
    long nanoTime();

    /** Runs a short internal action at {@code deadline}, unless the loop has closed. The result cancels it. Any thread. */
    Runnable schedule(long deadline, Runnable action);

    /** Tells the loop's listener that a coroutine made a blocking call. */
    void blockingCall(String what);
}
