package dev.footbridge.sync;

import dev.footbridge.sync.Limiter.Permit;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What a lock, a semaphore and a limiter have in common: places that are taken, waited for and given back. */
interface Places {

    /** Waits for so many and takes them. */
    void take(int wanted);

    /** Takes them if that needs no wait. */
    boolean tryTake(int wanted);

    /** Waits for them, but no longer than this. */
    boolean tryTake(int wanted, Duration limit);

    /** Gives them back; a lock's by whoever took it. */
    void giveBack(int count);

    /** How many wait. */
    int waiting();

    /** One place. */
    static Places of(AsyncLock lock) {
        return new Places() {
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
            public int waiting() {
                return lock.stats().waiting();
            }
        };
    }

    /** As many places as permits. */
    static Places of(AsyncSemaphore semaphore) {
        return new Places() {
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
            public int waiting() {
                return semaphore.stats().waiting();
            }
        };
    }

    /** As many places as the limit. */
    static Places of(Limiter limiter) {
        ConcurrentLinkedQueue<Permit> permits = new ConcurrentLinkedQueue<>();
        return new Places() {
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
            public int waiting() {
                return limiter.stats().waiting();
            }
        };
    }
}
