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

    private static final Object BROKEN = new Object();
    private static final String WAITED = "waited at a barrier";

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
        Strand strand = Strand.here();
        Waiter waiter = new Waiter(strand);
        arrive(waiter);
        line.await(strand, waiter, Strand.NEVER, WAITED);
        return place(waiter);
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
        Strand strand = Strand.here();
        Waiter waiter = new Waiter(strand);
        arrive(waiter);
        if (!line.await(strand, waiter, Math.max(0, Durations.nanos(limit)), WAITED)) {
            throw new TimeoutException("not all of the barrier's " + parties + " parties arrived within " + limit);
        }
        return place(waiter);
    }

    private void arrive(Waiter waiter) {
        List<Waiter> complete = line.guarded(() -> {
            if (broken) {
                throw new BarrierBrokenException("the barrier was aborted: reset it before it is used again");
            }
            line.add(waiter);
            List<Waiter> present = line.present();
            if (present.size() < parties) {
                return List.<Waiter>of();
            }
            for (int place = 0; place < parties; place++) {
                present.get(place).decide(place); // one that gives up at this very moment has arrived before it did
            }
            line.clear();
            trips++;
            return present;
        });
        complete.forEach(Waiter::wake);
    }

    private static int place(Waiter waiter) {
        if (waiter.gift() instanceof Integer place) {
            return place;
        }
        throw new BarrierBrokenException("the barrier was aborted or reset while this waited: begin the round again");
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
        List<Waiter> woken = line.guarded(() -> {
            broken = forGood;
            List<Waiter> present = line.present();
            present.forEach(waiter -> waiter.decide(BROKEN));
            line.clear();
            return present;
        });
        woken.forEach(Waiter::wake);
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
