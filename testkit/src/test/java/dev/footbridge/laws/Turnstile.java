package dev.footbridge.laws;

import dev.footbridge.sync.AsyncLock;
import dev.footbridge.sync.AsyncSemaphore;
import dev.footbridge.sync.Limiter;
import dev.footbridge.sync.Limiter.Permit;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;

/** Permits that are taken, waited for and given back: a lock, a semaphore, a limiter, or one broken on purpose. */
interface Turnstile {

    /** Waits for so many and takes them. */
    void take(int wanted);

    /** Takes them if that needs no wait. */
    boolean tryTake(int wanted);

    /** Waits for them, but no longer than this. */
    boolean tryTake(int wanted, Duration limit);

    /** Gives them back. */
    void giveBack(int count);

    /** How many are free; negative while more are in use than there are. */
    int available();

    /** How many wait. */
    int waiting();

    /** Whether what was given to somebody who has not woken up yet still counts as free. */
    default boolean countsOnlyTheAwake() {
        return false;
    }

    static Turnstile of(AsyncLock lock) {
        return new Turnstile() {
            @Override
            public void take(int wanted) {
                lock.lock();
            }

            @Override
            public boolean tryTake(int wanted) {
                return lock.tryLock();
            }

            @Override
            public boolean tryTake(int wanted, Duration limit) {
                return lock.tryLock(limit);
            }

            @Override
            public void giveBack(int count) {
                lock.unlock();
            }

            @Override
            public int available() {
                return lock.isLocked() ? 0 : 1;
            }

            @Override
            public int waiting() {
                return lock.stats().waiting();
            }
        };
    }

    static Turnstile of(AsyncSemaphore semaphore) {
        return new Turnstile() {
            @Override
            public void take(int wanted) {
                semaphore.acquire(wanted);
            }

            @Override
            public boolean tryTake(int wanted) {
                return semaphore.tryAcquire(wanted);
            }

            @Override
            public boolean tryTake(int wanted, Duration limit) {
                return semaphore.tryAcquire(wanted, limit);
            }

            @Override
            public void giveBack(int count) {
                semaphore.release(count);
            }

            @Override
            public int available() {
                return semaphore.available();
            }

            @Override
            public int waiting() {
                return semaphore.stats().waiting();
            }
        };
    }

    static Turnstile of(Limiter limiter) {
        ArrayDeque<Permit> permits = new ArrayDeque<>();
        return new Turnstile() {
            @Override
            public void take(int wanted) {
                permits.add(limiter.acquire());
            }

            @Override
            public boolean tryTake(int wanted) {
                return keep(limiter.tryAcquire());
            }

            @Override
            public boolean tryTake(int wanted, Duration limit) {
                return keep(limiter.tryAcquire(limit));
            }

            private boolean keep(Optional<Permit> permit) {
                permit.ifPresent(permits::add);
                return permit.isPresent();
            }

            @Override
            public void giveBack(int count) {
                permits.remove().close();
            }

            @Override
            public int available() {
                return limiter.limit() - limiter.stats().running();
            }

            @Override
            public int waiting() {
                return limiter.stats().waiting();
            }

            @Override
            public boolean countsOnlyTheAwake() {
                return true;
            }
        };
    }
}
