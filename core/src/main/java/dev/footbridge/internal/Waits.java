package dev.footbridge.internal;

import dev.footbridge.CancelledException;

/** Waiting where a cancel or an interrupt is thrown, and nothing else has to be done about it. */
public final class Waits {

    private Waits() {}

    /**
     * Waits for the signal, or until the deadline.
     *
     * @param strand who waits
     * @param waiter its wait
     * @param deadline on the strand's clock, or {@link Strand#NEVER}
     * @param what what the strand does meanwhile, for the message of an interrupt: "waited for lock 'x'"
     * @return false when the time was up first
     */
    public static boolean signalled(Strand strand, Waiter waiter, long deadline, String what) {
        Wake wake = strand.await(waiter, deadline);
        return switch (wake) {
            case SIGNALLED -> true;
            case TIMED_OUT, REFUSED -> false;
            case CANCELLED -> throw strand.met().exception();
            case INTERRUPTED -> {
                strand.thread().interrupt();
                throw new CancelledException(strand.thread() + " was interrupted while it " + what);
            }
        };
    }
}
