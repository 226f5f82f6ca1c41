package dev.footbridge.sync;

import dev.footbridge.AsyncCallable;
import dev.footbridge.BlockingAction;
import dev.footbridge.CancelledException;
import dev.footbridge.internal.Body;
import dev.footbridge.internal.Bound;
import dev.footbridge.internal.Durations;
import dev.footbridge.internal.Sneaky;
import dev.footbridge.internal.Strand;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * At most so much at once, on whatever level it runs; the limit can be changed at any time.
 *
 * <p>It counts what really runs: code that was cancelled, or abandoned, counts until it has ended. A place that comes
 * free is reserved for whoever waits longest.
 *
 * {@snippet :
 * Limiter upstream = Limiter.of(8);
 *
 * Reply reply = upstream.call(() -> client.get(uri));            // waits for its turn, here
 * Task<Reply> task = pool.start(upstream.limited(() -> client.get(uri)));    // waits there
 * }
 *
 * <p>A place is kept while the code in it waits, also for code that needs another place of the same limiter: do not
 * nest them more deeply than the limit. Needs no closing; any thread may use it. The idea is trio's capacity limiter.
 */
public final class Limiter {

    private static final String WAITED = "waited for its turn in a limiter";

    private final ReentrantLock adjusting = new ReentrantLock();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger peak = new AtomicInteger();
    private final Permits permits;
    private volatile int limit;

    private Limiter(int limit) {
        this.limit = checked(limit);
        this.permits = new Permits(limit, Integer.MAX_VALUE);
    }

    /**
     * A limiter of this much.
     *
     * @param limit how much may run at once; one or more
     * @return the limiter
     */
    public static Limiter of(int limit) {
        return new Limiter(limit);
    }

    private static int checked(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a limit must be 1 or more (limit is " + limit + ")"
                    + ": with less nothing would ever run");
        }
        return limit;
    }

    /** A place among those that run; close it when the work has ended. Closing again does nothing. */
    public static final class Permit implements AutoCloseable {

        private final AtomicBoolean closed = new AtomicBoolean();
        private final Limiter limiter;

        private Permit(Limiter limiter) {
            this.limiter = limiter;
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                limiter.running.decrementAndGet(); // before somebody else can take the place
                limiter.permits.give(1);
            }
        }
    }

    /**
     * Waits for a place and takes it.
     *
     * @return the place
     * @throws CancelledException if the waiting code is cancelled, or its thread interrupted; no place is then taken
     */
    public Permit acquire() {
        permits.take(Strand.here(), 1, Strand.NEVER, WAITED);
        return taken();
    }

    /** Takes a place if one is free and nobody waits for it. */
    public Optional<Permit> tryAcquire() {
        return permits.tryTake(1) ? Optional.of(taken()) : Optional.empty();
    }

    /**
     * Waits for a place, but no longer than this.
     *
     * @param wait how long; zero or less does not wait
     * @return the place, if there was one in time
     * @throws CancelledException as {@link #acquire()}
     */
    public Optional<Permit> tryAcquire(Duration wait) {
        return permits.take(Strand.here(), 1, Durations.nanos(wait), WAITED) ? Optional.of(taken()) : Optional.empty();
    }

    private Permit taken() {
        int now = running.incrementAndGet();
        if (now > peak.get()) {
            peak.accumulateAndGet(now, Math::max);
        }
        return new Permit(this);
    }

    /**
     * Waits for a place and runs a job in it, on the calling thread.
     *
     * @param <T> the type of the value
     * @param job what to run
     * @return its value; what it throws is thrown
     * @throws CancelledException as {@link #acquire()}
     */
    @SuppressWarnings("overloads") // told apart by what the function returns
    public <T extends @Nullable Object> T call(Callable<T> job) {
        try {
            return limited(job).call();
        } catch (Throwable error) {
            throw Sneaky.raise(error);
        }
    }

    /**
     * Waits for a place, calls an async function and waits for its stage in it, as {@link #call(Callable)}.
     *
     * @param <T> the type of the value
     * @param job what to run
     * @return its value; what its stage fails with is thrown
     */
    @SuppressWarnings("overloads") // told apart by what the function returns
    public <T extends @Nullable Object> T call(AsyncCallable<T> job) {
        try {
            return Body.of(limited(job)).call(); // the place is kept until the stage completes, whoever is cancelled
        } catch (Throwable error) {
            throw Sneaky.raise(error);
        }
    }

    /**
     * Waits for a place and runs a job without a value in it, as {@link #call(Callable)}.
     *
     * @param job what to run
     */
    public void call(BlockingAction job) {
        call(Body.of(job));
    }

    /**
     * A job that waits for a place wherever it is run, and keeps it until its code has really ended.
     *
     * @param <T> the type of the value
     * @param job what to run
     * @return the job with the limit
     */
    @SuppressWarnings("overloads") // told apart by what the function returns
    public <T extends @Nullable Object> Callable<T> limited(Callable<T> job) {
        Callable<T> body = Body.of(job);
        return Bound.named(body, () -> {
            try (Permit _ = acquire()) {
                return body.call();
            }
        });
    }

    /**
     * An async function that waits for a place when it is called, and keeps it until its stage has completed.
     *
     * @param <T> the type of the value
     * @param job what to run
     * @return the job with the limit
     */
    @SuppressWarnings("overloads") // told apart by what the function returns
    public <T extends @Nullable Object> AsyncCallable<T> limited(AsyncCallable<T> job) {
        return Bound.namedAsync(Objects.requireNonNull(job, "the job is null: give a function to run"), () -> {
            Permit permit = acquire();
            CompletionStage<? extends T> stage = null;
            try {
                stage = job.call();
                return stage;
            } finally {
                if (stage == null) {
                    permit.close();
                } else {
                    stage.whenComplete((_, _) -> permit.close());
                }
            }
        });
    }

    /** How much may run at once. */
    public int limit() {
        return limit;
    }

    /**
     * Changes the limit. A higher one lets waiting work go on at once; a lower one is reached as running work ends.
     *
     * @param limit how much may run at once; one or more
     */
    public void setLimit(int limit) {
        checked(limit);
        adjusting.lock();
        try {
            int by = limit - this.limit;
            this.limit = limit;
            permits.adjust(by);
        } finally {
            adjusting.unlock();
        }
    }

    /** How it stands. */
    public LimiterStats stats() {
        return new LimiterStats(limit, running.get(), permits.waiting(), peak.get());
    }
}
