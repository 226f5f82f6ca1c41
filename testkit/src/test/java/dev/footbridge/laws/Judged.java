package dev.footbridge.laws;

import dev.footbridge.testkit.Interleaving;
import dev.footbridge.testkit.Interleavings;
import java.util.function.Supplier;

/**
 * A program that is judged when its run is over, the loop's end included, and that may leave failures to the loop's
 * failure handler, which are for it to judge, too.
 */
interface Judged {

    /** Runs it, as a coroutine of the loop. */
    void run(Interleaving run) throws Exception;

    /** The loop's failure handler was told of this. */
    void reported(Throwable failure);

    /** Judges it, when all is over. */
    void judge();

    /** Runs such programs in this many orders. */
    static void explore(int runs, Supplier<? extends Judged> programs) {
        new Trials(Interleavings::of, programs).explore(runs);
    }

    /** Runs such programs in this many orders, and aborts what they leave behind. */
    static void abort(int runs, Supplier<? extends Judged> programs) {
        new Trials(some -> Interleavings.of(some).abortingLeftovers(), programs).explore(runs);
    }
}
