package dev.footbridge.internal.broken;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Twins of the races about a strand's place in a loop. */
public final class SeatTwins {

    private SeatTwins() {}

    /** Broken: looks for a permit and parks, in two steps, and forgets the permit that came in between. */
    @JCStressTest
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "it parks, and the other side knows that it has to wake it")
    @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "it uses up the permit, and nobody has to wake it")
    @Outcome(expect = FORBIDDEN, desc = "it parks and nobody wakes it")
    @State
    public static class Permit {

        private enum Seat {
            NO_PERMIT, PERMIT, PARKED
        }

        private volatile Seat seat = Seat.NO_PERMIT;

        @Actor
        public void park(ZZ_Result seen) {
            if (seat == Seat.NO_PERMIT) {
                Thread.yield();
                seat = Seat.PARKED;
                seen.r1 = true;
            }
        }

        @Actor
        public void permit(ZZ_Result seen) {
            seen.r2 = seat == Seat.PARKED;
            Thread.yield();
            seat = Seat.PERMIT;
        }
    }

    /** Broken: hands the baton over before the last write under it. */
    @JCStressTest
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "it has its turn and sees what the holder wrote before")
    @Outcome(expect = FORBIDDEN, desc = "the holder's last write is not there")
    @State
    public static class Turn {

        private volatile boolean turn;
        private int guarded;

        @Actor
        public void awaitTurn(I_Result seen) {
            while (!turn) {
                Thread.onSpinWait();
            }
            seen.r1 = guarded;
        }

        @Actor
        public void grant() {
            turn = true;
            Thread.yield();
            guarded = 1;
        }
    }

    /** Broken: sees that no permit came while it was away and parks again, in two steps. */
    @JCStressTest
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "it is queued for its turn, by itself or by the other side")
    @Outcome(expect = FORBIDDEN, desc = "it waits and nobody queues it")
    @State
    public static class Away {

        private enum Seat {
            PARKED, PERMIT, AWAY, AWAY_WITH_PERMIT
        }

        private final AtomicReference<Seat> seat = new AtomicReference<>(Seat.PARKED);
        private final AtomicInteger queued = new AtomicInteger();

        @Actor
        public void doErrand() {
            if (seat.compareAndSet(Seat.PARKED, Seat.AWAY)) {
                boolean permit = seat.get() == Seat.AWAY_WITH_PERMIT;
                Thread.yield();
                seat.set(permit ? Seat.PERMIT : Seat.PARKED);
                if (permit) {
                    queued.incrementAndGet();
                }
            }
        }

        @Actor
        public void permit() {
            if (seat.compareAndSet(Seat.PARKED, Seat.PERMIT)) {
                queued.incrementAndGet();
            } else if (!seat.compareAndSet(Seat.AWAY, Seat.AWAY_WITH_PERMIT) && seat.compareAndSet(Seat.PARKED,
                    Seat.PERMIT)) {
                queued.incrementAndGet();
            }
        }

        @Arbiter
        public void look(I_Result seen) {
            seen.r1 = queued.get();
        }
    }
}
