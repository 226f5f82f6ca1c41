package dev.footbridge.loop;

import dev.footbridge.internal.Host;
import dev.footbridge.internal.Strand;

/** What waiting means to a coroutine: it passes the baton on. */
final class Coroutines implements Host {

    private final Core core;
    private final Baton baton;
    private final LoopClock clock;

    Coroutines(Core core) {
        this.core = core;
        this.baton = core.baton;
        this.clock = core.clock;
    }

    EventLoop loop() {
        return core.loop;
    }

    @Override
    public void park(Strand strand, long deadline) {
        if (Thread.interrupted()) {
            strand.noteInterrupt();
        }
        if (!strand.preparePark()) {
            return;
        }
        if (deadline == Strand.NEVER) {
            baton.switchFrom(strand);
        } else {
            Timer timer = new Timer(deadline, () -> resume(strand));
            clock.add(timer);
            baton.switchFrom(strand);
            clock.remove(timer);
        }
        strand.endPark();
    }

    private void resume(Strand strand) {
        if (strand.permit()) {
            baton.enqueue(strand);
        }
    }

    @Override
    public void unpark(Strand strand) {
        if (strand.permit()) {
            if (baton.isHolder()) {
                baton.enqueue(strand);
            } else {
                core.entrance.bring(strand);
            }
        }
    }

    @Override
    public void letOthersRun(Strand strand) {
        if (Thread.interrupted()) {
            strand.noteInterrupt();
        }
        if (core.ready.isEmpty()) {
            baton.intake();
        }
        if (!core.ready.isEmpty()) {
            core.ready.add(strand);
            baton.switchFrom(strand);
        }
    }

    @Override
    public long nanoTime() {
        return clock.nanoTime();
    }

    @Override
    public Runnable schedule(long deadline, Runnable action) {
        Timer timer = new Timer(deadline, action);
        core.entrance.perform(() -> clock.add(timer));
        return () -> core.entrance.perform(() -> clock.remove(timer));
    }

    @Override
    public void blockingCall(String what) {
        try {
            core.options.blockingCallListener().accept(what);
        } catch (Throwable broken) {
            core.failures.report("the blocking call listener of " + core.loop, broken);
        }
    }
}
