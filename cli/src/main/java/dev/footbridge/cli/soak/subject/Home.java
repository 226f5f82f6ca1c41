package dev.footbridge.cli.soak.subject;

import dev.footbridge.FailureHandler;
import dev.footbridge.Level;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.loop.EventLoopStats;
import dev.footbridge.threads.ThreadPool;
import dev.footbridge.threads.ThreadPoolOptions;
import dev.footbridge.threads.ThreadPoolStats;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A level that programs run on, with what the checks need to know about it.
 *
 * @param level the level
 * @param pending how many tasks have not ended
 * @param isQuiet whether nothing is left on it that should not be when nobody uses it
 * @param status how it stands, in words
 * @param close ends it: lets tasks finish
 * @param abort ends it: cancels tasks
 */
public record Home(Level level, LongSupplier pending, BooleanSupplier isQuiet, Supplier<String> status, Runnable close,
        Runnable abort) {

    /** An event loop, opened. */
    public static Home loop(String name, FailureHandler failures) {
        EventLoop loop = EventLoop.open(o -> o.withName(name).withFailureHandler(failures));
        return new Home(loop, () -> loop.stats().pending(), () -> isQuiet(loop.stats()), () -> loop.stats().toString(),
                loop::close, loop::abort);
    }

    private static boolean isQuiet(EventLoopStats now) {
        return now.pending() == 0 && now.ready() == 0 && now.timers() == 0 && now.started() == now.ended();
    }

    /** A thread pool, opened; its threads are virtual, or platform threads if it has a limit that is odd. */
    public static Home pool(String name, int limit, FailureHandler failures) {
        ThreadPool pool = ThreadPool.open(o -> options(o.withName(name), limit).withFailureHandler(failures));
        return new Home(pool, () -> pool.stats().started() - pool.stats().ended(), () -> isQuiet(pool.stats()),
                () -> pool.stats().toString(), pool::close, pool::abort);
    }

    private static ThreadPoolOptions options(ThreadPoolOptions given, int limit) {
        ThreadPoolOptions limited = given.withLimit(limit);
        return limit % 2 == 0 || limit == ThreadPoolOptions.UNLIMITED
                ? limited
                : limited.withThreadFactory(Thread.ofPlatform().daemon().name(limited.name() + "-", 1).factory());
    }

    private static boolean isQuiet(ThreadPoolStats now) {
        return now.running() == 0 && now.waiting() == 0 && now.queued() == 0 && now.started() == now.ended()
                && now.peak() <= now.limit();
    }
}
