package dev.footbridge.loop;

import dev.footbridge.internal.Durations;
import dev.footbridge.internal.Promise;
import dev.footbridge.internal.Strand;
import dev.footbridge.internal.Ticker;
import dev.footbridge.observe.Debug;
import dev.footbridge.observe.LoopWarning;
import java.time.Duration;
import java.util.List;

/**
 * Debug mode's eye on one loop: looks now and then whether the same step still keeps the baton, and if so for too long,
 * where it is. On real time, whatever the loop's clock says. Looks from outside: the loop does not know of it.
 */
final class StepWatch {

    private static final int LOOKS_PER_LIMIT = 4;

    private final Core core;
    private final Debug debug;
    private final long limit;
    private volatile boolean stopped;
    private int step;
    private long since;
    private boolean reported;

    StepWatch(Core core, Debug debug) {
        this.core = core;
        this.debug = debug;
        this.limit = Durations.nanos(debug.slowStep());
    }

    /** Begins to look, if debug mode is on. */
    void start() {
        if (debug.isOn()) {
            since = System.nanoTime();
            lookLater();
        }
    }

    /** Looks no more: the loop has ended. */
    void stop() {
        stopped = true;
    }

    private void lookLater() {
        Ticker.at(System.nanoTime() + Math.max(limit / LOOKS_PER_LIMIT, 1_000_000), this::look);
    }

    private void look() {
        if (stopped) {
            return;
        }
        long now = System.nanoTime();
        int current = core.baton.steps();
        if (!core.baton.isHeld() || current != step) {
            step = current;
            since = now;
            reported = false;
        } else if (!reported && now - since >= limit) {
            report(now - since);
        }
        lookLater();
    }

    private void report(long nanos) {
        Strand holder = core.baton.holder();
        if (holder == null) {
            return;
        }
        Thread thread = holder.thread();
        Thread.State state = thread.getState();
        List<StackTraceElement> stack = List.of(thread.getStackTrace());
        if (core.baton.steps() != step || stack.isEmpty()) {
            return; // it went on meanwhile, or cannot be seen just now
        }
        reported = true;
        Promise<?> task = holder.task();
        LoopWarning warning = new LoopWarning.SlowStep(core.options.name(),
                task == null ? thread.getName() : task.name(), Duration.ofNanos(nanos), state, stack);
        Thread.ofVirtual().name("footbridge-debug").start(() -> core.warn(warning)); // the ticker is everybody's
    }
}
