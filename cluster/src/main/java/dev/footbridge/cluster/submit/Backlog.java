package dev.footbridge.cluster.submit;

import dev.footbridge.processes.job.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/** The jobs that no member has, in order; those that other jobs wait for come first. Guarded by the {@link Board}. */
final class Backlog {

    private final Map<Kind, SequencedSet<ClusterJob<?>>> nested = new EnumMap<>(Kind.class);
    private final Map<Kind, SequencedSet<ClusterJob<?>>> fresh = new EnumMap<>(Kind.class);

    private SequencedSet<ClusterJob<?>> queue(Kind kind, boolean isNested) {
        return (isNested ? nested : fresh).computeIfAbsent(kind, _ -> new LinkedHashSet<>());
    }

    private SequencedSet<ClusterJob<?>> queueOf(ClusterJob<?> job) {
        return queue(job.kind, job.isNested());
    }

    void add(ClusterJob<?> job) {
        job.phase = ClusterJob.Phase.QUEUED;
        queueOf(job).add(job);
    }

    /** Puts back one that had been sent. */
    void addFirst(ClusterJob<?> job) {
        job.phase = ClusterJob.Phase.QUEUED;
        queueOf(job).addFirst(job);
    }

    void remove(ClusterJob<?> job) {
        queueOf(job).remove(job);
    }

    @Nullable
    ClusterJob<?> peek(Kind kind) {
        SequencedSet<ClusterJob<?>> first = queue(kind, true);
        SequencedSet<ClusterJob<?>> then = queue(kind, false);
        return !first.isEmpty() ? first.getFirst() : then.isEmpty() ? null : then.getFirst();
    }

    int size() {
        return all().size();
    }

    /** Whether there are some that other jobs wait for. */
    boolean hasNested() {
        return nested.values().stream().anyMatch(jobs -> !jobs.isEmpty());
    }

    /** Those that other jobs wait for. */
    List<ClusterJob<?>> nested() {
        List<ClusterJob<?>> all = new ArrayList<>();
        nested.values().forEach(all::addAll);
        return all;
    }

    List<ClusterJob<?>> all() {
        List<ClusterJob<?>> all = nested();
        fresh.values().forEach(all::addAll);
        return all;
    }
}
