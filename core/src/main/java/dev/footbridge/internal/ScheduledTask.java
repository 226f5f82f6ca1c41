package dev.footbridge.internal;

import dev.footbridge.CancelledException;
import dev.footbridge.Level;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A job that its level gets when it is due, once or again and again. Each {@link Turn} is an ordinary job of the level,
 * the next one set when it has ended, so turns never overlap; this task settles with the last.
 *
 * <p>Why no cancel is lost: a cancel first says that the series ends and then looks for the turn there is; whoever sets
 * a turn first publishes it and then looks whether the series ends.
 */
final class ScheduledTask<T extends @Nullable Object> extends Promise<T>
        implements
            ScheduledFuture<T>,
            Closing.Upcoming {

    private static final String TOO_LATE = "it was cancelled before it began";
    private static final AtomicLong ORDERS = new AtomicLong();

    private final Level level;
    private final LevelTime time;
    private final Class<?> origin;
    /** Null once this has settled, so that whoever keeps the future does not keep the work. */
    private volatile @Nullable Callable<T> function;
    /** The context of whoever scheduled it; null once this has settled. */
    private volatile @Nullable Carried scheduled = Carried.capture();
    private final Rhythm rhythm;
    private final long order = ORDERS.getAndIncrement();
    private final boolean atOnce;
    private final Turn first;
    private volatile Turn turn;
    private final AtomicReference<@Nullable Cancel> requested = new AtomicReference<>();
    /** Why there will be no further turn. */
    private final AtomicReference<@Nullable String> ending = new AtomicReference<>();

    /** A task that {@link #begin} begins, with so many nanoseconds to go. */
    ScheduledTask(Level level, LevelTime time, Callable<T> function, long delay, Rhythm rhythm) {
        this.level = level;
        this.time = time;
        this.function = function;
        this.origin = Body.origin(function);
        this.rhythm = rhythm;
        this.first = new Turn(time.nanoTime() + delay);
        this.atOnce = delay == 0;
        this.turn = first;
    }

    @Override
    public String name() {
        return level.name() + "/" + Body.nameOf(origin);
    }

    /** Lets the time run; a job that is due is started here, and what its level refuses is thrown. */
    void begin() {
        try {
            time.expect(this);
        } catch (RejectedExecutionException refused) {
            stop("it was refused");
            throw refused;
        }
        if (!observe(this::forget)) {
            forget();
        }
        if (atOnce) {
            first.startNow();
        } else {
            first.arm();
        }
    }

    private void forget() {
        time.forget(this);
        function = null;
        scheduled = null;
    }

    // ---- turns

    /** One run: it is set, comes due, and begins on the level; until then it can be dropped. */
    private final class Turn implements Callable<T>, Body.Wrapper {

        private static final int SET = 0;
        private static final int DUE = 1;
        private static final int BEGUN = 2;
        private static final int DROPPED = 3;

        private final long deadline;
        private final AtomicInteger phase = new AtomicInteger(SET);
        private volatile @Nullable Runnable alarm;
        private volatile @Nullable Promise<?> job;

        Turn(long deadline) {
            this.deadline = deadline;
        }

        void arm() {
            Runnable set = time.at(deadline, this::comeDue);
            alarm = set;
            if (phase.get() != SET) {
                set.run();
            }
        }

        private void comeDue() {
            if (phase.compareAndSet(SET, DUE)) {
                try {
                    start();
                } catch (Throwable refused) {
                    refuse(refused);
                }
            }
        }

        void startNow() {
            if (phase.compareAndSet(SET, DUE)) {
                try {
                    start();
                } catch (Throwable refused) {
                    stop("it was refused");
                    throw refused;
                }
            }
        }

        private void start() {
            Promise<T> started = Promise.of(time.isElsewhere() ? hand() : level.start(this));
            began(started);
            if (phase.get() == DROPPED) {
                started.cancel(TOO_LATE);
            }
            if (!started.observe(() -> ended(this, started))) {
                ended(this, started);
            }
        }

        /** Gives the level the function: it cannot have this turn, nor the context around it. */
        private Task<T> hand() {
            Callable<T> work = work();
            return Carried.call(scheduled, () -> level.start(work));
        }

        private Callable<T> work() {
            Callable<T> work = function;
            if (work == null || !phase.compareAndSet(DUE, BEGUN)) {
                throw new CancelledException(TOO_LATE);
            }
            return work;
        }

        private void began(@Nullable Promise<?> here) {
            job = here;
            Cancel request = requested.get();
            if (request != null && here != null) {
                here.cancel(request);
            }
        }

        @Override
        public T call() throws Exception {
            Callable<T> work = work();
            began(Strand.here().task());
            return Carried.call(scheduled, work);
        }

        @Override
        public Object function() {
            Callable<T> work = function;
            return work == null ? TOO_LATE : work;
        }

        /** Sees to it that it never begins; false when it has. */
        boolean drop() {
            return drop(SET) || drop(DUE);
        }

        /** As {@link #drop()}, unless the level has it. */
        boolean dropUnlessDue() {
            return drop(SET);
        }

        private boolean drop(int from) {
            if (!phase.compareAndSet(from, DROPPED)) {
                return false;
            }
            Runnable set = alarm;
            if (set != null) {
                set.run();
            }
            Promise<?> queued = job;
            if (queued != null) {
                queued.cancel(TOO_LATE);
            }
            return true;
        }
    }

    private void refuse(Throwable refused) {
        String why = ending.get();
        if (why != null) {
            stop(why);
        } else {
            fail(refused);
        }
    }

    private void ended(Turn last, Promise<T> job) {
        switch (job.settled()) {
            case Outcome.Success<T> success -> {
                if (rhythm == Rhythm.Once.ONCE) {
                    succeed(success.value());
                } else {
                    follow(new Turn(rhythm.next(last.deadline, time.nanoTime())));
                }
            }
            case Outcome.Failure<T> failure -> fail(failure.error());
            case Outcome.Cancelled<T> cancelled -> stop(cancelled.reason());
        }
    }

    private void follow(Turn next) {
        turn = next;
        String why = ending.get();
        if (why == null) {
            next.arm();
        } else if (next.drop()) {
            stop(why);
        }
    }

    /** Whether it is to run more than once. */
    boolean isPeriodic() {
        return rhythm != Rhythm.Once.ONCE;
    }

    @Override
    boolean isRunBy(@Nullable Promise<?> other) {
        return other != null && (other == this || other == turn.job);
    }

    // ---- the end

    @Override
    public boolean cancel(Cancel request) {
        if (isDone()) {
            return false;
        }
        requested.compareAndSet(null, request);
        ending.compareAndSet(null, request.reason());
        Turn last = turn;
        Promise<?> job = last.job;
        if (last.drop()) {
            stop(request.reason());
        } else if (job != null) {
            job.cancel(request);
        }
        return true;
    }

    /** Ends what has not begun; true when it never ran. */
    boolean drop(String reason) {
        ending.compareAndSet(null, reason);
        Turn last = turn;
        if (!last.drop()) {
            return false;
        }
        stop(reason);
        return last == first;
    }

    /** Ends it with the run it is in; at once when it is in none. */
    void endWithThisRun(String reason) {
        ending.compareAndSet(null, reason);
        if (turn.drop()) {
            stop(reason);
        }
    }

    /** Ends it with the run that the level has; at once when there is none. */
    @Override
    public void levelEnds(String reason) {
        ending.compareAndSet(null, reason);
        if (turn.dropUnlessDue()) {
            stop(reason);
        }
    }

    @Override
    protected FailureSink failureSink() {
        Promise<?> job = turn.job;
        FailureSink sink = job == null ? null : job.failureSink();
        return sink == null ? time.failures() : sink;
    }

    @Override
    protected void runCallback(Runnable callback) {
        time.runCallback(callback);
    }

    // ---- Delayed

    @Override
    public long getDelay(TimeUnit unit) {
        return unit.convert(turn.deadline - time.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
        if (other instanceof ScheduledTask<?> task && task.time == time) {
            long difference = turn.deadline - task.turn.deadline;
            return difference == 0 ? Long.compare(order, task.order) : Long.signum(difference);
        }
        return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }
}
