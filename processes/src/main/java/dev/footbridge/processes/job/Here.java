package dev.footbridge.processes.job;

import org.jspecify.annotations.Nullable;

/** The pool that this JVM is a worker of. Set once, before the first job. */
public final class Here {

    private static volatile @Nullable Engine engine;

    private Here() {}

    /** Says whose worker this is. */
    public static void is(Engine pool) {
        engine = pool;
    }

    /** The pool's id, or null in a JVM that is no worker. */
    public static @Nullable String id() {
        Engine pool = engine;
        return pool == null ? null : pool.id();
    }

    /** The way to the pool. */
    public static Engine engine() {
        Engine pool = engine;
        if (pool == null) {
            throw new IllegalStateException("this JVM is not a worker of a process pool: open one");
        }
        return pool;
    }
}
