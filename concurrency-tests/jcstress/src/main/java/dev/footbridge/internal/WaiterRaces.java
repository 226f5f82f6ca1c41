package dev.footbridge.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LZ_Result;
import org.openjdk.jcstress.infra.results.ZZL_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Races about how a wait ends. */
public final class WaiterRaces {

    private static final long LONG = 10_000_000_000L;

    private WaiterRaces() {}

    /** Two threads bring a gift to the same waiter. */
    @JCStressTest
    @Outcome(id = "true, false, first", expect = ACCEPTABLE, desc = "the first wins, and its gift is there")
    @Outcome(id = "false, true, second", expect = ACCEPTABLE, desc = "the second wins, and its gift is there")
    @Outcome(expect = FORBIDDEN, desc = "a gift that was accepted is lost, or one was accepted that is not there")
    @State
    public static class Gift {

        private final Waiter waiter = new Waiter(new Strand(Thread.currentThread()));

        @Actor
        public void first(ZZL_Result seen) {
            seen.r1 = waiter.decide("first");
        }

        @Actor
        public void second(ZZL_Result seen) {
            seen.r2 = waiter.decide("second");
        }

        @Arbiter
        public void look(ZZL_Result seen) {
            seen.r3 = waiter.gift();
        }
    }

    /** A waiter gives up while it is signalled. */
    @JCStressTest
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "signalled, and it knows")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "given up, and the other side knows")
    @Outcome(expect = FORBIDDEN, desc = "both think they won, or neither")
    @State
    public static class GiveUp {

        private final Waiter waiter = new Waiter(new Strand(Thread.currentThread()));

        @Actor
        public void signal(ZZ_Result seen) {
            seen.r1 = waiter.signal();
        }

        @Actor
        public void giveUp(ZZ_Result seen) {
            seen.r2 = waiter.giveUp();
        }
    }

    /** A wait runs out of time at the moment it is signalled with a gift. */
    @JCStressTest
    @Outcome(id = "gift, true", expect = ACCEPTABLE, desc = "it has the gift")
    @Outcome(id = "TIMED_OUT, false", expect = ACCEPTABLE, desc = "it left, and the gift stays with the giver")
    @Outcome(expect = FORBIDDEN, desc = "the gift is lost, or exists twice")
    @State
    public static class Deadline {

        private final Waiter waiter = new Waiter(new Strand(Thread.currentThread()));

        @Actor
        public void await(LZ_Result seen) {
            Strand strand = new Strand(Thread.currentThread());
            Wake wake = strand.await(waiter, strand.nanoTime());
            seen.r1 = wake == Wake.SIGNALLED ? waiter.gift() : wake;
        }

        @Actor
        public void give(LZ_Result seen) {
            seen.r2 = waiter.decide("gift");
        }
    }

    /** A thread goes to sleep while it is signalled with a gift. */
    @JCStressTest
    @Outcome(id = "gift, true", expect = ACCEPTABLE, desc = "it has the gift, whether it slept or not")
    @Outcome(expect = FORBIDDEN, desc = "it overslept")
    @State
    public static class Sleep {

        private volatile @Nullable Waiter waiter;

        @Actor
        public void await(LZ_Result seen) {
            Strand strand = new Strand(Thread.currentThread());
            Waiter mine = new Waiter(strand);
            waiter = mine;
            Wake wake = strand.await(mine, strand.deadline(LONG));
            seen.r1 = wake == Wake.SIGNALLED ? mine.gift() : wake;
        }

        @Actor
        public void give(LZ_Result seen) {
            Waiter other = waiter;
            while (other == null) {
                Thread.onSpinWait();
                other = waiter;
            }
            seen.r2 = other.decide("gift");
            other.wake();
        }
    }
}
