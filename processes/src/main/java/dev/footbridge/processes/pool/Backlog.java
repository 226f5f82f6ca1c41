package dev.footbridge.processes.pool;

import dev.footbridge.processes.job.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The jobs that no worker has, in order; those that jobs have started, and wait for, come first. Guarded by the
 * {@link Board}.
 */
final class Backlog {

    private final List<LinkedHashSet<PoolJob<?>>> relayed = List.of(new LinkedHashSet<>(), new LinkedHashSet<>());
    private final List<LinkedHashSet<PoolJob<?>>> fresh = List.of(new LinkedHashSet<>(), new LinkedHashSet<>());

    private LinkedHashSet<PoolJob<?>> line(PoolJob<?> job) {
        return (job.isRelayed() ? relayed : fresh).get(job.kind.ordinal());
    }

    void add(PoolJob<?> job) {
        job.phase = PoolJob.Phase.QUEUED;
        line(job).add(job);
    }

    /** Puts back one that had been with a worker. */
    void addFirst(PoolJob<?> job) {
        job.phase = PoolJob.Phase.QUEUED;
        line(job).addFirst(job);
    }

    void remove(PoolJob<?> job) {
        line(job).remove(job);
    }

    @Nullable
    PoolJob<?> peek(Kind kind) {
        LinkedHashSet<PoolJob<?>> first = relayed.get(kind.ordinal());
        LinkedHashSet<PoolJob<?>> then = fresh.get(kind.ordinal());
        return !first.isEmpty() ? first.getFirst() : then.isEmpty() ? null : then.getFirst();
    }

    /** Takes the next one. */
    @Nullable
    PoolJob<?> poll(Kind kind) {
        PoolJob<?> next = peek(kind);
        if (next != null) {
            remove(next);
        }
        return next;
    }

    /** The jobs that jobs have started. */
    List<PoolJob<?>> relayed() {
        List<PoolJob<?>> all = new ArrayList<>();
        relayed.forEach(all::addAll);
        return all;
    }

    /** Takes all. */
    List<PoolJob<?>> drain() {
        List<PoolJob<?>> all = relayed();
        fresh.forEach(all::addAll);
        relayed.forEach(LinkedHashSet::clear);
        fresh.forEach(LinkedHashSet::clear);
        return all;
    }

    int size(Kind kind) {
        return relayed.get(kind.ordinal()).size()
                + fresh.get(kind.ordinal()).size();
    }

    int size() {
        return size(Kind.BLOCKING) + size(Kind.ASYNC);
    }
}
