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

    /** Errands of this thread. */
    public Errands(Thread thread) {
        this.thread = thread;
    }

    /** Asks for something; false when the thread does nothing more. Any thread. */
    public boolean ask(Errand errand) {
        asked.add(errand);
        if (closed && asked.remove(errand)) {
            return false;
        }
        LockSupport.unpark(thread);
        return true;
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

    /** Ends it; what has not begun is returned. */
    public List<Errand> close() {
        closed = true;
        List<Errand> left = new ArrayList<>();
        for (Errand errand = next(); errand != null; errand = next()) {
            left.add(errand);
        }
        return left;
    }
}
