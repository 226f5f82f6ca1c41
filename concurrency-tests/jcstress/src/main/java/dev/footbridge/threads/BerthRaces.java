package dev.footbridge.threads;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIZ_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Races about the berth in which an idle thread is given a job. */
public final class BerthRaces {

    private BerthRaces() {}

    /** A thread gives up waiting in the moment in which it is given a job. */
    @JCStressTest
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "it has the job, and stays")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "it has gone, and who brings the job knows that")
    @Outcome(expect = FORBIDDEN, desc = "the job is lost, or nobody has it")
    @State
    public static class Leave {

        private final Berth<String> berth = new Berth<>();

        @Actor
        public void assign(ZZ_Result seen) {
            seen.r1 = berth.assign("job");
        }

        @Actor
        public void leave(ZZ_Result seen) {
            seen.r2 = berth.leave();
        }
    }

    /** A thread that is going to be busy with something else takes back that it is idle, and comes back later. */
    @JCStressTest
    @Outcome(id = "0, 0, false", expect = ACCEPTABLE, desc = "the job came while it was away, and was refused")
    @Outcome(id = "1, 0, true", expect = ACCEPTABLE, desc = "it found the job as it left, and passes it on")
    @Outcome(id = "0, 1, true", expect = ACCEPTABLE, desc = "the job came after it was back")
    @Outcome(expect = FORBIDDEN, desc = "the job is lost, or there twice")
    @State
    public static class Withdraw {

        private final Berth<Integer> berth = new Berth<>();

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
