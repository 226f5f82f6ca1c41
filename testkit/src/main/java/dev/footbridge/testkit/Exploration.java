package dev.footbridge.testkit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Runs a scenario with one seed after another on a virtual thread, as changing over between such threads is quick,
 * while the calling thread watches.
 */
final class Exploration {

    /** How long nothing must happen before a run counts as stuck: work on other threads may be under way. */
    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long GLANCE = TimeUnit.MILLISECONDS.toNanos(5);
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final Scenario scenario;
    private final int runs;
    private final long first;
    private final Duration limit;
    private final Leftovers leftovers;
    private final Place place = Place.ofCaller();
    private final Thread watcher = Thread.currentThread();
    private volatile @Nullable Run current;
    private volatile boolean stopped;
    private volatile boolean ended;
    private @Nullable Throwable failure;
    private @Nullable Run glanced;
    private long activity;
    private long activeAt;

    Exploration(Scenario scenario, int runs, long first, Duration limit, Leftovers leftovers) {
        this.scenario = scenario;
        this.runs = runs;
        this.first = first;
        this.limit = limit;
        this.leftovers = leftovers;
    }

    void explore() {
        Thread driver = Thread.ofVirtual().name("interleavings").start(this::runAll);
        boolean interrupted = false;
        try {
            while (!ended) {
                Run run = current;
                interrupted |= Thread.interrupted();
                String what = run == null
                        ? null
                        : interrupted ? "the thread that explored was interrupted" : wrong(run);
                if (run != null && what != null) {
                    Wrong found = new Wrong(what + run.pending());
                    interrupted |= stop(run, found, driver);
                    throw failed(run.seed(), found);
                }
                LockSupport.parkNanos(this, run == null || run.hasRested() ? GLANCE : left(run));
            }
        } finally {
            if (interrupted) {
                watcher.interrupt();
            }
        }
        Run last = current;
        Throwable found = failure;
        if (found != null) {
            throw failed(last == null ? first : last.seed(), found);
        }
    }

    private AssertionError failed(long seed, Throwable found) {
        return place.failure(seed, seed - first, found);
    }

    private void runAll() {
        try {
            for (int i = 0; i < runs && failure == null && !stopped; i++) {
                Run run = new Run(first + i, leftovers, () -> LockSupport.unpark(watcher));
                current = run;
                failure = run.run(scenario);
            }
        } catch (Throwable broken) {
            failure = broken;
        } finally {
            ended = true;
            LockSupport.unpark(watcher);
        }
    }

    /** What is wrong with a run that goes on, if anything is. */
    private @Nullable String wrong(Run run) {
        if (left(run) <= 0) {
            return "it has not ended after " + limit + " of real time:";
        }
        long now = System.nanoTime();
        if (run != glanced || run.activity() != activity || !run.isResting()) {
            glanced = run;
            activity = run.activity();
            activeAt = now;
        }
        return run.hasRested() && now - activeAt > PATIENCE ? "deadlock, nothing can go on:" : null;
    }

    private long left(Run run) {
        return TimeUnit.NANOSECONDS.convert(limit) - (System.nanoTime() - run.begun());
    }

    /** Ends a run that would not; whether the calling thread was interrupted meanwhile. */
    private boolean stop(Run run, Wrong found, Thread driver) {
        stopped = true;
        run.condemn(found);
        driver.interrupt();
        try {
            driver.join(LAST_WORDS);
            return false;
        } catch (InterruptedException _) {
            return true;
        }
    }
}
