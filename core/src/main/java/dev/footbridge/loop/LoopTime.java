package dev.footbridge.loop;

import dev.footbridge.internal.LevelTime;

/** The loop's own clock, for jobs that are due later: they start under the baton, and no thread is needed for it. */
final class LoopTime extends LevelTime {

    private final Core core;

    LoopTime(Core core, LoopClosing closing) {
        super(closing, core.failures);
        this.core = core;
    }

    @Override
    public long nanoTime() {
        return core.clock.nanoTime();
    }

    @Override
    public Runnable at(long deadline, Runnable action) {
        return core.coroutines.schedule(deadline, action);
    }

    @Override
    protected void runCallback(Runnable callback) {
        core.entrance.callback(callback);
    }
}
