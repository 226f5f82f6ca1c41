package dev.footbridge.cli.soak.subject;

import dev.footbridge.FailureHandler;
import dev.footbridge.sync.AsyncBarrier;
import dev.footbridge.sync.AsyncEvent;
import dev.footbridge.sync.AsyncLock;
import dev.footbridge.sync.AsyncSemaphore;
import dev.footbridge.sync.Limiter;

/** What programs are built from: the library's, unless a test overrides something. */
public interface Subject {

    /** The library. */
    Subject SOUND = new Subject() {
    };

    /** Groups, limits, shields and waits. */
    default Structure structure() {
        return Structure.SOUND;
    }

    /** An event loop. */
    default Home loop(String name, FailureHandler failures) {
        return Home.loop(name, failures);
    }

    /** A thread pool. */
    default Home pool(String name, int limit, FailureHandler failures) {
        return Home.pool(name, limit, failures);
    }

    /** A lock. */
    default Locking lock() {
        return Locking.of(AsyncLock.named("soaked"));
    }

    /** A semaphore that knows how many permits it has. */
    default Counting semaphore(int permits) {
        return Counting.of(AsyncSemaphore.bounded(permits));
    }

    /** A limiter. */
    default Limiting limiter(int limit) {
        return Limiting.of(Limiter.of(limit));
    }

    /** A queue. */
    default Channel queue(Order order, int capacity) {
        return Channel.of(order.queue(capacity));
    }

    /** The choice of one of several puts and takes. */
    default Choice choice() {
        return Choice.SOUND;
    }

    /** An event. */
    default Happening event() {
        return Happening.of(AsyncEvent.create());
    }

    /** A barrier. */
    default Meeting barrier(int parties) {
        return Meeting.of(AsyncBarrier.of(parties));
    }
}
