package dev.footbridge.spring.context;

import dev.footbridge.context.ContextCarrier;
import dev.footbridge.context.ContextCarriers;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A carrier that is registered as long as some context wants it: carriers hold for the whole JVM, and several contexts in
 * one need each only once.
 */
public final class SharedCarrier implements AutoCloseable {

    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final Map<Class<?>, Shared> ALL = new HashMap<>();

    private final Class<?> kind;
    private final AtomicBoolean closed = new AtomicBoolean();

    private SharedCarrier(Class<?> kind) {
        this.kind = kind;
    }

    /**
     * Has a carrier registered until this use of it is closed, and no other is left.
     *
     * @param carrier what to register, unless one of its class is
     * @return ends the use
     */
    public static SharedCarrier of(ContextCarrier<?> carrier) {
        LOCK.lock();
        try {
            ALL.computeIfAbsent(carrier.getClass(), _ -> new Shared(ContextCarriers.register(carrier))).users++;
        } finally {
            LOCK.unlock();
        }
        return new SharedCarrier(carrier.getClass());
    }

    /** Ends the use; again does nothing. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        LOCK.lock();
        try {
            Shared shared = ALL.get(kind);
            if (shared != null && --shared.users == 0) {
                ALL.remove(kind);
                shared.registration.close();
            }
        } finally {
            LOCK.unlock();
        }
    }

    private static final class Shared {

        private final ContextCarriers.Registration registration;
        private int users;

        Shared(ContextCarriers.Registration registration) {
            this.registration = registration;
        }
    }
}
