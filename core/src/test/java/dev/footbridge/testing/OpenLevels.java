package dev.footbridge.testing;

import dev.footbridge.Level;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.threads.ThreadPool;

/** One level of each kind, by name, for what must hold on all of them: {@code loop, pool, small, caller}. */
public final class OpenLevels implements AutoCloseable {

    private final ReportedFailures failures = new ReportedFailures();
    private final EventLoop loop = EventLoop.open(o -> o.withName("loop").withFailureHandler(failures));
    private final ThreadPool pool = ThreadPool.open(o -> o.withName("pool").withFailureHandler(failures));
    private final ThreadPool small = ThreadPool.open(
            o -> o.withName("small").withLimit(1).withFailureHandler(failures));

    /** The level of this name. */
    public Level level(String name) {
        return switch (name) {
            case "loop" -> loop;
            case "pool" -> pool;
            case "small" -> small;
            case "caller" -> Level.caller();
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** The event loop. */
    public EventLoop loop() {
        return loop;
    }

    /** The pool without a limit. */
    public ThreadPool pool() {
        return pool;
    }

    /** The pool that runs one job at a time. */
    public ThreadPool small() {
        return small;
    }

    /** What was told to the failure handler of any of them but the caller. */
    public ReportedFailures failures() {
        return failures;
    }

    @Override
    public void close() {
        loop.abort();
        pool.abort();
        small.abort();
    }
}
