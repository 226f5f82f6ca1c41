package dev.footbridge.processes.worker;

import dev.footbridge.internal.Cancel;
import dev.footbridge.internal.Promise;
import dev.footbridge.internal.Strand;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The jobs that run in this worker, by their numbers, for who wants to cancel one. */
final class Running {

    private final Map<Long, Promise<?>> jobs = new ConcurrentHashMap<>();
    private final Map<Promise<?>, Long> numbers = new ConcurrentHashMap<>();
    private volatile boolean ending;

    void add(long id, Promise<?> job) {
        numbers.put(job, id);
        jobs.put(id, job);
    }

    void remove(long id) {
        Promise<?> job = jobs.remove(id);
        if (job != null) {
            numbers.remove(job);
        }
    }

    void cancel(long id, Cancel request) {
        Promise<?> job = jobs.get(id);
        if (job != null) {
            job.cancel(request);
        }
    }

    /** The number of the job that the calling code is part of; zero if that is not known. */
    long here() {
        Strand strand = Strand.current();
        Promise<?> task = strand == null ? null : strand.task();
        return task == null ? 0 : numbers.getOrDefault(task, 0L);
    }

    boolean isEmpty() {
        return jobs.isEmpty();
    }

    @Nullable
    Promise<?> job(long id) {
        return jobs.get(id);
    }

    /** The worker is to end, in order. */
    void end() {
        ending = true;
    }

    boolean isEnding() {
        return ending;
    }
}
