package dev.footbridge.sync.broken;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LI_Result;
import org.openjdk.jcstress.infra.results.LL_Result;
import org.openjdk.jcstress.infra.results.ZI_Result;

/** Twins of the races about items. */
public final class QueueTwins {

    private QueueTwins() {}

    /** Broken: looks for an item and then lines up; one that is put in between is stored, and nobody looks again. */
    @JCStressTest
    @Outcome(id = "a, 0", expect = ACCEPTABLE, desc = "it has the item")
    @Outcome(expect = FORBIDDEN, desc = "it sleeps beside the item")
    @State
    public static class Take {

        private volatile String stored = "none";
        private volatile String handed = "none";
        private volatile boolean waits;

        @Actor
        public void take() {
            String found = stored;
            if (found.equals("none")) {
                Thread.yield();
                waits = true;
            } else {
                stored = "none";
                handed = found;
            }
        }

        @Actor
        public void put() {
            if (waits) {
                handed = "a";
            } else {
                stored = "a";
            }
        }

        @Arbiter
        public void look(LI_Result seen) {
            seen.r1 = handed;
            seen.r2 = stored.equals("none") ? 0 : 1;
        }
    }

    /** Broken: hands an item to a taker without asking whether it still waits. */
    @JCStressTest
    @Outcome(id = "a, 0", expect = ACCEPTABLE, desc = "it has the item")
    @Outcome(id = "none, 1", expect = ACCEPTABLE, desc = "it left, and the item is in the queue")
    @Outcome(expect = FORBIDDEN, desc = "the item is lost")
    @State
    public static class TakeGivesUp {

        private volatile boolean waits = true;
        private volatile String handed = "none";
        private volatile int size;

        @Actor
        public void giveUp(LI_Result seen) {
            seen.r1 = handed;
            Thread.yield();
            waits = false;
        }

        @Actor
        public void put() {
            if (waits) {
                handed = "a";
            } else {
                size = 1;
            }
        }

        @Arbiter
        public void look(LI_Result seen) {
            seen.r2 = size;
        }
    }

    /** Broken: a cancelled taker leaves without looking whether it was handed something. */
    @JCStressTest
    @Outcome(id = "a, 0", expect = ACCEPTABLE, desc = "it has the item")
    @Outcome(id = "CANCELLED, 1", expect = ACCEPTABLE, desc = "it was cancelled, and the item is in the queue")
    @Outcome(expect = FORBIDDEN, desc = "the item is lost")
    @State
    public static class TakeIsCancelled {

        private volatile boolean cancelled;
        private volatile boolean waits;
        private volatile String handed;
        private volatile int size;

        @Actor
        public void take(LI_Result seen) {
            waits = true;
            while (handed == null && !cancelled) {
                Thread.onSpinWait();
            }
            seen.r1 = handed == null ? "CANCELLED" : handed;
            Thread.yield();
            waits = false;
        }

        @Actor
        public void cancelAndPut() {
            while (!waits) {
                Thread.onSpinWait();
            }
            cancelled = true;
            Thread.yield();
            if (waits) {
                handed = "a";
            } else {
                size = 1;
            }
        }

        @Arbiter
        public void look(LI_Result seen) {
            seen.r2 = size;
        }
    }

    /** Broken: takes in the item of a putter without asking whether it still waits. */
    @JCStressTest
    @Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "its item is in")
    @Outcome(id = "false, 0", expect = ACCEPTABLE, desc = "it left and kept its item")
    @Outcome(expect = FORBIDDEN, desc = "the item is in although it was refused")
    @State
    public static class PutGivesUp {

        private volatile boolean waits = true;
        private volatile boolean accepted;
        private volatile int size;

        @Actor
        public void giveUp(ZI_Result seen) {
            seen.r1 = accepted;
            Thread.yield();
            waits = false;
        }

        @Actor
        public void take() {
            if (waits) {
                accepted = true;
                size = 1;
            }
        }

        @Arbiter
        public void look(ZI_Result seen) {
            seen.r2 = size;
        }
    }

    /** Broken: sees that it is empty and says that nothing is to be had, whatever came in between. */
    @JCStressTest
    @Outcome(id = "put, a", expect = ACCEPTABLE, desc = "it is in, and can still be taken")
    @Outcome(id = "closed, closed", expect = ACCEPTABLE, desc = "it was refused")
    @Outcome(expect = FORBIDDEN, desc = "it was accepted and is lost")
    @State
    public static class Close {

        private volatile String stored;
        private volatile boolean drained;

        @Actor
        public void put(LL_Result seen) {
            if (drained) {
                seen.r1 = "closed";
            } else {
                stored = "a";
                seen.r1 = "put";
            }
        }

        @Actor
        public void close() {
            if (stored == null) {
                Thread.yield();
                drained = true;
            }
        }

        @Arbiter
        public void look(LL_Result seen) {
            seen.r2 = drained ? "closed" : stored;
        }
    }

    /** Broken: looks whether the queue is closed and then lines up, without looking again. */
    @JCStressTest
    @Outcome(id = "closed, 0", expect = ACCEPTABLE, desc = "it is told")
    @Outcome(expect = FORBIDDEN, desc = "it waits for what will never come")
    @State
    public static class CloseTaker {

        private volatile boolean closed;
        private volatile int waiting;
        private volatile String told = "none";

        @Actor
        public void take() {
            if (closed) {
                told = "closed";
            } else {
                Thread.yield();
                waiting = 1;
            }
        }

        @Actor
        public void close() {
            closed = true;
            if (waiting == 1) {
                waiting = 0;
                told = "closed";
            }
        }

        @Arbiter
        public void look(LI_Result seen) {
            seen.r1 = told;
            seen.r2 = waiting;
        }
    }

    /** Broken: moves an item in two steps, so that two have it. */
    @JCStressTest
    @Outcome(id = "a, none", expect = ACCEPTABLE, desc = "it was taken")
    @Outcome(id = "none, a", expect = ACCEPTABLE, desc = "it was dropped, and whoever did it has it")
    @Outcome(expect = FORBIDDEN, desc = "the item is there twice")
    @State
    public static class Abort {

        private volatile String stored = "a";

        @Actor
        public void take(LL_Result seen) {
            seen.r1 = poll();
        }

        @Actor
        public void abort(LL_Result seen) {
            seen.r2 = poll();
        }

        private String poll() {
            String item = stored;
            Thread.yield();
            stored = "none";
            return item;
        }
    }
}
