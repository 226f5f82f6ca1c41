package dev.footbridge.internal;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What one thread is asked to do by others, in the order they asked. It does so whenever it waits in Footbridge, one thing
 * inside the other if need be: a thread that waits for an errand's end never keeps the errand from beginning.
 *
 * <p>Why none is lost: who asks first adds and then looks whether the thread does nothing more; the thread first says so
 * and then looks what was added. One of the two sees the other, and refuses it.
 */
public final class Errands {

    private final Thread thread;
    private final Supply supply;
    private final ConcurrentLinkedQueue<Errand> asked = new ConcurrentLinkedQueue<>();
    /** Held by whoever refuses what is left, so that it stays in order. */
    private final ReentrantLock refusing = new ReentrantLock();
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

        /** Ends it with what went wrong outside its own code; false when it has ended. */
        boolean breakOff(Throwable reason);

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

    /** Asks for something; refuses it when the thread does nothing more. Any thread. */
    public void ask(Errand errand) {
        asked.add(errand);
        if (closed) {
            refuseAll();
        } else {
            wake();
        }
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
        return supply.isEmpty() && asked.isEmpty(); // the last look is without a lock
    }

    @Nullable
    Errand next() {
        Errand first = asked.poll();
        return first == null ? supply.next() : first;
    }

    /** The thread does nothing more: refuses what has not begun, and whatever comes. */
    public void close() {
        closed = true;
        refuseAll();
    }

    private void refuseAll() {
        refusing.lock();
        try {
            for (Errand errand = asked.poll(); errand != null; errand = asked.poll()) {
                errand.refuse();
            }
        } finally {
            refusing.unlock();
        }
    }
}
