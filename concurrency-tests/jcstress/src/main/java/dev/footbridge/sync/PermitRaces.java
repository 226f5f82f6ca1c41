package dev.footbridge.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;

/** Races about permits: given back while somebody begins to wait for them, or gives up. */
public final class PermitRaces {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofNanos(1);

    private PermitRaces() {}

    /** A thread begins to wait for a permit while one is released. */
    @JCStressTest
    @Outcome(id = "true, 0", expect = ACCEPTABLE, desc = "it has the permit, whether it slept or not")
    @Outcome(expect = FORBIDDEN, desc = "it overslept, or the permit is there twice")
    @State
    public static class Release {

        private final AsyncSemaphore semaphore = AsyncSemaphore.of(0);

        @Actor
        public void acquire(ZI_Result seen) {
            seen.r1 = semaphore.tryAcquire(LONG);
        }

        @Actor
        public void release() {
            semaphore.release();
        }

        @Arbiter
        public void look(ZI_Result seen) {
            seen.r2 = semaphore.available();
        }
    }

    /** A thread gives up waiting for a permit while one is released. */
    @JCStressTest
    @Outcome(id = "true, 0", expect = ACCEPTABLE, desc = "it has the permit")
    @Outcome(id = "false, 1", expect = ACCEPTABLE, desc = "it left, and the permit is free")
    @Outcome(expect = FORBIDDEN, desc = "the permit is lost, or there twice")
    @State
    public static class GiveUp {

        private final AsyncSemaphore semaphore = AsyncSemaphore.of(0);

        @Actor
        public void acquire(ZI_Result seen) {
            seen.r1 = semaphore.tryAcquire(SHORT);
        }

        @Actor
        public void release() {
            semaphore.release();
        }

        @Arbiter
        public void look(ZI_Result seen) {
            seen.r2 = semaphore.available();
        }
    }

    /** The only permit goes to and fro between two threads, each of which gives it back at once. */
    @JCStressTest
    @Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "each had it, and it is free again")
    @Outcome(expect = FORBIDDEN, desc = "a release was refused as one too many, or the permit is lost")
    @State
    public static class Bounded {

        private final AsyncSemaphore semaphore = AsyncSemaphore.bounded(1);
        private volatile boolean refused;

        @Actor
        public void first() {
            acquireAndRelease();
        }

        @Actor
        public void second() {
            acquireAndRelease();
        }

        private void acquireAndRelease() {
            semaphore.acquire();
            try {
                semaphore.release();
            } catch (IllegalStateException tooMany) {
                refused = true;
            }
        }

        @Arbiter
        public void look(ZI_Result seen) {
            seen.r1 = !refused;
            seen.r2 = semaphore.available();
        }
    }

    /** A limit is raised while a thread gives up waiting for a place. */
    @JCStressTest
    @Outcome(id = "true, 2", expect = ACCEPTABLE, desc = "it has a place beside the one that had it before")
    @Outcome(id = "false, 1", expect = ACCEPTABLE, desc = "it left too early")
    @Outcome(expect = FORBIDDEN, desc = "a place is lost, or counted that nobody has")
    @State
    public static class Raise {

        private final Limiter limiter = Limiter.of(1);
        private final Limiter.Permit held = limiter.acquire();

        @Actor
        public void acquire(ZI_Result seen) {
            seen.r1 = limiter.tryAcquire(SHORT).isPresent();
        }

        @Actor
        public void raise() {
            limiter.setLimit(2);
        }

        @Arbiter
        public void look(ZI_Result seen) {
            seen.r2 = limiter.stats().running();
            held.close();
        }
    }

    /** A thread begins to wait for an event that happens at that moment. */
    @JCStressTest
    @Outcome(id = "true, 0", expect = ACCEPTABLE, desc = "it knows, whether it slept or not, and nobody waits")
    @Outcome(expect = FORBIDDEN, desc = "it overslept")
    @State
    public static class Event {

        private final AsyncEvent event = AsyncEvent.create();

        @Actor
        public void await(ZI_Result seen) {
            seen.r1 = event.await(LONG);
        }

        @Actor
        public void set() {
            event.set();
        }

        @Arbiter
        public void look(ZI_Result seen) {
            seen.r2 = event.stats().waiting();
        }
    }
}
