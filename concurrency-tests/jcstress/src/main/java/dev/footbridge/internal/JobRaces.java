package dev.footbridge.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;
import org.openjdk.jcstress.infra.results.ZZL_Result;

/** Races about whether a job runs, and whether a cancel finds it. */
public final class JobRaces {

    private JobRaces() {}

    /** A job is dropped while a thread begins it. */
    @JCStressTest
    @Outcome(id = "true, false, ran SUCCESS", expect = ACCEPTABLE, desc = "it began, so it was not dropped")
    @Outcome(id = "false, true, - CANCELLED", expect = ACCEPTABLE, desc = "it was dropped, so it did not begin")
    @Outcome(expect = FORBIDDEN, desc = "dropped and run, or neither, or not settled")
    @State
    public static class Drop {

        private volatile String trace = "-";
        private final RacingJob<String> job = new RacingJob<>(() -> trace = "ran");

        @Actor
        public void begin(ZZL_Result seen) {
            seen.r1 = job.begin(new Strand(Thread.currentThread()));
        }

        @Actor
        public void drop(ZZL_Result seen) {
            seen.r2 = job.drop("dropped");
        }

        @Arbiter
        public void look(ZZL_Result seen) {
            seen.r3 = trace + " " + job.state();
        }
    }

    /** A job is cancelled while a thread begins it; its body waits until the cancel has been asked for. */
    @JCStressTest
    @Outcome(id = "-, CANCELLED", expect = ACCEPTABLE, desc = "the cancel came first, and the body never ran")
    @Outcome(id = "met, CANCELLED", expect = ACCEPTABLE, desc = "the body ran and met the cancel")
    @Outcome(expect = FORBIDDEN, desc = "the body ran and knows of no cancel")
    @State
    public static class Cancelled {

        private volatile boolean asked;
        private volatile String trace = "-";
        private volatile Strand strand = new Strand(Thread.currentThread());
        private final RacingJob<String> job = new RacingJob<>(this::run);

        private String run() {
            while (!asked) {
                Thread.onSpinWait();
            }
            trace = strand.isCancelled() ? "met" : "lost";
            strand.checkCancelled();
            return trace;
        }

        @Actor
        public void begin() {
            strand = new Strand(Thread.currentThread());
            job.begin(strand);
        }

        @Actor
        public void cancel() {
            job.cancel(Cancel.cooperative("cancelled"));
            asked = true;
        }

        @Arbiter
        public void look(LL_Result seen) {
            seen.r1 = trace;
            seen.r2 = job.state();
        }
    }

    /** A job is cancelled while it ends by itself. */
    @JCStressTest
    @Outcome(id = "true, true, SUCCESS", expect = ACCEPTABLE, desc = "asked in time, but the body took no notice")
    @Outcome(id = "true, false, SUCCESS", expect = ACCEPTABLE, desc = "it had ended")
    @Outcome(id = "true, true, CANCELLED", expect = ACCEPTABLE, desc = "cancelled before it looked")
    @Outcome(id = "false, true, CANCELLED", expect = ACCEPTABLE, desc = "cancelled before it began")
    @Outcome(expect = FORBIDDEN, desc = "the answer to the cancel contradicts the outcome")
    @State
    public static class CancelledLate {

        private final RacingJob<String> job = new RacingJob<>(() -> "value");

        @Actor
        public void begin(ZZL_Result seen) {
            seen.r1 = job.begin(new Strand(Thread.currentThread()));
        }

        @Actor
        public void cancel(ZZL_Result seen) {
            seen.r2 = job.cancel(Cancel.cooperative("cancelled"));
        }

        @Arbiter
        public void look(ZZL_Result seen) {
            seen.r3 = job.state();
        }
    }
}
