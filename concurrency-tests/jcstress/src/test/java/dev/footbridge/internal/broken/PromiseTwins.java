package dev.footbridge.internal.broken;

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

/** Twins of the races about how a task settles and who learns of it. */
public final class PromiseTwins {

    private PromiseTwins() {}

    /** Broken: takes the observers and then leaves the value; who registers in between is never told. */
    @JCStressTest
    @Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "registered, and told once")
    @Outcome(id = "false, 0", expect = ACCEPTABLE, desc = "not registered: the task has settled")
    @Outcome(expect = FORBIDDEN, desc = "registered and never told")
    @State
    public static class Observe {

        private final BrokenPromise promise = new BrokenPromise();
        private final AtomicInteger told = new AtomicInteger();

        @Actor
        public void observe(ZI_Result seen) {
            seen.r1 = promise.observe(told::incrementAndGet);
        }

        @Actor
        public void settle() {
            promise.settle("value");
        }

        @Arbiter
        public void look(ZI_Result seen) {
            seen.r2 = told.get();
        }
    }

    /** Broken: an observer takes the place of one that registered at the same time. */
    @JCStressTest
    @Outcome(id = "2", expect = ACCEPTABLE, desc = "both are told once")
    @Outcome(expect = FORBIDDEN, desc = "one is forgotten")
    @State
    public static class Observers {

        private final BrokenPromise promise = new BrokenPromise();
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
            promise.settle("value");
            seen.r1 = told.get();
        }
    }

    /** Broken: sees that it is pending and settles, in two steps, so that a cancel and a value both win. */
    @JCStressTest
    @Outcome(id = "true, false, SUCCESS", expect = ACCEPTABLE, desc = "completed, and the cancel came too late")
    @Outcome(id = "false, true, CANCELLED", expect = ACCEPTABLE, desc = "cancelled, and the value came too late")
    @Outcome(expect = FORBIDDEN, desc = "both think they won")
    @State
    public static class CancelOrComplete {

        private final BrokenPromise promise = new BrokenPromise();

        @Actor
        public void complete(ZZL_Result seen) {
            seen.r1 = promise.settle("SUCCESS");
        }

        @Actor
        public void cancel(ZZL_Result seen) {
            seen.r2 = promise.settle("CANCELLED");
        }

        @Arbiter
        public void look(ZZL_Result seen) {
            seen.r3 = promise.end;
        }
    }

    /** Broken: says that it has settled before the value is there. */
    @JCStressTest
    @Outcome(id = "value", expect = ACCEPTABLE, desc = "it has the value")
    @Outcome(expect = FORBIDDEN, desc = "it has something else")
    @State
    public static class Result {

        private volatile boolean done;
        private volatile String value;

        @Actor
        public void await(L_Result seen) {
            while (!done) {
                Thread.onSpinWait();
            }
            seen.r1 = value;
        }

        @Actor
        public void settle() {
            done = true;
            Thread.yield();
            value = "value";
        }
    }

    /** Broken: asks whether anybody has looked before it leaves word what to do then. */
    @JCStressTest
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "it is taken from the list")
    @Outcome(expect = FORBIDDEN, desc = "it stays on the list and will be reported")
    @State
    public static class Look {

        private volatile boolean looked;
        private volatile Runnable onLook;
        private volatile int taken;

        @Actor
        public void list() {
            if (looked) {
                taken = 1;
            } else {
                Thread.yield();
                onLook = () -> taken = 1;
            }
        }

        @Actor
        public void look() {
            looked = true;
            Runnable action = onLook;
            if (action != null) {
                action.run();
            }
        }

        @Arbiter
        public void count(I_Result seen) {
            seen.r1 = taken;
        }
    }

    private static final class BrokenPromise {

        private record Observer(Runnable signal, Observer next) {}

        private volatile Object end;
        private volatile Observer observers;

        boolean observe(Runnable signal) {
            if (end != null) {
                return false;
            }
            Observer below = observers;
            Thread.yield();
            observers = new Observer(signal, below);
            return true;
        }

        boolean settle(Object value) {
            if (end != null) {
                return false;
            }
            Observer told = observers;
            Thread.yield();
            end = value;
            for (; told != null; told = told.next) {
                told.signal.run();
            }
            return true;
        }
    }
}
