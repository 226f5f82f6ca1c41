package dev.footbridge.threads;

import dev.footbridge.internal.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the threads of an elastic pool every few milliseconds while jobs are kept waiting, on a thread of its own that
 * ends when that has not been so for a while.
 */
final class Pulse implements Runnable {

    private static final long BEAT = 5_000_000;
    private static final long LINGER = 1_000_000_000;
    private static final long RETRY = 50_000_000;

    private enum Phase {
        OFF, BEATING, LINGERING
    }

    private final Dispatch pool;
    private final Machine machine;
    private final Governor governor;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.OFF);
    private volatile @Nullable Thread thread;

    Pulse(Dispatch pool, Machine machine, Governor governor) {
        this.pool = pool;
        this.machine = machine;
        this.governor = governor;
    }

    /** A job is kept waiting. Any thread, often. */
    void wake() {
        for (Phase seen = phase.get(); seen != Phase.BEATING; seen = phase.get()) {
            if (phase.compareAndSet(seen, Phase.BEATING)) {
                if (seen == Phase.OFF) {
                    start();
                } else {
                    LockSupport.unpark(thread);
                }
            }
        }
    }

    private void start() {
        try {
            machine.start(pool.name() + "-governor", this);
        } catch (Throwable noThread) {
            phase.set(Phase.OFF);
            Ticker.at(System.nanoTime() + RETRY, this::retry);
        }
    }

    private boolean isNeeded() {
        Slots slots = pool.slots();
        return slots.guarded(() -> slots.line() > 0);
    }

    private void retry() {
        look();
        if (isNeeded()) {
            wake();
        }
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        do {
            while (isNeeded()) {
                LockSupport.parkNanos(this, BEAT);
                Thread.interrupted();
                lookAgain();
            }
        } while (linger());
    }

    /** Waits for more to do; false when the thread is to end. */
    private boolean linger() {
        phase.set(Phase.LINGERING);
        if (!isNeeded()) {
            LockSupport.parkNanos(this, LINGER);
        }
        if (isNeeded()) {
            phase.set(Phase.BEATING);
            return true;
        }
        return !phase.compareAndSet(Phase.LINGERING, Phase.OFF);
    }

    private void lookAgain() {
        try {
            look();
        } catch (Throwable outOfMemory) {
            // Nobody else looks: the next time is soon.
        }
    }

    /** Looks once. */
    void look() {
        Slots slots = pool.slots();
        List<Load> running = slots.guarded(governor::running);
        List<Load.Sample> samples = new ArrayList<>(running.size());
        for (Load load : running) {
            Thread runner = load.thread();
            if (runner != null) {
                samples.add(new Load.Sample(load, waits(runner), machine.cpuTime(runner)));
            }
        }
        Governor.Conditions conditions = new Governor.Conditions(machine.cpus(), machine.hasSpareCpu(),
                pool.crew().size().idle(), machine.shortage());
        slots.guarded(() -> governor.tick(samples, slots.line(), conditions, machine.nanoTime()));
        pool.admitMore();
        slots.guarded(() -> governor.settled(running.size(), slots.line()));
    }

    private static boolean waits(Thread thread) {
        return switch (thread.getState()) {
            case BLOCKED, WAITING, TIMED_WAITING -> true;
            case NEW, RUNNABLE, TERMINATED -> false;
        };
    }
}
