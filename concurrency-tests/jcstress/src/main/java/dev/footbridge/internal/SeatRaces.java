package dev.footbridge.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.footbridge.loop.EventLoop;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Races about a strand's place in a loop. */
public final class SeatRaces {

    private static final Host LOOP = EventLoop.open().call(
            () -> Objects.requireNonNull(Objects.requireNonNull(Strand.current()).host()));

    private SeatRaces() {}

    /** A strand is about to park while another thread gives it a permit. */
    @JCStressTest
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "it parks, and the other side knows that it has to wake it")
    @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "it uses up the permit, and nobody has to wake it")
    @Outcome(expect = FORBIDDEN, desc = "it parks and nobody wakes it, or it is woken without having parked")
    @State
    public static class Permit {

        private final Seat seat = new Strand(Thread.currentThread()).sit(LOOP);

        @Actor
        public void park(ZZ_Result seen) {
            seen.r1 = seat.preparePark();
        }

        @Actor
        public void permit(ZZ_Result seen) {
            seen.r2 = seat.permit();
        }
    }

    /** A strand begins to wait for its turn while the holder hands it the baton. */
    @JCStressTest
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "it has its turn and sees what the holder wrote before")
    @Outcome(expect = FORBIDDEN, desc = "the holder's last write is not there")
    @State
    public static class Turn {

        private volatile @Nullable Seat seat;
        private int guarded;

        @Actor
        public void awaitTurn(I_Result seen) {
            Seat mine = new Strand(Thread.currentThread()).sit(LOOP);
            seat = mine;
            mine.awaitTurn();
            seen.r1 = guarded;
        }

        @Actor
        public void grant() {
            Seat other = seat;
            while (other == null) {
                Thread.onSpinWait();
                other = seat;
            }
            guarded = 1;
            other.grant();
        }
    }

    /** A strand comes back from an errand while another thread gives it a permit. */
    @JCStressTest
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "it is queued for its turn, by itself or by the other side")
    @Outcome(expect = FORBIDDEN, desc = "it waits and nobody queues it, or it is queued twice")
    @State
    public static class Away {

        private final Loop loop = new Loop();
        private final Seat seat;

        public Away() {
            Strand strand = new Strand(Thread.currentThread());
            Errands errands = new Errands(Thread.currentThread());
            errands.ask(new Nothing());
            strand.setErrands(errands);
            seat = strand.sit(loop);
            seat.preparePark();
        }

        @Actor
        public void doErrand() {
            seat.doErrand();
        }

        @Actor
        public void permit() {
            if (seat.permit()) {
                loop.queued.incrementAndGet();
            }
        }

        @Arbiter
        public void look(I_Result seen) {
            seen.r1 = loop.queued.get();
        }
    }

    private static final class Nothing implements Errands.Errand {

        @Override
        public void run(Strand waiting, Strand strand) {}

        @Override
        public boolean breakOff(Throwable reason) {
            return false;
        }

        @Override
        public void refuse() {}
    }

    /** Counts how often a seat is queued. */
    private static final class Loop implements Host {

        private final AtomicInteger queued = new AtomicInteger();

        @Override
        public void comeBack(Seat seat) {
            queued.incrementAndGet();
        }

        @Override
        public void park(Seat seat, long deadline) {}

        @Override
        public void unpark(Seat seat) {}

        @Override
        public void letOthersRun(Seat seat) {}

        @Override
        public boolean isQuiet() {
            return true;
        }

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public Runnable schedule(long deadline, Runnable action) {
            return () -> {};
        }

        @Override
        public void blockingCall(String what) {}
    }
}
