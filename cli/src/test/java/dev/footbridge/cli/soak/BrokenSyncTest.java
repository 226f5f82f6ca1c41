package dev.footbridge.cli.soak;

import dev.footbridge.cli.soak.subject.Channel;
import dev.footbridge.cli.soak.subject.Choice;
import dev.footbridge.cli.soak.subject.Counting;
import dev.footbridge.cli.soak.subject.Happening;
import dev.footbridge.cli.soak.subject.Item;
import dev.footbridge.cli.soak.subject.Limiting;
import dev.footbridge.cli.soak.subject.Locking;
import dev.footbridge.cli.soak.subject.Meeting;
import dev.footbridge.cli.soak.subject.Order;
import dev.footbridge.cli.soak.subject.Subject;
import dev.footbridge.cli.soak.subject.Waking;
import dev.footbridge.sync.AsyncBarrier;
import dev.footbridge.sync.AsyncCondition;
import dev.footbridge.sync.AsyncEvent;
import dev.footbridge.sync.AsyncLock;
import dev.footbridge.sync.AsyncQueue;
import dev.footbridge.sync.AsyncSemaphore;
import dev.footbridge.sync.Limiter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Locks, queues and the like that break a promise are found. */
@Timeout(60)
class BrokenSyncTest {

    private final AtomicInteger turn = new AtomicInteger();

    /** True once in so many times. */
    private boolean oneIn(int many) {
        return turn.incrementAndGet() % many == 0;
    }

    @Test
    void findsALockThatLetsASecondOneIn() {
        Twin.assertFound("lock", new Subject() {
            @Override
            public Locking lock() {
                AsyncLock lock = AsyncLock.create();
                return new Locking() {
                    @Override
                    public AsyncLock real() {
                        return lock;
                    }

                    @Override
                    public void lock() {
                        boolean _ = lock.tryLock();
                    }

                    @Override
                    public void unlock() {
                        if (lock.isHeldHere()) {
                            lock.unlock();
                        }
                    }
                };
            }
        }, "a second one");
    }

    @Test
    void findsASemaphoreThatKeepsAPermit() {
        Twin.assertFound("semaphore", new Subject() {
            @Override
            public Counting semaphore(int permits) {
                AsyncSemaphore semaphore = AsyncSemaphore.bounded(permits);
                return new Counting() {
                    @Override
                    public AsyncSemaphore real() {
                        return semaphore;
                    }

                    @Override
                    public boolean tryAcquire(int count, Duration limit) {
                        return semaphore.tryAcquire(count, limit) && !oneIn(3);
                    }
                };
            }
        }, "permits are free in the end");
    }

    @Test
    void findsASemaphoreThatGivesMoreThanItHas() {
        Twin.assertFound("semaphore", new Subject() {
            @Override
            public Counting semaphore(int permits) {
                return Counting.of(AsyncSemaphore.of(permits + 1));
            }
        }, " permits are out");
    }

    @Test
    void findsALimiterThatLetsInOneTooMany() {
        Twin.assertFound("limiter", new Subject() {
            @Override
            public Limiting limiter(int limit) {
                return Limiting.of(Limiter.of(limit + 1));
            }
        }, "run in the limiter");
    }

    @Test
    void findsALimiterThatForgetsANewLimit() {
        Twin.assertFound("limiter", new Subject() {
            @Override
            public Limiting limiter(int limit) {
                Limiter limiter = Limiter.of(limit);
                return new Limiting() {
                    @Override
                    public Limiter real() {
                        return limiter;
                    }

                    @Override
                    public void setLimit(int changed) {
                        // Stays as it is.
                    }
                };
            }
        }, "places are free in the end");
    }

    /** Queues that do something else when they take with a limit. */
    private Subject takingBadly(Taking taking) {
        return new Subject() {
            @Override
            public Channel queue(Order order, int capacity) {
                Channel sound = Subject.super.queue(order, capacity);
                return new Channel() {
                    @Override
                    public AsyncQueue<Item> queue() {
                        return sound.queue();
                    }

                    @Override
                    public Optional<Item> take(Duration limit) {
                        return taking.take(sound, limit);
                    }
                };
            }
        };
    }

    private interface Taking {
        Optional<Item> take(Channel sound, Duration limit);
    }

    @Test
    void findsAQueueThatLosesAnItemWithItsTaker() {
        Twin.assertFound("queue", takingBadly((sound, limit) -> sound.take(limit).filter(_ -> !oneIn(2))), "was lost");
    }

    @Test
    void findsAQueueThatGivesAnItemTwice() {
        Twin.assertFound("queue", new Subject() {
            @Override
            public Channel queue(Order order, int capacity) {
                Channel sound = Subject.super.queue(order, capacity);
                return new Channel() {
                    @Override
                    public AsyncQueue<Item> queue() {
                        return sound.queue();
                    }

                    @Override
                    public boolean tryPut(Item item) {
                        boolean once = sound.tryPut(item);
                        boolean _ = once && sound.tryPut(item);
                        return once;
                    }
                };
            }
        }, "came out twice");
    }

    @Test
    void findsAQueueThatKeepsAnItemThatWasNotPut() {
        Twin.assertFound("queue", new Subject() {
            @Override
            public Channel queue(Order order, int capacity) {
                Channel sound = Subject.super.queue(order, capacity);
                return new Channel() {
                    @Override
                    public AsyncQueue<Item> queue() {
                        return sound.queue();
                    }

                    @Override
                    public boolean put(Item item, Duration limit) {
                        return sound.put(item, limit) && !oneIn(2);
                    }
                };
            }
        }, "came out and was never put");
    }

    @Test
    void findsAQueueInTheWrongOrder() {
        Twin.assertFound("queue", new Subject() {
            @Override
            public Channel queue(Order order, int capacity) {
                return Subject.super.queue(order == Order.LIFO ? Order.FIFO : Order.LIFO, capacity);
            }
        }, " after Item");
    }

    @Test
    void findsASelectInWhichTwoClausesHappen() {
        Twin.assertFound("select", new Subject() {
            @Override
            public Choice choice() {
                return new Choice() {
                    @Override
                    public Chosen await(List<Clause> clauses) {
                        Chosen chosen = Choice.super.await(clauses);
                        clauses.stream().filter(clause -> clause != chosen.clause() && clause.put() == null)
                                .forEach(clause -> clause.channel().tryTake());
                        return chosen;
                    }
                };
            }
        }, "was lost");
    }

    @Test
    void findsAConditionThatLosesASignal() {
        Twin.assertFound("condition", new Subject() {
            @Override
            public Locking lock() {
                AsyncLock lock = AsyncLock.create();
                return new Locking() {
                    @Override
                    public AsyncLock real() {
                        return lock;
                    }

                    @Override
                    public Waking condition() {
                        return losingSignals(lock.newCondition());
                    }
                };
            }
        }, "it hangs");
    }

    private Waking losingSignals(AsyncCondition condition) {
        return new Waking() {
            @Override
            public AsyncCondition real() {
                return condition;
            }

            @Override
            public void signal(int count) {
                if (oneIn(2)) {
                    condition.signal(count);
                }
            }
        };
    }

    @Test
    void findsAnEventForWhichNobodyWaits() {
        Twin.assertFound("event", changedEvent(false), "went on before the event happened");
    }

    @Test
    void findsAnEventThatWakesNobody() {
        Twin.assertFound("event", changedEvent(true), "it hangs");
    }

    private static Subject changedEvent(boolean waits) {
        return new Subject() {
            @Override
            public Happening event() {
                AsyncEvent event = AsyncEvent.create();
                return new Happening() {
                    @Override
                    public AsyncEvent real() {
                        return event;
                    }

                    @Override
                    public void await() {
                        if (waits) {
                            event.await();
                        }
                    }

                    @Override
                    public void set() {
                        // It does not happen.
                    }
                };
            }
        };
    }

    @Test
    void findsABarrierThatOpensOneTooEarly() {
        Twin.assertFound("barrier", new Subject() {
            @Override
            public Meeting barrier(int parties) {
                return Meeting.of(AsyncBarrier.of(Math.max(1, parties - 1)));
            }
        }, " at a barrier of ");
    }
}
