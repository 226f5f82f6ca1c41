package dev.footbridge.cli.soak.kinds;

import dev.footbridge.cli.soak.play.Scene;
import dev.footbridge.cli.soak.subject.Limiting;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The limits that a limiter has had, and how many run in it. Whoever is let in is let in below the limit of that
 * moment, and those inside only become fewer until the next one: so there are never more than the highest limit since
 * the last one that came in began to wait.
 */
final class LimitLog {

    private final Limiting limiter;
    private final ReentrantLock changing = new ReentrantLock();
    private final List<Integer> limits = new CopyOnWriteArrayList<>();
    private final AtomicInteger running = new AtomicInteger();

    LimitLog(Limiting limiter, int first) {
        this.limiter = limiter;
        limits.add(first);
    }

    /** Changes the limit: a higher one counts from before, a lower one from after. */
    void set(int limit) {
        if (changing.isHeldByCurrentThread()) {
            return; // somebody who was let in by a change made on this very thread, in the middle of it
        }
        changing.lock();
        try {
            if (limit > limits.getLast()) {
                limits.add(limit);
                limiter.setLimit(limit);
            } else {
                limiter.setLimit(limit);
                limits.add(limit);
            }
        } finally {
            changing.unlock();
        }
    }

    int last() {
        return limits.getLast();
    }

    /** This moment, for {@link #begin}. */
    int mark() {
        return limits.size() - 1;
    }

    /** One that began to wait at this moment has come in. */
    void begin(Scene scene, int since) {
        int now = running.incrementAndGet();
        int most = limits.stream().skip(since).mapToInt(Integer::intValue).max().orElseThrow();
        scene.check(now <= most, now + " run in the limiter, " + most + " may");
    }

    /** One goes out. */
    void end() {
        running.decrementAndGet();
    }
}
