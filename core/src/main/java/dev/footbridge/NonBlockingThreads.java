package dev.footbridge;

import dev.footbridge.internal.BlockingRefusal;

/**
 * Says which threads must never be blocked, such as those of a foreign event loop. On them every call of Footbridge's
 * that would block the thread throws {@link IllegalStateException} instead; starting tasks, and asking for what is
 * there already, goes on working.
 *
 * {@snippet :
 * NonBlockingThreads.register(thread -> thread instanceof NonBlocking);     // Reactor's marker
 * }
 *
 * <p>Found by {@link java.util.ServiceLoader} as well. Asked on the thread in question, whenever it is about to block;
 * must be quick. One that throws is logged, and counts as saying no.
 */
@FunctionalInterface
public interface NonBlockingThreads {

    /**
     * Whether this thread must not be blocked.
     *
     * @param thread the calling thread
     * @return whether it must not
     */
    boolean includes(Thread thread);

    /**
     * Adds these threads to those that are never blocked.
     *
     * @param threads which
     * @return close it to take them back
     */
    static Registration register(NonBlockingThreads threads) {
        return BlockingRefusal.register(threads);
    }

    /** Threads that were registered. Closing again does nothing. */
    @FunctionalInterface
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
