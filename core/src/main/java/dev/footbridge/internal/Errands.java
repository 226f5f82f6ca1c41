package dev.footbridge.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What one thread is asked to do by others, in the order they asked. It does so whenever it waits in Footbridge, one thing
 * inside the other if need be: a thread that waits for an errand's end never keeps the errand from beginning.
 */
public final class Errands {

    private final Thread thread;
    private final Supply supply;
    private final ConcurrentLinkedQueue<Errand> asked = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    /** Something to do on a certain thread. */
    public interface Errand {

        /**
         * Does it.
         *
         * @param waiting the strand that waits meanwhile
         * @param strand that of the errand, on the same thread
         */
        void run(Strand waiting, Strand strand);

        /** Ends it with a failure that has kept the thread from it; false when it has begun. */
        boolean dropFailed(Throwable reason);

        /** Sees to it that it is done elsewhere, or fails: the thread does nothing more. */
        void refuse();
    }

    /** Where else a thread finds something to do when nobody has asked. */
    public interface Supply {

        /** Nothing. */
        Supply NONE = new Supply() {
            @Override
            public boolean isEmpty() {
                return true;
            }

            @Override
            public @Nullable Errand next() {
                return null;
            }
        };

        /** Whether there is nothing, as far as can be told at a glance. */
        boolean isEmpty();

        /** Takes the next, if there is one. */
        @Nullable
        Errand next();
    }

    /** Errands of this thread. */
    public Errands(Thread thread) {
        this(thread, Supply.NONE);
    }

    /** Errands of this thread, which takes others when there are none. */
    public Errands(Thread thread, Supply supply) {
        this.thread = thread;
        this.supply = supply;
    }

    /** Asks for something; false when the thread does nothing more. Any thread. */
    public boolean ask(Errand errand) {
        asked.add(errand);
        if (closed && asked.remove(errand)) {
            return false;
        }
        wake();
        return true;
    }

    /** There may be something in the supply. Any thread. */
    public void wake() {
        LockSupport.unpark(thread);
    }

    /** Takes back what has not begun. */
    public void forget(Errand errand) {
        asked.remove(errand);
    }

    boolean isEmpty() {
        return asked.isEmpty() && supply.isEmpty();
    }

    @Nullable
    Errand next() {
        Errand first = asked.poll();
        return first == null ? supply.next() : first;
    }

    /** Ends it; what has not begun is returned. */
    public List<Errand> close() {
        closed = true;
        List<Errand> left = new ArrayList<>();
        for (Errand errand = asked.poll(); errand != null; errand = asked.poll()) {
            left.add(errand);
        }
        return left;
    }
}
