package dev.footbridge.threads;

import org.jspecify.annotations.Nullable;

/** What an elastic pool asks about the machine, or the container, it runs on. Any thread. */
interface Machine {

    /** The clock. */
    long nanoTime();

    /** How many processors there are for this process, at the moment. */
    int cpus();

    /** The processor time that a thread has had, in nanoseconds; -1 when that cannot be known. */
    long cpuTime(Thread thread);

    /** The processor time that the calling thread has had, in nanoseconds; -1 when that cannot be known. */
    long cpuTime();

    /** Whether at least half a processor has certainly been idle lately. */
    boolean hasSpareCpu();

    /** Starts a thread that looks at a pool now and then. Throws when there is none to be had. */
    default void start(String name, Runnable work) {
        Thread.ofPlatform().daemon().name(name).inheritInheritableThreadLocals(false).start(work);
    }

    /** Why no more threads ought to be made, or null: memory is short. */
    @Nullable
    String shortage();
}
