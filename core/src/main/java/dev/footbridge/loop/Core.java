package dev.footbridge.loop;

import dev.footbridge.internal.FailureSink;
import dev.footbridge.observe.Debug;
import dev.footbridge.observe.LoopWarning;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The parts of one event loop, wired together. Work comes in by the {@link Entrance}, lies in the {@link Inbox} or is
 * ready, and is run by {@link Workers} or {@link Callers}; the {@link Baton} says who.
 */
final class Core {

    final EventLoop loop;
    final EventLoopOptions options;
    final FailureSink failures;
    final Debug debug;
    final StepWatch steps;
    final Inbox inbox = new Inbox();
    final ReadyQueue ready;
    final LiveJobs live = new LiveJobs();
    final LoopClock clock;
    final Baton baton;
    final Entrance entrance;
    final Workers workers;
    final Callers callers;
    final Coroutines coroutines;
    /** The foreign loop whose turns it runs in; null if it has its own. */
    final @Nullable ForeignLoop foreign;
    private volatile @Nullable String aborting;

    Core(EventLoop loop, EventLoopOptions options, @Nullable Executor executor) {
        this.loop = loop;
        this.options = options;
        this.debug = options.debug();
        this.failures = new FailureSink(options.failureHandler(),
                (task, started) -> warn(new LoopWarning.NeverAwaited(options.name(), task, started)));
        this.ready = ReadyQueue.in(options.readyOrder(), failures);
        this.clock = new LoopClock(this);
        this.foreign = executor == null ? null : new ForeignLoop(this, executor);
        this.baton = new Baton(this);
        this.entrance = new Entrance(this);
        this.workers = new Workers(this);
        this.callers = new Callers(this);
        this.coroutines = new Coroutines(this);
        this.steps = new StepWatch(this, debug);
    }

    /** Tells what debug mode found. */
    void warn(LoopWarning warning) {
        try {
            debug.listener().accept(warning);
        } catch (Throwable broken) {
            failures.report("the debug listener of " + loop, broken);
        }
    }

    /** The foreign loop, if the calling code is on its thread. */
    @Nullable
    ForeignLoop foreignHere() {
        return foreign != null && foreign.isHere() ? foreign : null;
    }

    /** Why all work of the loop is being cancelled, if it is. */
    @Nullable
    String aborting() {
        return aborting;
    }

    void abort(String reason) {
        aborting = reason;
    }

    boolean isIdle() {
        return live.isEmpty() && ready.isEmpty() && !inbox.hasItems() && !baton.isHeld();
    }

    EventLoopStats stats() {
        return new EventLoopStats(options.name(), live.size(), ready.size(), clock.size(), workers.idle(),
                live.started(), live.ended(), baton.isHeld());
    }
}
