package dev.footbridge.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Which loop a strand is in, if any: who wakes it there, and whose clock it reads. Used by the strand itself. */
abstract sealed class Seated extends Placed permits Strand {

    private static final VarHandle SEAT;

    static {
        try {
            SEAT = MethodHandles.lookup().findVarHandle(Seated.class, "seat", Seat.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Written with release only: whoever writes it goes through a full fence before it can wait or settle anything. */
    private volatile @Nullable Seat seat;

    Seated(Thread thread, @Nullable Strand below) {
        super(thread, below);
    }

    /** Its place in the loop that it is in, or null. */
    final @Nullable Seat seat() {
        return seat;
    }

    /** The loop under whose baton it runs, or null. */
    public final @Nullable Host host() {
        Seat place = seat;
        return place == null ? null : place.host();
    }

    /** Enters a loop. */
    public final Seat sit(Host host) {
        Seat place = new Seat((Strand) this, host);
        SEAT.setRelease(this, place);
        return place;
    }

    /** Leaves its loop. */
    public final void stand() {
        SEAT.setRelease(this, null);
    }

    /** Whether its code, or code that goes on when that has ended, is in this loop. */
    public final boolean isIn(Host loop) {
        for (Seated inside = this; inside != null; inside = inside.below()) {
            if (inside.host() == loop) {
                return true;
            }
        }
        return false;
    }

    @Override
    public final void unpark() {
        Seat place = seat;
        if (place != null) {
            place.host().unpark(place);
        } else {
            LockSupport.unpark(thread());
        }
    }

    @Override
    final boolean isWaitingForTurn() {
        Seat place = seat;
        return place != null && place.isWaitingForTurn();
    }

    /**
     * Whether it may look for a moment before it sleeps: on a thread of its own, or while nobody else wants its loop.
     */
    public final boolean maySpin() {
        Seat place = seat;
        return place == null || place.host().isQuiet();
    }

    /** The clock that deadlines of this strand are read on. */
    public final long nanoTime() {
        Host loop = host();
        return loop == null ? System.nanoTime() : loop.nanoTime();
    }

    /** This much time from now, on this strand's clock. */
    public final long deadline(long nanos) {
        return nanoTime() + Math.clamp(nanos, 0, Strand.NEVER >> 1);
    }
}
