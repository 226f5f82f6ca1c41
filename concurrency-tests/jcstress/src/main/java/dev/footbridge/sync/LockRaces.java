package dev.footbridge.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.IZ_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/** Races for a lock, and about what those who hold it tell each other. */
public final class LockRaces {

    private static final Duration LONG = Duration.ofSeconds(10);

    private LockRaces() {}

    /** Two threads lock; the second may queue, and get the lock from the hand of the first. */
    @JCStressTest
    @Outcome(id = "2, false", expect = ACCEPTABLE, desc = "one after the other, and the lock is free again")
    @Outcome(expect = FORBIDDEN, desc = "both were inside at once, or the lock is lost")
    @State
    public static class Exclusion {

        private final AsyncLock lock = AsyncLock.create();
        private int sum;

        @Actor
        public void first() {
            lock.locked(this::add);
        }

        @Actor
        public void second() {
            lock.locked(this::add);
        }

        private int add() {
            sum = sum + 1;
            return sum;
        }

        @Arbiter
        public void look(IZ_Result seen) {
            seen.r1 = sum;
            seen.r2 = lock.isLocked();
        }
    }

    /** A thread begins to wait for a condition while another one makes it true and signals. */
    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "it saw the change, or was woken by the signal")
    @Outcome(expect = FORBIDDEN, desc = "it missed the signal")
    @State
    public static class Condition {

        private final AsyncLock lock = AsyncLock.create();
        private final AsyncCondition changed = lock.newCondition();
        private boolean there;

        @Actor
        public void await(Z_Result seen) {
            seen.r1 = lock.locked(() -> changed.awaitUntil(() -> there, LONG));
        }

        @Actor
        public void signal() {
            lock.locked(() -> {
                there = true;
                changed.signal();
            });
        }
    }

    /** Two threads meet at a barrier for two. */
    @JCStressTest
    @Outcome(id = {"0, 1", "1, 0"}, expect = ACCEPTABLE, desc = "one came first, both go on")
    @Outcome(expect = FORBIDDEN, desc = "both came first, or one is still there")
    @State
    public static class Barrier {

        private final AsyncBarrier barrier = AsyncBarrier.of(2);

        @Actor
        public void first(II_Result seen) {
            seen.r1 = barrier.await();
        }

        @Actor
        public void second(II_Result seen) {
            seen.r2 = barrier.await();
        }
    }
}
