package dev.footbridge.testkit;

import dev.footbridge.Async;
import dev.footbridge.loop.EventLoop;
import java.util.List;
import java.util.Objects;

/**
 * One run of a {@link Scenario}: its loop, its clock, and what it leaves to chance, all drawn from its seed.
 *
 * {@snippet :
 * Interleavings.of(1_000).explore(run -> {
 *     Task<String> task = run.loop().start(() -> {
 *         run.pause();                              // others may come in between here, or not
 *         return "value";
 *     });
 *     run.sometime(task::cancel);                   // before it begins, in the middle, or too late
 *     assertThat(task.outcome()).isNotInstanceOf(Outcome.Failure.class);
 * });
 * }
 *
 * <p>The methods that draw are for code that runs on the loop; elsewhere they throw {@link IllegalStateException}, as a
 * thread that comes when it likes would make each run another one.
 */
public final class Interleaving {

    private static final int MAX_YIELDS = 3;

    private final long seed;
    private final EventLoop loop;
    private final VirtualClock clock;
    private final Draws draws;
    private final Landings landings;

    Interleaving(long seed, EventLoop loop, VirtualClock clock, Draws draws, Landings landings) {
        this.seed = seed;
        this.loop = loop;
        this.clock = clock;
        this.draws = draws;
        this.landings = landings;
    }

    /** What this run is drawn from. */
    public long seed() {
        return seed;
    }

    /** The loop the scenario runs on; closed after it. */
    public EventLoop loop() {
        return loop;
    }

    /** The loop's clock, which jumps to the next deadline when nothing is ready. */
    public VirtualClock clock() {
        return clock;
    }

    /**
     * Draws a number.
     *
     * @param bound one more than the greatest; at least one
     * @return from 0 to {@code bound - 1}
     */
    public int draw(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException(
                    "there is no number from 0 to below the bound (it is " + bound + "): give one or more");
        }
        checkOnLoop();
        return draws.draw(bound);
    }

    /** Draws yes or no. */
    public boolean coin() {
        return draw(2) == 1;
    }

    /** Lets others run up to three times, or not at all: a place where this code may be overtaken. */
    public void pause() {
        for (int i = draw(MAX_YIELDS + 1); i > 0; i--) {
            Async.yieldNow();
        }
    }

    /**
     * Has an action happen later, on the loop: some steps from now, or when the clock is about to jump to the next
     * deadline, then on either side of it. It happens before the run ends. What it throws fails the run.
     *
     * @param action what to do, for example a cancel; it should not wait
     */
    public void sometime(Runnable action) {
        Objects.requireNonNull(action, "the action is null: give it something to do");
        checkOnLoop();
        landings.add(action);
    }

    /** What was drawn so far, also by the loop itself: equal in two runs that took the same course. */
    public List<Integer> trace() {
        checkOnLoop();
        return draws.trace();
    }

    private void checkOnLoop() {
        if (EventLoop.running().orElse(null) != loop) {
            throw new IllegalStateException(Thread.currentThread() + " is outside of " + loop
                    + " (only its coroutines draw, or a run could not be replayed): draw before you leave it");
        }
    }
}
