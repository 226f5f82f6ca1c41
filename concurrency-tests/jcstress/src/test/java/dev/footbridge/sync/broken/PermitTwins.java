package dev.footbridge.sync.broken;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;

/** Twins of the races about permits. */
public final class PermitTwins {

    private PermitTwins() {}

    /** Broken: looks for a permit and then queues; one that is released in between finds nobody, and nobody looks again. */
    @JCStressTest
    @Outcome(id = "true, 0", expect = ACCEPTABLE, desc = "it has the permit")
    @Outcome(expect = FORBIDDEN, desc = "it sleeps, and the permit lies there")
    @State
    public static class Release {

        private final AtomicInteger free = new AtomicInteger();
        private volatile boolean queued;
        private volatile boolean granted;

        @Actor
        public void acquire() {
            if (free.get() > 0) {
                granted = true;
                free.decrementAndGet();
            } else {
                Thread.yield();
                queued = true;
            }
        }

        @Actor
        public void release() {
            if (queued) {
                granted = true;
            } else {
                free.incrementAndGet();
            }
        }

        @Arbiter
        public void look(ZI_Result seen) {
            seen.r1 = granted;
            seen.r2 = free.get();
        }
    }

    /** Broken: releases to whoever is in the queue without asking whether it still waits. */
    @JCStressTest
    @Outcome(id = "true, 0", expect = ACCEPTABLE, desc = "it has the permit")
    @Outcome(id = "false, 1", expect = ACCEPTABLE, desc = "it left, and the permit is free")
    @Outcome(expect = FORBIDDEN, desc = "the permit is lost")
    @State
    public static class GiveUp {

        private final AtomicInteger free = new AtomicInteger();
        private volatile boolean queued = true;
        private volatile boolean granted;

        @Actor
        public void giveUp(ZI_Result seen) {
            seen.r1 = granted;
            Thread.yield();
            queued = false;
        }

        @Actor
        public void release() {
            if (queued) {
                granted = true;
            } else {
                free.incrementAndGet();
            }
        }

        @Arbiter
        public void look(ZI_Result seen) {
            seen.r2 = free.get();
        }
    }

    /** Broken: gives the permit away before it has taken it from what is free. */
    @JCStressTest
    @Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "it is free again")
    @Outcome(expect = FORBIDDEN, desc = "a release was refused as one too many, and the permit is lost")
    @State
    public static class Bounded {

        private final AtomicInteger free = new AtomicInteger(1);
        private volatile boolean granted;
        private volatile boolean refused;

        @Actor
        public void serve() {
            granted = true;
            Thread.yield();
            free.decrementAndGet();
        }

        @Actor
        public void release() {
            while (!granted) {
                Thread.onSpinWait();
            }
            if (free.get() + 1 > 1) {
                refused = true;
            } else {
                free.incrementAndGet();
            }
        }

        @Arbiter
        public void look(ZI_Result seen) {
            seen.r1 = !refused;
            seen.r2 = free.get();
        }
    }

    /** Broken: counts whoever is in the queue as running, also when it has just left. */
    @JCStressTest
    @Outcome(id = "true, 2", expect = ACCEPTABLE, desc = "it has a place beside the one that had it before")
    @Outcome(id = "false, 1", expect = ACCEPTABLE, desc = "it left too early")
    @Outcome(expect = FORBIDDEN, desc = "a place is counted that nobody has")
    @State
    public static class Raise {

        private volatile boolean queued = true;
        private volatile boolean granted;
        private volatile int running = 1;

        @Actor
        public void giveUp(ZI_Result seen) {
            seen.r1 = granted;
            Thread.yield();
            queued = false;
        }

        @Actor
        public void raise() {
            if (queued) {
                granted = true;
                running = 2;
            }
        }

        @Arbiter
        public void look(ZI_Result seen) {
            seen.r2 = running;
        }
    }

    /** Broken: asks whether it has happened, and then lines up without asking again. */
    @JCStressTest
    @Outcome(id = "true, 0", expect = ACCEPTABLE, desc = "it knows, and nobody waits")
    @Outcome(expect = FORBIDDEN, desc = "it overslept")
    @State
    public static class Event {

        private volatile boolean happened;
        private volatile boolean waits;
        private volatile boolean knows;

        @Actor
        public void await() {
            if (happened) {
                knows = true;
            } else {
                Thread.yield();
                waits = true;
            }
        }

        @Actor
        public void set() {
            happened = true;
            if (waits) {
                knows = true;
                waits = false;
            }
        }

        @Arbiter
        public void look(ZI_Result seen) {
            seen.r1 = knows;
            seen.r2 = waits ? 1 : 0;
        }
    }
}
