package dev.footbridge.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LI_Result;

/** Races about which one of several clauses happens. */
public final class SelectRaces {

    private SelectRaces() {}

    /** A thread begins to wait for an item of either queue while both get one. */
    @JCStressTest
    @Outcome(id = {"a, 1", "b, 1"}, expect = ACCEPTABLE, desc = "it has one item, the other is in its queue")
    @Outcome(expect = FORBIDDEN, desc = "it has none, or one is lost")
    @State
    public static class Both {

        private final AsyncQueue<String> first = AsyncQueue.bounded(1);
        private final AsyncQueue<String> second = AsyncQueue.bounded(1);
        private final Select<String> either = Select.<String>of().take(first, item -> item).take(second, item -> item);

        @Actor
        public void select(LI_Result seen) {
            seen.r1 = either.await(Duration.ofSeconds(10)).orElse("none");
        }

        @Actor
        public void put() {
            first.put("a");
            second.put("b");
        }

        @Arbiter
        public void look(LI_Result seen) {
            seen.r2 = first.size() + second.size();
        }
    }
}
