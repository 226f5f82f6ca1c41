package dev.footbridge.threads;

import java.util.Objects;
import java.util.concurrent.ThreadFactory;

/**
 * One thread, the same for all jobs, from the first of them to the end of the pool. Immutable.
 *
 * <p>Jobs run one at a time, in the order they were started. One that waits through Footbridge lets the next begin, on the
 * same thread and so on top of it, and goes on when that has ended. Where that could never be, because what is on top waits
 * for what is below, the wait is an {@link IllegalStateException}. A generator's body begins when nothing is below it, and
 * cannot be pulled on its own thread.
 *
 * @param factory makes the thread; the default makes a daemon platform thread with a deep stack, named after the pool
 */
public record ConfinedThread(ThreadFactory factory) implements Threads {

    /** Reserved, not used: what nests, nests on one stack. */
    private static final long STACK_BYTES = 16 << 20;

    static final ConfinedThread DEFAULT = new ConfinedThread(
            Thread.ofPlatform().daemon().inheritInheritableThreadLocals(false).stackSize(STACK_BYTES).factory());

    /** Checks the value. */
    public ConfinedThread {
        Objects.requireNonNull(factory, "the thread factory is null: leave the default for a daemon platform thread");
    }

    /** With a thread made by this factory. */
    public ConfinedThread withFactory(ThreadFactory factory) {
        return new ConfinedThread(factory);
    }
}
