package dev.footbridge.loop.broken;

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

/** Twins of the races on the inbox. */
public final class InboxTwins {

    private InboxTwins() {}

    /** Broken: puts the new top without comparing it with the one it saw. */
    @JCStressTest
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "each item is there once")
    @Outcome(expect = FORBIDDEN, desc = "an item is lost")
    @State
    public static class Push {

        private final BrokenInbox inbox = new BrokenInbox();
        private final Linked first = new Item();
        private final Linked second = new Item();

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

    /** Broken: takes the stack in two steps, first looking, then emptying. */
    @JCStressTest
    @Outcome(id = "ab", expect = ACCEPTABLE, desc = "both come once and in order")
    @Outcome(expect = FORBIDDEN, desc = "an item is lost")
    @State
    public static class Take {

        private final BrokenInbox inbox = new BrokenInbox();
        private final Linked a = new Item();
        private final Linked b = new Item();
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

    /** Broken: sees that it is empty and then closes, whatever came in between. */
    @JCStressTest
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "the work is in, the inbox stays open")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "the inbox is closed, the work refused")
    @Outcome(expect = FORBIDDEN, desc = "work is taken in that nobody will look at")
    @State
    public static class Close {

        private final BrokenInbox inbox = new BrokenInbox();
        private final Linked item = new Item();

        @Actor
        public void bring(ZZ_Result seen) {
            seen.r1 = inbox.push(item);
        }

        @Actor
        public void close(ZZ_Result seen) {
            seen.r2 = inbox.tryClose();
        }
    }

    private static final class Item extends Linked {}

    private static final class BrokenInbox {

        private static final Linked CLOSED = new Item();
        private volatile Linked top;

        boolean push(Linked item) {
            Linked seen = top;
            if (seen == CLOSED) {
                return false;
            }
            item.next = seen;
            Thread.yield();
            top = item;
            return true;
        }

        Linked takeAll() {
            Linked seen = top;
            Thread.yield();
            top = null;
            return Linked.reversed(seen);
        }

        boolean tryClose() {
            if (top != null) {
                return false;
            }
            Thread.yield();
            top = CLOSED;
            return true;
        }
    }
}
