package dev.footbridge.internal.broken;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LZ_Result;
import org.openjdk.jcstress.infra.results.ZZL_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Twins of the races about how a wait ends. */
public final class WaiterTwins {

    private WaiterTwins() {}

    /** Broken: two gifts are accepted, because looking and leaving one are two steps. */
    @JCStressTest
    @Outcome(id = "true, false, first", expect = ACCEPTABLE, desc = "the first wins, and its gift is there")
    @Outcome(id = "false, true, second", expect = ACCEPTABLE, desc = "the second wins, and its gift is there")
    @Outcome(expect = FORBIDDEN, desc = "a gift that was accepted is lost")
    @State
    public static class Gift {

        private final BrokenWaiter waiter = new BrokenWaiter();

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
            seen.r3 = waiter.state;
        }
    }

    /** Broken: a waiter gives up although the signal was there first. */
    @JCStressTest
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "signalled, and it knows")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "given up, and the other side knows")
    @Outcome(expect = FORBIDDEN, desc = "both think they won")
    @State
    public static class GiveUp {

        private final BrokenWaiter waiter = new BrokenWaiter();

        @Actor
        public void signal(ZZ_Result seen) {
            seen.r1 = waiter.decide("signal");
        }

        @Actor
        public void giveUp(ZZ_Result seen) {
            seen.r2 = waiter.decide("given up");
        }
    }

    /** Broken: looks whether a gift is there, and a moment later leaves without one. */
    @JCStressTest
    @Outcome(id = "gift, true", expect = ACCEPTABLE, desc = "it has the gift")
    @Outcome(id = "TIMED_OUT, false", expect = ACCEPTABLE, desc = "it left, and the gift stays with the giver")
    @Outcome(expect = FORBIDDEN, desc = "the gift is lost")
    @State
    public static class Deadline {

        private final BrokenWaiter waiter = new BrokenWaiter();

        @Actor
        public void await(LZ_Result seen) {
            seen.r1 = waiter.decide("given up") ? "TIMED_OUT" : waiter.state;
        }

        @Actor
        public void give(LZ_Result seen) {
            seen.r2 = waiter.decide("gift");
        }
    }

    /** Broken: looks for the gift for the last time before it says that it sleeps, so that nobody wakes it. */
    @JCStressTest
    @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "it saw the gift and stays awake")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "it saw the gift and is woken in vain")
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "it sleeps and is woken")
    @Outcome(expect = FORBIDDEN, desc = "it sleeps and is not woken")
    @State
    public static class Sleep {

        private volatile boolean sleeps;
        private volatile Object gift;

        @Actor
        public void await(ZZ_Result seen) {
            if (gift == null) {
                Thread.yield();
                sleeps = true;
                seen.r1 = true;
            }
        }

        @Actor
        public void give(ZZ_Result seen) {
            gift = "gift";
            seen.r2 = sleeps;
        }
    }

    private static final class BrokenWaiter {

        private volatile Object state;

        boolean decide(Object gift) {
            if (state != null) {
                return false;
            }
            Thread.yield();
            state = gift;
            return true;
        }
    }
}
