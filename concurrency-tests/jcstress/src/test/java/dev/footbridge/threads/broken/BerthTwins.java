package dev.footbridge.threads.broken;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIZ_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Twins of the races about the berth in which an idle thread is given a job. */
public final class BerthTwins {

    private BerthTwins() {}

    private static final class Berth {

        private static final Integer GONE = -1;

        private volatile Integer content;

        boolean assign(Integer work) {
            if (content != null) {
                return false;
            }
            Thread.yield();
            content = work;
            return true;
        }

        Integer take() {
            Integer seen = content;
            if (seen == null || seen.equals(GONE)) {
                return null;
            }
            content = null;
            return seen;
        }

        boolean leave() {
            if (content != null) {
                return false;
            }
            Thread.yield();
            content = GONE;
            return true;
        }

        void comeBack() {
            if (GONE.equals(content)) {
                content = null;
            }
        }
    }

    /** Broken: looks and then writes, on both sides. */
    @JCStressTest
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "it has the job, and stays")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "it has gone, and who brings the job knows that")
    @Outcome(expect = FORBIDDEN, desc = "the job is lost, or nobody has it")
    @State
    public static class Leave {

        private final Berth berth = new Berth();

        @Actor
        public void assign(ZZ_Result seen) {
            seen.r1 = berth.assign(1);
        }

        @Actor
        public void leave(ZZ_Result seen) {
            seen.r2 = berth.leave();
        }
    }

    /** Broken: the same, and so what is given to a thread on its way out is overwritten. */
    @JCStressTest
    @Outcome(id = "0, 0, false", expect = ACCEPTABLE, desc = "the job came while it was away, and was refused")
    @Outcome(id = "1, 0, true", expect = ACCEPTABLE, desc = "it found the job as it left, and passes it on")
    @Outcome(id = "0, 1, true", expect = ACCEPTABLE, desc = "the job came after it was back")
    @Outcome(expect = FORBIDDEN, desc = "the job is lost, or there twice")
    @State
    public static class Withdraw {

        private final Berth berth = new Berth();

        @Actor
        public void assign(IIZ_Result seen) {
            seen.r3 = berth.assign(1);
        }

        @Actor
        public void withdraw(IIZ_Result seen) {
            if (!berth.leave()) {
                Integer found = berth.take();
                seen.r1 = found == null ? 0 : found;
            }
            berth.comeBack();
        }

        @Arbiter
        public void find(IIZ_Result seen) {
            Integer left = berth.take();
            seen.r2 = left == null ? 0 : left;
        }
    }
}
