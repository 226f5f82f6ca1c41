package dev.footbridge.testkit;

import dev.footbridge.loop.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/**
 * Actions that happen sometime: after a drawn number of steps of the loop, or around a jump of its clock. Guarded by
 * the loop's baton.
 */
final class Landings {

    /** One step, two, four... up to this power of two: few steps as a rule, sometimes many. */
    private static final int POWERS = 5;
    private static final int PARTS = 16;

    private final EventLoop loop;
    private final Draws draws;
    private List<Runnable> airborne = new ArrayList<>();
    private int pending;
    private boolean finishing;

    Landings(EventLoop loop, Draws draws) {
        this.loop = loop;
        this.draws = draws;
    }

    void add(Runnable action) {
        pending++;
        Runnable landing = () -> {
            pending--;
            action.run();
        };
        if (!finishing && draws.draw(3) == 0) {
            airborne.add(landing);
        } else {
            loop.callSoon(new Hopping(landing, draws.draw(1 << draws.draw(POWERS))));
        }
    }

    /** The scenario has ended: nothing waits for the clock any longer. */
    void finish() {
        finishing = true;
        landAll();
    }

    /** The scenario has failed, or all have landed: nothing happens any more. */
    void drop() {
        finishing = true;
        airborne = new ArrayList<>();
    }

    /** Whether some actions have not happened yet. */
    boolean arePending() {
        return pending > 0;
    }

    /** Lands all that wait for the clock; false when none do. */
    boolean landAll() {
        List<Runnable> landing = airborne;
        if (landing.isEmpty()) {
            return false;
        }
        airborne = new ArrayList<>();
        landing.forEach(this::land);
        return true;
    }

    /**
     * The clock is about to jump: lands what is drawn to, and says how far it is to jump: short of the goal if that is.
     */
    long jump(long now, long goal) {
        if (airborne.isEmpty()) {
            return goal;
        }
        List<Runnable> staying = new ArrayList<>();
        List<Runnable> withGoal = new ArrayList<>();
        long stop = goal;
        for (Runnable action : airborne) {
            switch (draws.draw(4)) {
                case 0 -> {
                    stop = now;
                    land(action);
                }
                case 1 -> {
                    stop = Math.min(stop, now + (goal - now) / PARTS * (1 + draws.draw(PARTS - 1)));
                    land(action);
                }
                case 2 -> withGoal.add(action);
                default -> staying.add(action);
            }
        }
        airborne = staying;
        if (stop < goal) {
            staying.addAll(withGoal);
        } else {
            withGoal.forEach(this::land);
        }
        return stop;
    }

    /** Called in the middle of a hand-over, which must not fail. */
    private void land(Runnable action) {
        try {
            loop.callSoon(action);
        } catch (RejectedExecutionException _) {
            // The run is being stopped from outside, and so has failed.
        }
    }

    private final class Hopping implements Runnable {

        private final Runnable action;
        private int hops;

        Hopping(Runnable action, int hops) {
            this.action = action;
            this.hops = hops;
        }

        @Override
        public void run() {
            if (hops-- > 0) {
                loop.callSoon(this);
            } else {
                action.run();
            }
        }
    }
}
