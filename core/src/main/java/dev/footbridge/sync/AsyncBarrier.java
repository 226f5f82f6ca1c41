package dev.footbridge.sync;

import dev.footbridge.CancelledException;
import dev.footbridge.internal.Durations;
import dev.footbridge.internal.Strand;
import dev.footbridge.internal.Waiter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * A place where a number of coroutines and threads wait for one another, and go on together; again and again.
 *
 * <p>One whose wait is cancelled or runs out of time leaves, and the others wait for somebody in its place.
 *
 * {@snippet :
 * AsyncBarrier round = AsyncBarrier.of(4);
 * if (round.await() == 0) {       // the first to arrive tidies up for all
 *     publish(results);
 * }
 * }
 *
 * <p>Needs no closing; any thread may use it.
 */
public final class AsyncBarrier {

    private final int parties;
    private final Line line = new Line();
    /** Guarded by the line. */
    private long trips;
    private volatile boolean broken;

    private AsyncBarrier(int parties) {
        if (parties < 1) {
            throw new IllegalArgumentException(
                    "a barrier is for 1 party or more (parties is " + parties + "): say how many have to arrive");
        }
        this.parties = parties;
    }

    /**
     * A barrier for this many.
     *
     * @param parties how many have to arrive; one or more
     * @return the barrier
     */
    public static AsyncBarrier of(int parties) {
        return new AsyncBarrier(parties);
    }

    /**
     * Waits until all parties have arrived.
     *
     * @return the place in which the caller arrived, from 0
     * @throws BarrierBrokenException if the barrier is aborted, or reset while this waits
     * @throws CancelledException if the waiting code is cancelled, or its thread interrupted
     */
    public int await() {
        return place(arrive(Strand.NEVER));
    }

    /**
     * Waits until all parties have arrived, but no longer than this.
     *
     * @param limit how long; zero or less waits for nobody
     * @return the place in which the caller arrived, from 0
     * @throws TimeoutException if the others did not arrive in time; the caller has then left
     * @throws BarrierBrokenException as {@link #await()}
     * @throws CancelledException as {@link #await()}
     */
    public int await(Duration limit) throws TimeoutException {
        Arrival arrival = arrive(Math.max(0, Durations.nanos(limit)));
        if (arrival.place == Arrival.WAITING) {
            throw new TimeoutException("fewer than the barrier's " + parties + " parties arrived within " + limit
                    + ": wait longer, or have the others come");
        }
        return place(arrival);
    }

    private static int place(Arrival arrival) {
        if (arrival.place == Arrival.BROKEN) {
            throw new BarrierBrokenException(
                    "the barrier was aborted or reset while this waited: begin the round again");
        }
        return arrival.place;
    }

    /** One that waits; the place is guarded by the line. */
    private static final class Arrival extends Waiter {

        private static final int WAITING = -1;
        private static final int BROKEN = -2;

        private int place = WAITING;

        Arrival(Strand strand) {
            super(strand);
        }
    }

    /**
     * Waits for the others. Who was counted among those that go on does go on, whatever else happens at that moment.
     */
    private Arrival arrive(long nanos) {
        Strand strand = Strand.here();
        Arrival arrival = new Arrival(strand);
        line.guarded(() -> enter(arrival)).forEach(Waiter::wake);
        try {
            line.await(strand, arrival, nanos, "waited at a barrier");
        } catch (CancelledException cancelled) {
            if (arrival.place == Arrival.WAITING) {
                throw cancelled;
            }
            strand.unmeet();
        }
        return arrival;
    }

    /** Lines up; if that makes all parties, they are returned, to be woken. Under the guard. */
    private List<Waiter> enter(Arrival arrival) {
        if (broken) {
            throw new BarrierBrokenException("the barrier was aborted: reset it before it is used again");
        }
        if (line.present().size() + 1 < parties) {
            arrival.strand().checkMayWait();
        }
        line.add(arrival);
        List<Waiter> present = line.present();
        if (present.size() < parties) {
            return List.of();
        }
        trips++;
        return endRound(present, 0, 1);
    }

    /** Ends the wait of all that are present, with places counted from here. Under the guard. */
    private List<Waiter> endRound(List<Waiter> present, int first, int step) {
        int place = first;
        for (Waiter waiter : present) {
            ((Arrival) waiter).place = place;
            waiter.decide();
            place += step;
        }
        line.clear();
        return present;
    }

    /** Breaks the barrier: who waits, or comes, gets a {@link BarrierBrokenException}, until it is {@link #reset}. */
    public void abort() {
        breakUp(true);
    }

    /** Breaks the round for those who wait now, and makes the barrier as new. */
    public void reset() {
        breakUp(false);
    }

    private void breakUp(boolean forGood) {
        line.guarded(() -> {
            broken = forGood;
            return endRound(line.present(), Arrival.BROKEN, 0);
        }).forEach(Waiter::wake);
    }

    /** Whether it was aborted. */
    public boolean isBroken() {
        return broken;
    }

    /** How it stands. */
    public BarrierStats stats() {
        return line.guarded(() -> new BarrierStats(parties, line.present().size(), trips, broken));
    }
}
