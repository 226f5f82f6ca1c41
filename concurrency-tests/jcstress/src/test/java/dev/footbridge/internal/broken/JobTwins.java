package dev.footbridge.internal.broken;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;
import org.openjdk.jcstress.infra.results.ZZL_Result;

/** Twins of the races about whether a job runs, and whether a cancel finds it. */
public final class JobTwins {

    private JobTwins() {}

    /** Broken: sees that a job is new and begins it, or drops it, in two steps. */
    @JCStressTest
    @Outcome(id = "true, false, ran SUCCESS", expect = ACCEPTABLE, desc = "it began, so it was not dropped")
    @Outcome(id = "false, true, - CANCELLED", expect = ACCEPTABLE, desc = "it was dropped, so it did not begin")
    @Outcome(expect = FORBIDDEN, desc = "dropped and run")
    @State
    public static class Drop {

        private volatile boolean taken;
        private volatile String trace = "-";
        private volatile String state = "RUNNING";

        @Actor
        public void begin(ZZL_Result seen) {
            if (take()) {
                trace = "ran";
                state = "SUCCESS";
                seen.r1 = true;
            }
        }

        @Actor
        public void drop(ZZL_Result seen) {
            if (take()) {
                state = "CANCELLED";
                seen.r2 = true;
            }
        }

        private boolean take() {
            boolean mine = !taken;
            Thread.yield();
            taken = true;
            return mine;
        }

        @Arbiter
        public void look(ZZL_Result seen) {
            seen.r3 = trace + " " + state;
        }
    }

    /** Broken: looks for a cancel before it says where a later one would find it. */
    @JCStressTest
    @Outcome(id = "-, CANCELLED", expect = ACCEPTABLE, desc = "the cancel came first, and the body never ran")
    @Outcome(id = "met, CANCELLED", expect = ACCEPTABLE, desc = "the body ran and met the cancel")
    @Outcome(expect = FORBIDDEN, desc = "the body ran and knows of no cancel")
    @State
    public static class Cancelled {

        private static final class Scope {
            volatile boolean cancelled;
        }

        private volatile boolean requested;
        private volatile boolean asked;
        private volatile Scope running;
        private volatile String trace = "-";
        private volatile String state = "RUNNING";

        @Actor
        public void begin() {
            if (!requested) {
                Scope scope = new Scope();
                Thread.yield();
                running = scope;
                while (!asked) {
                    Thread.onSpinWait();
                }
                trace = scope.cancelled ? "met" : "lost";
            }
            state = trace.equals("lost") ? "SUCCESS" : "CANCELLED";
        }

        @Actor
        public void cancel() {
            requested = true;
            Scope found = running;
            if (found != null) {
                found.cancelled = true;
            }
            asked = true;
        }

        @Arbiter
        public void look(LL_Result seen) {
            seen.r1 = trace;
            seen.r2 = state;
        }
    }

    /** Broken: answers that the job will be cancelled after it has ended. */
    @JCStressTest
    @Outcome(id = "true, false, SUCCESS", expect = ACCEPTABLE, desc = "it had ended")
    @Outcome(id = "false, true, CANCELLED", expect = ACCEPTABLE, desc = "cancelled before it began")
    @Outcome(expect = FORBIDDEN, desc = "the answer to the cancel contradicts the outcome")
    @State
    public static class CancelledLate {

        private volatile boolean cancelled;
        private volatile String state = "RUNNING";

        @Actor
        public void begin(ZZL_Result seen) {
            seen.r1 = !cancelled;
            Thread.yield();
            if (seen.r1) {
                state = "SUCCESS";
            }
        }

        @Actor
        public void cancel(ZZL_Result seen) {
            seen.r2 = state.equals("RUNNING");
            Thread.yield();
            if (seen.r2) {
                cancelled = true;
                state = "CANCELLED";
            }
        }

        @Arbiter
        public void look(ZZL_Result seen) {
            seen.r3 = state;
        }
    }
}
