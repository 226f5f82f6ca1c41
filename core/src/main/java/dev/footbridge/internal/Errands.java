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

    /** Errands of this thread. */
    public Errands(Thread thread) {
        this.thread = thread;
    }

    /** Asks for something; refuses it when the thread does nothing more. Any thread. */
    public void ask(Errand errand) {
        asked.add(errand);
        if (closed) {
            refuseAll();
        } else {
            LockSupport.unpark(thread);
        }
    }

    /** Takes back what has not begun. */
    public void forget(Errand errand) {
        asked.remove(errand);
    }

    boolean isEmpty() {
        return asked.isEmpty();
    }

    @Nullable
    Errand next() {
        return asked.poll();
    }

    /** The thread does nothing more: refuses what has not begun, and whatever comes. */
    public void close() {
        closed = true;
        refuseAll();
    }

    private void refuseAll() {
        refusing.lock();
        try {
            for (Errand errand = next(); errand != null; errand = next()) {
                errand.refuse();
            }
        } finally {
            refusing.unlock();
        }
    }
}
