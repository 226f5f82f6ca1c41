package dev.footbridge.threads;

import java.util.Objects;
import java.util.concurrent.ThreadFactory;

/**
 * A new thread for each job, which ends with it.
 *
 * @param factory makes the threads
 */
record ThreadPerJob(ThreadFactory factory) implements Threads {

    static final ThreadPerJob VIRTUAL = new ThreadPerJob(
            Thread.ofVirtual().inheritInheritableThreadLocals(false).factory());

    ThreadPerJob {
        Objects.requireNonNull(factory, "the thread factory is null: leave the default for virtual threads");
    }

    /** A crew that makes them for this pool. */
    Crew crew(Dispatch pool) {
        return new Crew() {
            @Override
            public void launch(PoolJob<?> job) {
                Thread thread = Crew.thread(factory, () -> pool.run(job, () -> {}));
                if (thread.getName().isEmpty()) {
                    thread.setName(job.name());
                }
                thread.start();
            }

            @Override
            public void proceed(PoolJob<?> next, PoolJob<?> ended) {
                pool.launch(next);
            }
        };
    }
}
