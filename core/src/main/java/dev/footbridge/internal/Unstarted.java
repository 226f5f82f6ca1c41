package dev.footbridge.internal;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The jobs that an executor has and has not begun. One that has terminated will not begin them; what {@code shutdownNow}
 * took out of its queue, and what a policy of it threw away, would not settle otherwise. Any thread.
 *
 * <p>It looks every now and then, and only while there are such jobs: {@code awaitTermination} would lend its thread to
 * the common pool, and returns at once on some executors.
 */
final class Unstarted {

    private static final Duration PACE = Duration.ofMillis(200);

    private final String level;
    private final ExecutorService executor;
    private final Set<HostedJob<?>> jobs = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean isLooking = new AtomicBoolean();

    Unstarted(String level, ExecutorService executor) {
        this.level = level;
        this.executor = executor;
    }

    void watch(HostedJob<?> job) {
        if (!job.isNew()) {
            return;
        }
        jobs.add(job);
        job.watchedBy(this);
        if (!job.isNew()) {
            jobs.remove(job); // it began in between, and may not have known
        } else {
            look();
        }
    }

    void forget(HostedJob<?> job) {
        jobs.remove(job);
    }

    private void look() {
        if (!isLooking.get() && isLooking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("footbridge-look").inheritInheritableThreadLocals(false).start(this::lookOn);
        }
    }

    private void lookOn() {
        try {
            while (!jobs.isEmpty()) {
                Thread.sleep(PACE);
                if (executor.isTerminated()) {
                    jobs.forEach(job -> job.dropFailed(new RejectedExecutionException("the executor of level '" + level
                            + "' ended before it began " + job.name() + ": shut it down when its jobs are done")));
                }
            }
        } catch (InterruptedException impossible) {
            throw new AssertionError("nobody else knows this thread", impossible);
        } finally {
            isLooking.set(false);
        }
        if (!jobs.isEmpty()) {
            look();
        }
    }
}
