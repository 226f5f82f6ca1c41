package dev.footbridge.threads;

import java.util.Objects;
import java.util.concurrent.ThreadFactory;

/** Gives the jobs of one pool their threads. */
interface Crew {

    /** Runs a job that has a place on some thread. Throws when there is no thread to be had. */
    void launch(PoolJob<?> job);

    /** Runs a job in the place of one whose body has just ended, on the thread that calls. */
    void proceed(PoolJob<?> next, PoolJob<?> ended);

    /** The thread that calls has nothing more to do once it is through with this job, whose body has just ended. */
    default void idle(PoolJob<?> ended) {}

    /** The pool takes nothing more: threads that have nothing to do are to end. */
    default void dismiss() {}

    /** What it tells about its threads. */
    default Size size() {
        return Size.NONE;
    }

    /** Threads alive, those of them that have no job, and how many began and ended for want of one so far. */
    record Size(int alive, int idle, long grown, long shrunk) {
        static final Size NONE = new Size(-1, 0, 0, 0);
    }

    /** A new thread, checked. */
    static Thread thread(ThreadFactory factory, Runnable work) {
        return Objects.requireNonNull(factory.newThread(work), "the thread factory returned no thread");
    }
}
