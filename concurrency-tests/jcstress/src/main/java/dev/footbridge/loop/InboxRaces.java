package dev.footbridge.loop;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.footbridge.internal.Linked;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.L_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Races on what other threads hand to a loop. */
public final class InboxRaces {

    private InboxRaces() {}

    /** Two threads bring work at the same time. */
    @JCStressTest
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "each item is there once")
    @Outcome(expect = FORBIDDEN, desc = "an item is lost, or there twice")
    @State
    public static class Push {

        private final Inbox inbox = new Inbox();
        private final Op first = new Op(() -> {});
        private final Op second = new Op(() -> {});

        @Actor
        public void first() {
            inbox.push(first);
        }

        @Actor
        public void second() {
            inbox.push(second);
        }

        @Arbiter
        public void count(II_Result seen) {
            for (Linked item = inbox.takeAll(); item != null; item = item.next) {
                seen.r1 += item == first ? 1 : 0;
                seen.r2 += item == second ? 1 : 0;
            }
        }
    }

    /** The holder empties the inbox while another thread brings two items. */
    @JCStressTest
    @Outcome(id = "ab", expect = ACCEPTABLE, desc = "both come once and in order, in one batch or in two")
    @Outcome(expect = FORBIDDEN, desc = "an item is lost, comes twice, or overtakes")
    @State
    public static class Take {

        private final Inbox inbox = new Inbox();
        private final Op a = new Op(() -> {});
        private final Op b = new Op(() -> {});
        private String taken = "";

        @Actor
        public void bring() {
            inbox.push(a);
            inbox.push(b);
        }

        @Actor
        public void take() {
            for (Linked item = inbox.takeAll(); item != null; item = item.next) {
                taken += item == a ? "a" : "b";
            }
        }

        @Arbiter
        public void takeTheRest(L_Result seen) {
            take();
            seen.r1 = taken;
        }
    }

    /** The inbox is closed while a thread brings work. */
    @JCStressTest
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "the work is in, the inbox stays open")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "the inbox is closed, the work refused")
    @Outcome(expect = FORBIDDEN, desc = "work is taken in that nobody will look at, or both sides gave way")
    @State
    public static class Close {

        private final Inbox inbox = new Inbox();
        private final Op item = new Op(() -> {});

        @Actor
        public void bring(ZZ_Result seen) {
            seen.r1 = inbox.push(item);
        }

        @Actor
        public void close(ZZ_Result seen) {
            seen.r2 = inbox.tryClose();
        }
    }
}
