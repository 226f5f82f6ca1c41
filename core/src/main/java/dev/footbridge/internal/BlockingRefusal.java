package dev.footbridge.internal;

import dev.footbridge.NonBlockingThreads;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** The threads that must never be blocked, and what they are told. */
public final class BlockingRefusal {

    private static final CopyOnWriteArrayList<Known> KNOWN = new CopyOnWriteArrayList<>();
    /** Whether there ever were any. */
    private static volatile boolean any;

    static {
        try {
            ServiceLoader.load(NonBlockingThreads.class, NonBlockingThreads.class.getClassLoader()).stream()
                    .forEach(BlockingRefusal::add);
        } catch (Throwable unreadable) {
            FailureSink.log("the services of NonBlockingThreads", unreadable);
        }
        any = !KNOWN.isEmpty();
    }

    private BlockingRefusal() {}

    /** One registration, which ends by itself also where the same threads were registered twice. */
    private static final class Known {

        private final NonBlockingThreads threads;
        private final AtomicBoolean reported = new AtomicBoolean();

        Known(NonBlockingThreads threads) {
            this.threads = threads;
        }

        /** Whether these include the thread; no, if they cannot say so. */
        boolean includes(Thread thread) {
            try {
                return threads.includes(thread);
            } catch (Throwable broken) {
                if (reported.compareAndSet(false, true)) {
                    FailureSink.log("NonBlockingThreads.includes", broken);
                }
                return false;
            }
        }
    }

    private static void add(ServiceLoader.Provider<NonBlockingThreads> provider) {
        try {
            KNOWN.add(new Known(provider.get()));
        } catch (Throwable broken) {
            FailureSink.log("a service of NonBlockingThreads", broken);
        }
    }

    /** Adds some threads. */
    public static NonBlockingThreads.Registration register(NonBlockingThreads threads) {
        Objects.requireNonNull(threads, "the threads are null: say which ones must not be blocked");
        Known mine = new Known(threads);
        KNOWN.add(mine);
        any = true;
        return () -> KNOWN.remove(mine);
    }

    /** Throws if the calling thread must not be blocked. */
    public static void check() {
        String loop = LoopThreads.here();
        if (loop != null) {
            throw new IllegalStateException(Thread.currentThread() + " must not be blocked (event loop '" + loop
                    + "' runs on it): start a coroutine on that loop and await there, or make the call on another"
                    + " thread");
        }
        if (isRegistered()) {
            throw new IllegalStateException(Thread.currentThread() + " must not be blocked (it is registered as one of"
                    + " NonBlockingThreads): start a task and go on with it when it is done, or make the call on"
                    + " another thread");
        }
    }

    /** Whether the calling thread must not be blocked. */
    public static boolean isNonBlocking() {
        return LoopThreads.here() != null || isRegistered();
    }

    private static boolean isRegistered() {
        return any && KNOWN.stream().anyMatch(known -> known.includes(Thread.currentThread()));
    }
}
