package dev.footbridge.processes;

import dev.footbridge.processes.job.Here;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The pools that can be named in this JVM: those that it opened and, in a worker, the one it works for. */
final class Pools {

    private static final Map<String, ProcessPool> OPEN = new ConcurrentHashMap<>();

    private Pools() {}

    static void add(String id, ProcessPool pool) {
        OPEN.put(id, pool);
    }

    static void remove(String id) {
        OPEN.remove(id);
    }

    static @Nullable ProcessPool find(String id) {
        ProcessPool own = OPEN.get(id);
        return own != null || !id.equals(Here.id()) ? own : current();
    }

    /** The pool that this JVM is a worker of; null in others. */
    static @Nullable ProcessPool current() {
        String id = Here.id();
        return id == null ? null : OPEN.computeIfAbsent(id, _ -> ProcessPool.of(Here.engine()));
    }
}
