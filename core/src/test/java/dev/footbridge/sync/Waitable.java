package dev.footbridge.sync;

import dev.footbridge.sync.Limiter.Permit;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A primitive in a state in which everybody has to wait for it: what all of them promise about waiting is tested on this.
 * Made, and let go, by one and the same thread.
 */
interface Waitable {

    /** Waits. */
    void await();

    /** Waits, but no longer than this; whether the wait ended well. */
    boolean await(Duration limit);

    /** Gives back what a wait brought; called by whoever waited. */
    default void giveBack() {}

    /** Lets one waiter go on. */
    void letOneGo();

    /** How many wait. */
    int waiting();

    /** Waits, and gives back what that brought. */
    default void pass() {
        await();
        giveBack();
    }

    /** What lets a waiter go: a state that stays, a signal that is gone, or somebody who comes to meet it. */
    enum Sort {
        STATE, SIGNAL, MEETING
    }

    /** How to make one, with a name for the test, and what it says that a waiter does. */
    record Kind(String name, Sort sort, String words, Supplier<Waitable> maker) {

        Waitable make() {
            return maker.get();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** All of them. */
    static Stream<Kind> all() {
        return Stream.of(new Kind("a lock", Sort.STATE, "waited for lock", Waitable::lock),
                new Kind("a semaphore", Sort.STATE, "waited for a semaphore", Waitable::semaphore),
                new Kind("a limiter", Sort.STATE, "waited for its turn in a limiter", Waitable::limiter),
                new Kind("an event", Sort.STATE, "waited for an event", Waitable::event),
                new Kind("a condition", Sort.SIGNAL, "waited for a condition of lock", Waitable::condition),
                new Kind("a barrier", Sort.MEETING, "waited at a barrier", Waitable::barrier));
    }

    /** Those that, once let go without a waiter, let the next one in at once. */
    static Stream<Kind> lasting() {
        return all().filter(kind -> kind.sort() == Sort.STATE);
    }

    /** Those at which one may wait, and give up, without somebody else's doing anything. */
    static Stream<Kind> oneSided() {
        return all().filter(kind -> kind.sort() != Sort.MEETING);
    }

    private static Waitable lock() {
        AsyncLock lock = AsyncLock.create();
        lock.lock();
        return new Waitable() {
            @Override
            public void await() {
                lock.lock();
            }

            @Override
            public boolean await(Duration limit) {
                return lock.tryLock(limit);
            }

            @Override
            public void giveBack() {
                lock.unlock();
            }

            @Override
            public void letOneGo() {
                lock.unlock();
            }

            @Override
            public int waiting() {
                return lock.stats().waiting();
            }
        };
    }

    private static Waitable semaphore() {
        AsyncSemaphore semaphore = AsyncSemaphore.bounded(1);
        semaphore.acquire();
        return new Waitable() {
            @Override
            public void await() {
                semaphore.acquire();
            }

            @Override
            public boolean await(Duration limit) {
                return semaphore.tryAcquire(limit);
            }

            @Override
            public void giveBack() {
                semaphore.release();
            }

            @Override
            public void letOneGo() {
                semaphore.release();
            }

            @Override
            public int waiting() {
                return semaphore.stats().waiting();
            }
        };
    }

    private static Waitable limiter() {
        Limiter limiter = Limiter.of(1);
        ConcurrentLinkedQueue<Permit> permits = new ConcurrentLinkedQueue<>();
        permits.add(limiter.acquire());
        return new Waitable() {
            @Override
            public void await() {
                permits.add(limiter.acquire());
            }

            @Override
            public boolean await(Duration limit) {
                Optional<Permit> permit = limiter.tryAcquire(limit);
                permit.ifPresent(permits::add);
                return permit.isPresent();
            }

            @Override
            public void giveBack() {
                permits.remove().close();
            }

            @Override
            public void letOneGo() {
                giveBack();
            }

            @Override
            public int waiting() {
                return limiter.stats().waiting();
            }
        };
    }

    private static Waitable event() {
        AsyncEvent event = AsyncEvent.create();
        return new Waitable() {
            @Override
            public void await() {
                event.await();
            }

            @Override
            public boolean await(Duration limit) {
                return event.await(limit);
            }

            @Override
            public void letOneGo() {
                event.set();
            }

            @Override
            public int waiting() {
                return event.stats().waiting();
            }
        };
    }

    private static Waitable condition() {
        AsyncLock lock = AsyncLock.create();
        AsyncCondition condition = lock.newCondition();
        return new Waitable() {
            @Override
            public void await() {
                lock.locked(() -> condition.await());
            }

            @Override
            public boolean await(Duration limit) {
                return lock.locked(() -> condition.await(limit));
            }

            @Override
            public void letOneGo() {
                lock.locked(() -> condition.signal());
            }

            @Override
            public int waiting() {
                return condition.stats().waiting();
            }
        };
    }

    private static Waitable barrier() {
        AsyncBarrier barrier = AsyncBarrier.of(2);
        return new Waitable() {
            @Override
            public void await() {
                barrier.await();
            }

            @Override
            public boolean await(Duration limit) {
                try {
                    barrier.await(limit);
                    return true;
                } catch (TimeoutException _) {
                    return false;
                }
            }

            @Override
            public void letOneGo() {
                barrier.await();
            }

            @Override
            public int waiting() {
                return barrier.stats().waiting();
            }
        };
    }
}
