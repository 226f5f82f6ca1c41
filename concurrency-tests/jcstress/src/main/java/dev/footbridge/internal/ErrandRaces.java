package dev.footbridge.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Races about whether somebody sees to an errand. */
public final class ErrandRaces {

    private ErrandRaces() {}

    /** Counts how often it is done or refused. */
    private static final class Counted implements Errands.Errand {

        private final AtomicInteger done = new AtomicInteger();
        private final AtomicInteger refused = new AtomicInteger();

        @Override
        public void run(Strand waiting, Strand strand) {
            done.incrementAndGet();
        }

        @Override
        public boolean breakOff(Throwable reason) {
            return false;
        }

        @Override
        public void refuse() {
            refused.incrementAndGet();
        }
    }

    /** Something is asked of a thread while its call ends. */
    @JCStressTest
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "refused, by the one or the other")
    @Outcome(expect = FORBIDDEN, desc = "lost, or refused twice")
    @State
    public static class Close {

        private final Errands errands = new Errands(Thread.currentThread());
        private final Counted errand = new Counted();

        @Actor
        public void ask() {
            errands.ask(errand);
        }

        @Actor
        public void close() {
            errands.close();
        }

        @Arbiter
        public void look(II_Result seen) {
            seen.r1 = errand.done.get();
            seen.r2 = errand.refused.get();
        }
    }

    /** Something is asked of a thread that looks once more before its call ends. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "done")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "it came too late, and is refused")
    @Outcome(expect = FORBIDDEN, desc = "lost, or done and refused")
    @State
    public static class LastLook {

        private final Errands errands = new Errands(Thread.currentThread());
        private final Counted errand = new Counted();

        @Actor
        public void ask() {
            errands.ask(errand);
        }

        @Actor
        public void lookAndClose() {
            Strand strand = new Strand(Thread.currentThread());
            strand.setErrands(errands);
            ErrandRun.next(strand, null, Strand.NEVER);
            errands.close();
        }

        @Arbiter
        public void look(II_Result seen) {
            seen.r1 = errand.done.get();
            seen.r2 = errand.refused.get();
        }
    }
}
