package dev.footbridge.threads;

import java.util.concurrent.ThreadFactory;

/**
 * Where the threads of a {@link ThreadPool} come from: each job has one of its own, a virtual one by default, or jobs
 * share an elastic number of platform threads, or a single one.
 */
public sealed interface Threads permits ThreadPerJob, ElasticThreads, ConfinedThread {

    /** A virtual thread for each job. The default: use another kind only for code that must not run on virtual threads. */
    static Threads virtual() {
        return ThreadPerJob.VIRTUAL;
    }

    /**
     * A thread for each job, made by the factory.
     *
     * @param factory makes a new thread every time
     */
    static Threads perJob(ThreadFactory factory) {
        return new ThreadPerJob(factory);
    }

    /**
     * Platform threads that are used again: more of them while jobs wait and the processors have time for them, fewer
     * when there is nothing to do.
     */
    static ElasticThreads elastic() {
        return ElasticThreads.DEFAULT;
    }

    /** One thread that runs all jobs, so that what is bound to a thread holds from one job to the next. */
    static ConfinedThread confined() {
        return ConfinedThread.DEFAULT;
    }
}
