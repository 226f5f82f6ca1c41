package dev.footbridge.sync;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A primitive in a state in which everybody has to wait for it: what all of them promise about waiting is tested on
 * this. Made, and let go, by one and the same thread.
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
        return Stream.of(new Kind("a lock", Sort.STATE, "waited for lock",
                () -> places(Places.of(AsyncLock.create()))),
                new Kind("a semaphore", Sort.STATE, "waited for a semaphore",
                        () -> places(Places.of(AsyncSemaphore.bounded(1)))),
                new Kind("a limiter", Sort.STATE, "waited for its turn in a limiter",
                        () -> places(Places.of(Limiter.of(1)))),
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

    private static Waitable places(Places one) {
        one.take(1);
        return new Waitable() {
            @Override
            public void await() {
                one.take(1);
            }

            @Override
            public boolean await(Duration limit) {
                return one.tryTake(1, limit);
            }

            @Override
            public void giveBack() {
                one.giveBack(1);
            }

            @Override
            public void letOneGo() {
                one.giveBack(1);
            }

            @Override
            public int waiting() {
                return one.waiting();
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
