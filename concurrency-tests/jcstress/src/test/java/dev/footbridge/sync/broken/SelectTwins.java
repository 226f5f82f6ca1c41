package dev.footbridge.sync.broken;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LI_Result;

/** Twins of the races about which one of several clauses happens. */
public final class SelectTwins {

    private SelectTwins() {}

    /** Broken: what one queue hands over takes the place of what the other one has handed over. */
    @JCStressTest
    @Outcome(id = {"a, 1", "b, 1"}, expect = ACCEPTABLE, desc = "it has one item, the other is in its queue")
    @Outcome(expect = FORBIDDEN, desc = "one is lost")
    @State
    public static class Both {

        private volatile boolean waits = true;
        private volatile String handed;
        private volatile int stored;

        @Actor
        public void select(LI_Result seen) {
            while (handed == null) {
                Thread.onSpinWait();
            }
            waits = false;
            seen.r1 = handed;
        }

        @Actor
        public void put() {
            put("a");
            Thread.yield();
            put("b");
        }

        private void put(String item) {
            if (waits) {
                handed = item;
            } else {
                stored = stored + 1;
            }
        }

        @Arbiter
        public void look(LI_Result seen) {
            seen.r2 = stored;
        }
    }
}
