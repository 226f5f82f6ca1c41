package dev.footbridge.loop.broken;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Twins of the races for the baton. */
public final class BatonTwins {

    private BatonTwins() {}

    /** Broken: sees that the baton is free and takes it, in two steps. */
    @JCStressTest
    @Outcome(id = "2", expect = ACCEPTABLE, desc = "one after the other")
    @Outcome(expect = FORBIDDEN, desc = "both ran at once")
    @State
    public static class Exclusion {

        private volatile boolean held;
        private int sum;

        @Actor
        public void first() {
            add();
        }

        @Actor
        public void second() {
            add();
        }

        private void add() {
            while (held) {
                Thread.onSpinWait();
            }
            Thread.yield();
            held = true;
            int before = sum;
            Thread.yield();
            sum = before + 1;
            held = false;
        }

        @Arbiter
        public void look(I_Result seen) {
            seen.r1 = sum;
        }
    }

    /** Broken: looks into the inbox for the last time and then lets the baton lie, instead of the other way round. */
    @JCStressTest
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "somebody looked at what each of them brought")
    @Outcome(expect = FORBIDDEN, desc = "work lies in the inbox of a loop that nobody holds")
    @State
    public static class LetLie {

        private final AtomicBoolean held = new AtomicBoolean();
        private final ConcurrentLinkedQueue<Runnable> inbox = new ConcurrentLinkedQueue<>();
        private boolean firstDone;
        private boolean secondDone;

        @Actor
        public void first() {
            perform(() -> firstDone = true);
        }

        @Actor
        public void second() {
            perform(() -> secondDone = true);
        }

        private void perform(Runnable action) {
            inbox.add(action);
            if (held.compareAndSet(false, true)) {
                for (Runnable next = inbox.poll(); next != null; next = inbox.poll()) {
                    next.run();
                }
                Thread.yield();
                held.set(false);
            }
        }

        @Arbiter
        public void look(ZZ_Result seen) {
            seen.r1 = firstDone;
            seen.r2 = secondDone;
        }
    }

    /** Broken: a coroutine looks for the value for the last time before it says that it waits. */
    @JCStressTest
    @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "it saw the value and goes on")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "it saw the value and is woken in vain")
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "it waits and is woken")
    @Outcome(expect = FORBIDDEN, desc = "it waits and is not woken")
    @State
    public static class Await {

        private volatile boolean waits;
        private volatile boolean there;

        @Actor
        public void coroutine(ZZ_Result seen) {
            if (!there) {
                Thread.yield();
                waits = true;
                seen.r1 = true;
            }
        }

        @Actor
        public void other(ZZ_Result seen) {
            there = true;
            seen.r2 = waits;
        }
    }
}
