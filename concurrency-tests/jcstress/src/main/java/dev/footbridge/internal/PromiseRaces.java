package dev.footbridge.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.L_Result;
import org.openjdk.jcstress.infra.results.ZI_Result;
import org.openjdk.jcstress.infra.results.ZZL_Result;

/** Races about how a task settles and who learns of it. */
public final class PromiseRaces {

    private PromiseRaces() {}

    /** An observer registers while the task settles. */
    @JCStressTest
    @Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "registered, and told once")
    @Outcome(id = "false, 0", expect = ACCEPTABLE, desc = "not registered: the task has settled")
    @Outcome(expect = FORBIDDEN, desc = "registered and never told, or told twice")
    @State
    public static class Observe {

        private final Deferred<String> promise = new Deferred<>("promise");
        private final AtomicInteger told = new AtomicInteger();

        @Actor
        public void observe(ZI_Result seen) {
            seen.r1 = promise.observe(told::incrementAndGet);
        }

        @Actor
        public void settle() {
            promise.set("value");
        }

        @Arbiter
        public void look(ZI_Result seen) {
            seen.r2 = told.get();
        }
    }

    /** Two observers register at the same time; the task settles afterwards. */
    @JCStressTest
    @Outcome(id = "2", expect = ACCEPTABLE, desc = "both are told once")
    @Outcome(expect = FORBIDDEN, desc = "one is forgotten, or told twice")
    @State
    public static class Observers {

        private final Deferred<String> promise = new Deferred<>("promise");
        private final AtomicInteger told = new AtomicInteger();

        @Actor
        public void first() {
            promise.observe(told::incrementAndGet);
        }

        @Actor
        public void second() {
            promise.observe(told::incrementAndGet);
        }

        @Arbiter
        public void look(I_Result seen) {
            promise.set("value");
            seen.r1 = told.get();
        }
    }

    /** A task is cancelled while it completes. */
    @JCStressTest
    @Outcome(id = "true, false, SUCCESS", expect = ACCEPTABLE, desc = "completed, and the cancel came too late")
    @Outcome(id = "false, true, CANCELLED", expect = ACCEPTABLE, desc = "cancelled, and the value came too late")
    @Outcome(expect = FORBIDDEN, desc = "both think they won, or neither, or the state says something else")
    @State
    public static class CancelOrComplete {

        private final Deferred<String> promise = new Deferred<>("promise");

        @Actor
        public void complete(ZZL_Result seen) {
            seen.r1 = promise.set("value");
        }

        @Actor
        public void cancel(ZZL_Result seen) {
            seen.r2 = promise.cancel();
        }

        @Arbiter
        public void look(ZZL_Result seen) {
            seen.r3 = promise.state();
        }
    }

    /** A thread begins to wait for the result while the task settles. */
    @JCStressTest
    @Outcome(id = "value", expect = ACCEPTABLE, desc = "it has the value, whether it slept or not")
    @Outcome(expect = FORBIDDEN, desc = "it has something else")
    @State
    public static class Result {

        private final Deferred<StringBuilder> promise = new Deferred<>("promise");

        @Actor
        public void await(L_Result seen) {
            seen.r1 = promise.result().toString();
        }

        @Actor
        public void settle() {
            promise.set(new StringBuilder("value"));
        }
    }

    /** Somebody looks at a failure while it is put on the list of those that nobody has looked at. */
    @JCStressTest
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "it is taken from the list")
    @Outcome(expect = FORBIDDEN, desc = "it stays on the list and will be reported")
    @State
    public static class Look {

        private final Settled.Failed failure = new Settled.Failed(new Exception());
        private volatile int taken;

        @Actor
        public void list() {
            failure.onLook(() -> taken = 1);
        }

        @Actor
        public void look() {
            failure.look();
        }

        @Arbiter
        public void count(I_Result seen) {
            seen.r1 = taken;
        }
    }
}
