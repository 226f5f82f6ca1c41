package dev.footbridge.sync;

import dev.footbridge.internal.Strand;
import dev.footbridge.internal.Waiter;
import dev.footbridge.internal.Waits;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * A number of permits and those who wait for some, first come, first served.
 *
 * <p>While nobody waits, taking and giving is one compare-and-set. As soon as somebody does, permits that come back are
 * reserved for the first in the queue, and nobody overtakes it. Why no wake-up is lost: who queues first says so in the
 * state and then looks for permits; who gives permits back first adds them and then looks, in the same word, whether
 * somebody queues.
 */
final class Permits {

    private static final long QUEUED = 1L << 32;
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Permits.class, "state", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final int most;
    private final Guard guard = new Guard();
    private final LinkedHashSet<Request> queue = new LinkedHashSet<>();
    /** The free permits in the lower half, and above them whether somebody queues. */
    private volatile long state;

    /** This many free permits, and never more than {@code most}. */
    Permits(int free, int most) {
        this.state = word(free);
        this.most = most;
    }

    private static final class Request extends Waiter {

        private final int wanted;

        Request(Strand strand, int wanted) {
            super(strand);
            this.wanted = wanted;
        }
    }

    /** How many are free; negative when more are in use than there are now. */
    int free() {
        return (int) state;
    }

    /** How many wait. */
    int waiting() {
        guard.lock();
        try {
            return queue.size();
        } finally {
            guard.unlock();
        }
    }

    private static boolean isQueued(long state) {
        return (state & QUEUED) != 0;
    }

    private static long word(int free) {
        return free & 0xffff_ffffL;
    }

    /** Changes the number of free permits and leaves the rest of the word. */
    private boolean change(long seen, int by) {
        return STATE.compareAndSet(this, seen, (seen & QUEUED) | word((int) seen + by));
    }

    /** Takes permits that are free and that nobody waits for. */
    boolean tryTake(int wanted) {
        for (;;) {
            long seen = state;
            if (isQueued(seen) || (int) seen < wanted) {
                return false;
            }
            if (change(seen, -wanted)) {
                return true;
            }
        }
    }

    /** Waits for permits; false when that took longer than this many nanoseconds. */
    boolean take(Strand strand, int wanted, long nanos, String what) {
        if (tryTake(wanted)) {
            return true;
        }
        if (nanos <= 0) {
            return false;
        }
        Request request = new Request(strand, wanted);
        enqueue(request);
        boolean granted = false;
        try {
            granted = Waits.signalled(strand, request, nanos == Strand.NEVER ? nanos : strand.deadline(nanos), what);
            return granted;
        } finally {
            if (!granted) {
                leave(request);
            }
        }
    }

    /** Gives permits back; false when there would be too many. */
    boolean give(int returned) {
        for (;;) {
            long seen = state;
            if ((long) (int) seen + returned > most) {
                return false;
            }
            boolean isWaitedFor = isQueued(seen);
            if (change(seen, returned)) {
                if (isWaitedFor) {
                    serveAndWake();
                }
                return true;
            }
        }
    }

    /**
     * Gives a permit back that was taken, and says whether somebody queues, whom {@link #serveAndWake} is to serve then.
     * When this throws, nothing was given back.
     */
    boolean giveOne() {
        for (;;) {
            long seen = state;
            boolean isWaitedFor = isQueued(seen);
            if (change(seen, 1)) {
                return isWaitedFor;
            }
        }
    }

    private void enqueue(Request request) {
        List<Request> served;
        guard.lock();
        try {
            queue.add(request);
            long seen;
            do {
                seen = state;
            } while (!STATE.compareAndSet(this, seen, seen | QUEUED));
            served = serve();
        } finally {
            guard.unlock();
        }
        served.forEach(Waiter::wake);
    }

    /** One that gave up: perhaps it stood in the way of others that want less. */
    private void leave(Request request) {
        guard.lock();
        try {
            queue.remove(request);
        } finally {
            guard.unlock();
        }
        serveAndWake();
    }

    /** Gives the free permits to the first ones in the queue. */
    void serveAndWake() {
        List<Request> served;
        guard.lock();
        try {
            served = serve();
        } finally {
            guard.unlock();
        }
        served.forEach(Waiter::wake);
    }

    /** Reserves permits for the first ones in the queue. Under the guard, and while it is said that somebody queues
     * nobody else takes any. */
    private List<Request> serve() {
        List<Request> served = new ArrayList<>(1);
        while (!queue.isEmpty()) {
            Request first = queue.getFirst();
            if (free() < first.wanted) {
                return served;
            }
            queue.removeFirst();
            add(-first.wanted); // before the decision: the waiter may give them back the moment it is made
            if (first.decide()) {
                served.add(first);
            } else {
                add(first.wanted);
            }
        }
        long seen;
        do {
            seen = state;
        } while (!STATE.compareAndSet(this, seen, seen & ~QUEUED));
        return served;
    }

    private void add(int by) {
        long seen;
        do {
            seen = state;
        } while (!change(seen, by));
    }

    /** Adds permits, or takes away some that may even be in use. */
    void adjust(int by) {
        add(by);
        serveAndWake();
    }
}
