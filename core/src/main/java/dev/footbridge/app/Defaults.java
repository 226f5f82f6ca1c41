package dev.footbridge.app;

import dev.footbridge.loop.EventLoop;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The event loop and the thread pool of the application: opened when first needed, replaceable, resolved at each call.
 */
public final class Defaults {

    private static final Duration AT_EXIT = Duration.ofSeconds(2);

    private static final AppWide<EventLoop> LOOP = new AppWide<>("event loop",
            () -> EventLoop.open(o -> o.withName("app").withAbortTimeout(AT_EXIT)), EventLoop::isClosed,
            EventLoop::abort);

    private static final AppWide<ThreadPool> POOL = new AppWide<>("thread pool",
            () -> ThreadPool.open(o -> o.withName("app-threads").withAbortTimeout(AT_EXIT)), ThreadPool::isClosed,
            ThreadPool::abort);

    private static final AppWide<ThreadPool> SHARED_THREAD = new AppWide<>("shared thread",
            () -> ThreadPool.confined(o -> o.withName("app-thread").withAbortTimeout(AT_EXIT)), ThreadPool::isClosed,
            ThreadPool::abort);

    /** The loop that an idle-loop lease put in place of the app-wide one, for one thread. */
    private static final ThreadLocal<@Nullable EventLoop> LEASED = new ThreadLocal<>();

    private Defaults() {}

    /** The loop to use here: the running one, else the leased one, else the app-wide one. */
    public static EventLoop loop() {
        return EventLoop.running().orElseGet(Defaults::appLoop);
    }

    /** The leased loop of this thread, else the app-wide one. */
    public static EventLoop appLoop() {
        EventLoop leased = leased();
        return leased == null ? LOOP.get() : leased;
    }

    /** Makes this the app-wide loop. */
    public static void setLoop(EventLoop loop) {
        LOOP.set(loop);
    }

    /** The app-wide thread pool. */
    public static ThreadPool pool() {
        return POOL.get();
    }

    /** Makes this the app-wide thread pool. */
    public static void setPool(ThreadPool pool) {
        POOL.set(pool);
    }

    /** The app-wide thread for blocking code that must always run on the same one. */
    static ThreadPool sharedThread() {
        return SHARED_THREAD.get();
    }

    /** The open loop leased to this thread, if any. */
    public static @Nullable EventLoop leased() {
        EventLoop leased = LEASED.get();
        if (leased != null && leased.isClosed()) {
            LEASED.remove();
            return null;
        }
        return leased;
    }

    /** Leases this loop to this thread; null ends it. */
    public static void lease(@Nullable EventLoop loop) {
        if (loop == null) {
            LEASED.remove();
        } else {
            LEASED.set(loop);
        }
    }
}
