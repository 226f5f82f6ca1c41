package dev.footbridge.sync.broken;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicBoolean;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.IZ_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/** Twins of the races for a lock. */
public final class LockTwins {

    private LockTwins() {}

    /** Broken: sees that the lock is free and takes it, in two steps. */
    @JCStressTest
    @Outcome(id = "2, false", expect = ACCEPTABLE, desc = "one after the other, and the lock is free again")
    @Outcome(expect = FORBIDDEN, desc = "both were inside at once")
    @State
    public static class Exclusion {

        private volatile boolean locked;
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
            while (locked) {
                Thread.onSpinWait();
            }
            Thread.yield();
            locked = true;
            int before = sum;
            Thread.yield();
            sum = before + 1;
            locked = false;
        }

        @Arbiter
        public void look(IZ_Result seen) {
            seen.r1 = sum;
            seen.r2 = locked;
        }
    }

    /** Broken: lets go of the lock before it lines up for the condition, so that a signal finds nobody. */
    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "it saw the change, or is woken by the signal")
    @Outcome(expect = FORBIDDEN, desc = "it missed the signal")
    @State
    public static class Condition {

        private final AtomicBoolean lock = new AtomicBoolean();
        private volatile boolean waits;
        private volatile boolean woken;
        private boolean there;

        @Actor
        public void await() {
            lock();
            boolean saw = there;
            unlock();
            Thread.yield();
            waits = !saw;
        }

        @Actor
        public void signal() {
            lock();
            there = true;
            woken = waits;
            unlock();
        }

        private void lock() {
            while (!lock.compareAndSet(false, true)) {
                Thread.onSpinWait();
            }
        }

        private void unlock() {
            lock.set(false);
        }

        @Arbiter
        public void look(Z_Result seen) {
            seen.r1 = !waits || woken;
        }
    }

    /** Broken: reads how many are there and says one more, in two steps. */
    @JCStressTest
    @Outcome(id = {"0, 1", "1, 0"}, expect = ACCEPTABLE, desc = "one came first, both go on")
    @Outcome(expect = FORBIDDEN, desc = "both came first, and wait for each other")
    @State
    public static class Barrier {

        private volatile int arrived;

        @Actor
        public void first(II_Result seen) {
            seen.r1 = arrive();
        }

        @Actor
        public void second(II_Result seen) {
            seen.r2 = arrive();
        }

        private int arrive() {
            int before = arrived;
            Thread.yield();
            arrived = before + 1;
            return before;
        }
    }
}
