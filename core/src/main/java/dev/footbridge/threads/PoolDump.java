package dev.footbridge.threads;

import dev.footbridge.internal.UserFrames;
import org.jspecify.annotations.Nullable;

/** What every job of a pool is doing, in words: for people who wonder why nothing happens. */
final class PoolDump {

    private PoolDump() {}

    /** Reads the pool without stopping it: a job that moves meanwhile may be missed. */
    static String of(ThreadPool pool, Slots slots) {
        StringBuilder text = new StringBuilder(pool.toString()).append(": ").append(pool.stats()).append('\n');
        for (PoolJob<?> job : slots.live()) {
            Thread thread = job.runner();
            text.append(job.name()).append(": ").append(doing(job, thread));
            job.whyCancelled().ifPresent(reason -> text.append(", cancelled: ").append(reason));
            text.append('\n');
            if (thread != null) {
                UserFrames.append(thread.getStackTrace(), text);
            }
        }
        return text.toString();
    }

    private static String doing(PoolJob<?> job, @Nullable Thread thread) {
        if (thread == null) {
            return job.isNew() ? "queued" : "ends";
        }
        String on = " on " + (thread.getName().isEmpty() ? "thread #" + thread.threadId() : thread.getName());
        if (job.isWaiting()) {
            return "waits, without a place," + on;
        }
        return switch (thread.getState()) {
            case BLOCKED, WAITING, TIMED_WAITING -> "is blocked" + on;
            case NEW, RUNNABLE, TERMINATED -> "runs" + on;
        };
    }
}
