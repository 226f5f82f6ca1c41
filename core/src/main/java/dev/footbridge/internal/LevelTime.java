package dev.footbridge.internal;

import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The time of a level, for jobs that are due later: its clock, its end, and who hears of failures. Any thread. */
public abstract class LevelTime {

    private final @Nullable Closing closing;
    private final FailureSink failures;

    /** The time of a level that ends like this; null when nobody can tell. */
    protected LevelTime(@Nullable Closing closing, FailureSink failures) {
        this.closing = closing;
        this.failures = failures;
    }

    /** The machine's clock, for a level that refuses by itself what becomes due after its end. */
    public static LevelTime ticking() {
        return Ticking.ANY_LEVEL;
    }

    /** The machine's clock, for a level that ends like this. */
    public static LevelTime ticking(Closing closing, FailureSink failures) {
        return new Ticking(closing, failures);
    }

    /** The machine's clock, for a level in other JVMs, which gets the functions themselves; {@code check} refuses some. */
    public static LevelTime elsewhere(@Nullable Closing closing, FailureSink failures, Consumer<Callable<?>> check) {
        return new Elsewhere(closing, failures, check);
    }

    /** Whether the level runs jobs in other JVMs, so that a turn has begun when it has been given its function. */
    boolean isElsewhere() {
        return false;
    }

    /** Refuses a function that the level cannot run. */
    void check(Callable<?> function) {}

    /** Nanoseconds on the level's clock. */
    public abstract long nanoTime();

    /** Runs an action once the clock has reached the deadline; it must not wait. The result cancels it. */
    public abstract Runnable at(long deadline, Runnable action);

    /** Runs code of the user's that was registered on a task of the level. */
    protected void runCallback(Runnable callback) {
        callback.run();
    }

    /** Where failures go that nobody looked at. */
    final FailureSink failures() {
        return failures;
    }

    /** Has this work told when the level begins to end, until {@link #forget}; refused when it has. */
    final void expect(Closing.Upcoming work) {
        if (closing != null) {
            closing.expect(work);
        }
    }

    final void forget(Closing.Upcoming work) {
        if (closing != null) {
            closing.forget(work);
        }
    }

    /**
     * A level without a clock of its own. To start a job may cost time on some levels, and what hears of its end may be
     * the user's: both are kept from the one thread that wakes all sleepers, at the price of a passing virtual thread.
     */
    private static class Ticking extends LevelTime {

        static final LevelTime ANY_LEVEL = new Ticking(null, new FailureSink(FailureSink::log));

        private static final Thread.Builder DUE = Thread.ofVirtual().name("footbridge-due")
                .inheritInheritableThreadLocals(false);

        Ticking(@Nullable Closing closing, FailureSink failures) {
            super(closing, failures);
        }

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public Runnable at(long deadline, Runnable action) {
            return Ticker.at(deadline, () -> DUE.start(action));
        }
    }

    private static final class Elsewhere extends Ticking {

        private final Consumer<Callable<?>> check;

        Elsewhere(@Nullable Closing closing, FailureSink failures, Consumer<Callable<?>> check) {
            super(closing, failures);
            this.check = check;
        }

        @Override
        boolean isElsewhere() {
            return true;
        }

        @Override
        void check(Callable<?> function) {
            check.accept(function);
        }
    }
}
