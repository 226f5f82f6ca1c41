package dev.footbridge.internal.broken;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Twins of the races about whether somebody sees to an errand. */
public final class ErrandTwins {

    private ErrandTwins() {}

    /** Errands of a thread, with how often they were done or refused. */
    private static final class Errands {

        private final ConcurrentLinkedQueue<Object> asked = new ConcurrentLinkedQueue<>();
        private final AtomicInteger done = new AtomicInteger();
        private final AtomicInteger refused = new AtomicInteger();
        private volatile boolean closed;

        /** Broken: looks whether the thread does more, and only then adds. */
        void ask() {
            if (closed) {
                refused.incrementAndGet();
            } else {
                Thread.yield();
                asked.add(this);
            }
        }

        void next() {
            if (asked.poll() != null) {
                done.incrementAndGet();
            }
        }

        void close() {
            closed = true;
            while (asked.poll() != null) {
                refused.incrementAndGet();
            }
        }

        void look(II_Result seen) {
            seen.r1 = done.get();
            seen.r2 = refused.get();
        }
    }

    /** Broken: what is asked while the call ends may be lost. */
    @JCStressTest
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "refused, by the one or the other")
    @Outcome(expect = FORBIDDEN, desc = "lost")
    @State
    public static class Close {

        private final Errands errands = new Errands();

        @Actor
        public void ask() {
            errands.ask();
        }

        @Actor
        public void close() {
            errands.close();
        }

        @Arbiter
        public void look(II_Result seen) {
            errands.look(seen);
        }
    }

    /** Broken: what is asked after the last look may be lost. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "done")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "it came too late, and is refused")
    @Outcome(expect = FORBIDDEN, desc = "lost")
    @State
    public static class LastLook {

        private final Errands errands = new Errands();

        @Actor
        public void ask() {
            errands.ask();
        }

        @Actor
        public void lookAndClose() {
            errands.next();
            errands.close();
        }

        @Arbiter
        public void look(II_Result seen) {
            errands.look(seen);
        }
    }
}
