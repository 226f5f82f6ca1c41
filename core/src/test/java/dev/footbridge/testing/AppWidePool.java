package dev.footbridge.testing;

import dev.footbridge.Async;
import dev.footbridge.threads.ThreadPool;
import dev.footbridge.threads.ThreadPoolOptions;
import java.util.function.UnaryOperator;

/** A thread pool of a test's own in the place of the app-wide one, until it is closed. */
public final class AppWidePool implements AutoCloseable {

    private final ThreadPool pool;

    private AppWidePool(ThreadPool pool) {
        this.pool = pool;
    }

    /** Closes the app-wide pool there is and puts one with these options in its place. */
    public static AppWidePool of(UnaryOperator<ThreadPoolOptions> options) {
        Async.getThreadPool().close();
        ThreadPool pool = ThreadPool.open(options);
        Async.setThreadPool(pool);
        return new AppWidePool(pool);
    }

    /** The pool. */
    public ThreadPool pool() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
    }
}
