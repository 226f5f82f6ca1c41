package dev.footbridge.laws;

import dev.footbridge.sync.AsyncCondition;
import dev.footbridge.sync.AsyncLock;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Signals among those that share a lock: a condition, or one that is broken on purpose. */
interface Signals {

    /** Lets the lock go until a signal comes. */
    void await();

    /** Lets the lock go until a signal comes, but no longer than this. */
    boolean await(Duration limit);

    /** Wakes so many of those that wait longest. */
    void signal(int count);

    /** How many wait. */
    int waiting();

    /** Waits until this holds. */
    default void awaitUntil(BooleanSupplier predicate) {
        while (!predicate.getAsBoolean()) {
            await();
        }
    }

    /** Makes signals for a lock. */
    @FunctionalInterface
    interface Maker {
        Signals of(AsyncLock lock);
    }

    static Signals of(AsyncLock lock) {
        AsyncCondition condition = lock.newCondition();
        return new Signals() {
            @Override
            public void await() {
                condition.await();
            }

            @Override
            public boolean await(Duration limit) {
                return condition.await(limit);
            }

            @Override
            public void signal(int count) {
                condition.signal(count);
            }

            @Override
            public int waiting() {
                return condition.stats().waiting();
            }

            @Override
            public void awaitUntil(BooleanSupplier predicate) {
                condition.awaitUntil(predicate);
            }
        };
    }
}
