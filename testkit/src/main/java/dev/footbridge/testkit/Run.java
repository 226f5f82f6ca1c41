package dev.footbridge.testkit;

import dev.footbridge.Async;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.loop.EventLoopStats;
import dev.footbridge.loop.Handle;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** One run of a scenario: its loop, its end, and what it left behind. */
final class Run {

    /** Virtual time for tasks to finish after the scenario. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(30);
    private static final Duration ABORT_TIMEOUT = Duration.ofSeconds(2);

    private final long seed;
    private final long begun = System.nanoTime();
    private final Leftovers leftovers;
    private final EventLoop loop;
    private final VirtualClock clock = VirtualClock.automatic();
    private final JumpingTime time = new JumpingTime(clock, this);
    private final Draws draws;
    private final Landings landings;
    private final Runnable atRest;
    private final Queue<Throwable> unseen = new ConcurrentLinkedQueue<>();
    private volatile boolean rested;
    private volatile @Nullable Throwable verdict;

    Run(long seed, Leftovers leftovers, Runnable atRest) {
        this.seed = seed;
        this.leftovers = leftovers;
        this.atRest = atRest;
        this.draws = new Draws(seed);
        this.loop = EventLoop.open(o -> o.withName("seed-" + seed).withTimeSource(time).withReadyOrder(draws)
                .withAbortTimeout(ABORT_TIMEOUT).withFailureHandler(this::unhandled));
        this.landings = new Landings(loop, draws);
    }

    long seed() {
        return seed;
    }

    /** When it began, on the machine's clock. */
    long begun() {
        return begun;
    }

    Landings landings() {
        return landings;
    }

    /** Called by the loop when nothing is left that could happen by itself. */
    void rest() {
        rested = true;
        atRest.run();
    }

    /** Whether it has ever come to rest before its end. */
    boolean hasRested() {
        return rested;
    }

    /** Whether nothing runs, and all tasks wait. */
    boolean isResting() {
        EventLoopStats stats = loop.stats();
        return !stats.busy() && stats.ready() == 0 && stats.pending() > 0;
    }

    /** What its coroutines wait in. */
    String pending() {
        return "\n" + loop.dump().strip();
    }

    /** Changes whenever the loop does something. */
    long activity() {
        return time.looks();
    }

    /** Ends the run from outside. */
    void condemn(Throwable failure) {
        verdict = failure;
        loop.abort();
    }

    /** Runs the scenario; what is wrong, or null. */
    @Nullable
    Throwable run(Scenario scenario) {
        Throwable failure = null;
        Thread.currentThread().setName(loop.name() + "-0");
        try {
            loop.call(() -> live(scenario));
        } catch (Throwable thrown) {
            failure = thrown;
        }
        loop.abort();
        Thread.interrupted(); // by who condemned it
        Throwable condemned = verdict;
        if (condemned != null) {
            return condemned;
        }
        if (failure == null) {
            failure = unseen.poll();
        }
        if (failure != null) {
            unseen.forEach(failure::addSuppressed);
        }
        return failure;
    }

    private void live(Scenario scenario) throws Exception {
        Handle rest = loop.callLater(Duration.ofNanos(JumpingTime.REST), () -> {});
        try {
            scenario.run(new Interleaving(seed, loop, clock, draws, landings));
            landings.finish();
            while (landings.arePending()) {
                Async.yieldNow();
            }
            if (leftovers == Leftovers.FAIL) {
                awaitOthers();
            }
        } finally {
            rest.cancel();
            landings.drop();
            if (loop.stats().pending() > 1) {
                loop.abort();
            } else {
                time.stop();
            }
        }
    }

    private void awaitOthers() {
        Duration end = clock.elapsed().plus(AFTERWARDS);
        for (Duration pause = Duration.ofNanos(1); loop.stats().pending() > 1; pause = pause.multipliedBy(2)) {
            if (clock.elapsed().compareTo(end) > 0) {
                throw new Wrong((loop.stats().pending() - 1) + " tasks have not ended "
                        + AFTERWARDS
                        + " of virtual time after it (await them, cancel them, or allow it with abortingLeftovers()):"
                        + pending());
            }
            Async.sleep(pause);
        }
    }

    private void unhandled(String task, Throwable failure) {
        unseen.add(new Wrong(task + " failed, and nobody looked at it: " + failure, failure));
    }
}
