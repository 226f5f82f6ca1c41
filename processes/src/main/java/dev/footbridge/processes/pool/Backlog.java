package dev.footbridge.processes.pool;

import dev.footbridge.processes.job.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * The jobs that no worker has, in order; those that jobs have started, and wait for, come first. Guarded by the
 * {@link Board}.
 */
final class Backlog {

    private final Map<Kind, SequencedSet<PoolJob<?>>> relayed = lines();
    private final Map<Kind, SequencedSet<PoolJob<?>>> fresh = lines();

    private static Map<Kind, SequencedSet<PoolJob<?>>> lines() {
        Map<Kind, SequencedSet<PoolJob<?>>> lines = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            lines.put(kind, new LinkedHashSet<>());
        }
        return lines;
    }

    private static SequencedSet<PoolJob<?>> line(Map<Kind, SequencedSet<PoolJob<?>>> lines, Kind kind) {
        return Objects.requireNonNull(lines.get(kind));
    }

    private SequencedSet<PoolJob<?>> line(PoolJob<?> job) {
        return line(job.isRelayed() ? relayed : fresh, job.kind);
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
        SequencedSet<PoolJob<?>> first = line(relayed, kind);
        SequencedSet<PoolJob<?>> then = line(fresh, kind);
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
        relayed.values().forEach(all::addAll);
        return all;
    }

    /** Takes all. */
    List<PoolJob<?>> drain() {
        List<PoolJob<?>> all = relayed();
        fresh.values().forEach(all::addAll);
        relayed.values().forEach(SequencedSet::clear);
        fresh.values().forEach(SequencedSet::clear);
        return all;
    }

    int size(Kind kind) {
        return line(relayed, kind).size()
                + line(fresh, kind).size();
    }

    int size() {
        return size(Kind.BLOCKING) + size(Kind.ASYNC);
    }
}
