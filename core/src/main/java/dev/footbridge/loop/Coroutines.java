package dev.footbridge.loop;

import dev.footbridge.internal.Host;
import dev.footbridge.internal.Seat;
import dev.footbridge.internal.StackRoom;
import dev.footbridge.internal.Strand;
import dev.footbridge.observe.LoopWarning;

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
    public void park(Seat seat, long deadline) {
        StackRoom.ensure();
        seat.strand().noticeInterrupt();
        if (!seat.preparePark()) {
            return;
        }
        try {
            if (deadline == Strand.NEVER) {
                baton.switchFrom(seat);
            } else {
                switchUntil(deadline, seat);
            }
        } finally {
            seat.endPark();
        }
    }

    private void switchUntil(long deadline, Seat seat) {
        Timer timer = new Timer(deadline, () -> resume(seat));
        clock.add(timer);
        try {
            baton.switchFrom(seat);
        } finally {
            clock.remove(timer);
        }
    }

    private void resume(Seat seat) {
        if (seat.permit()) {
            baton.enqueue(seat);
        }
    }

    @Override
    public void unpark(Seat seat) {
        if (seat.permit()) {
            if (baton.isHolder()) {
                baton.enqueue(seat);
            } else {
                core.entrance.bring(seat);
            }
        }
    }

    @Override
    public void comeBack(Seat seat) {
        core.entrance.bring(seat);
    }

    @Override
    public void letOthersRun(Seat seat) {
        seat.strand().noticeInterrupt();
        baton.endStep();
        if (seat.strand().hasErrands()) {
            leaveFor(seat);
            return;
        }
        if (core.ready.isEmpty()) {
            baton.intake();
        }
        if (!core.ready.isEmpty() || core.callers.firstAdmitted() != null || baton.isOverdue()) {
            StackRoom.ensure();
            core.ready.add(seat);
            baton.switchFrom(seat);
        }
    }

    /** Leaves the loop to the others while the thread does an errand. */
    private void leaveFor(Seat seat) {
        StackRoom.ensure();
        seat.stepOut();
        baton.dispatch();
        StackOverflowError tooDeep = seat.stepIn();
        baton.setHolder(seat.strand());
        if (tooDeep != null) {
            throw tooDeep;
        }
    }

    @Override
    public boolean isQuiet() {
        return core.ready.isEmpty() && !core.inbox.hasItems();
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
        if (core.debug.isOn()) {
            core.warn(new LoopWarning.BlockingCall(core.options.name(), what));
        }
    }
}
