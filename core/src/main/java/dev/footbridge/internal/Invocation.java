package dev.footbridge.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One {@code invokeAll} or {@code invokeAny}: starts the jobs one by one and waits, with one wake-up for all of them.
 * However it ends, no job of it runs afterwards: what is not needed is cancelled and its cleanup awaited.
 */
final class Invocation<T> {

    private static final String NOT_NEEDED = " has ended and does not need this job any more";

    private final LevelExecutor executor;
    private final String name;
    private final List<Callable<T>> jobs;
    private final List<Promise<T>> started = new ArrayList<>();
    private final AtomicInteger pending;
    private final AtomicReference<@Nullable Promise<T>> firstDone = new AtomicReference<>();
    private final AtomicReference<@Nullable Promise<T>> firstFailed = new AtomicReference<>();

    Invocation(LevelExecutor executor, String name, Collection<? extends Callable<T>> given) {
        this.executor = executor;
        this.name = name;
        this.jobs = new ArrayList<>(given);
        for (int i = 0; i < jobs.size(); i++) {
            Objects.requireNonNull(jobs.get(i), "job " + i + " of " + jobs.size() + " is null: give a function to run");
        }
        this.pending = new AtomicInteger(jobs.size());
    }

    // ---- invokeAll

    /** Runs all; those that did not end in time are cancelled. Without a limit, to the end. */
    List<Future<T>> all(@Nullable Duration limit) throws InterruptedException {
        try {
            run(limit, false);
        } catch (TimeoutException _) {
            // The list says which it was.
        } finally {
            endAll();
        }
        List<Future<T>> futures = new ArrayList<>(started);
        while (futures.size() < jobs.size()) {
            futures.add(neverStarted());
        }
        return futures;
    }

    private Future<T> neverStarted() {
        Deferred<T> future = new Deferred<>("a job of " + name);
        future.setCancelled("the time limit of " + name + " was over before this job was started");
        return future;
    }

    // ---- invokeAny

    /** The value of the first that ends with one; the others are cancelled. */
    T any(@Nullable Duration limit) throws InterruptedException, ExecutionException, TimeoutException {
        if (jobs.isEmpty()) {
            throw new IllegalArgumentException("invokeAny of no jobs has no value: give at least one");
        }
        try {
            run(limit, true);
            Promise<T> done = firstDone.get();
            if (done == null) {
                throw new ExecutionException(failure());
            }
            started.forEach(Promise::failure); // by contract a value makes up for them
            return done.value();
        } finally {
            endAll();
        }
    }

    /** The failure that came first, with the other ones suppressed. */
    private Throwable failure() {
        Throwable first = error(Objects.requireNonNull(firstFailed.get()));
        for (Promise<T> task : started) {
            Failures.attach(first, error(task));
        }
        return first;
    }

    private static Throwable error(Promise<?> task) {
        Throwable failure = task.failure();
        if (failure != null) {
            return failure;
        }
        try {
            throw new AssertionError(task + " has a value: " + task.value());
        } catch (CancellationException cancelled) {
            return cancelled;
        }
    }

    // ---- both

    private void run(@Nullable Duration limit, boolean untilValue) throws InterruptedException, TimeoutException {
        Wake wake = limit == null
                ? startAndWait(untilValue)
                : Scoped.within(limit, _ -> startAndWait(untilValue));
        if (wake == Wake.INTERRUPTED) {
            throw new InterruptedException("interrupted while waiting for the " + jobs.size() + " jobs of " + name);
        }
    }

    /** The limit is a scope around this, so that it also reaches a job that runs in place. */
    private Wake startAndWait(boolean untilValue) {
        Strand strand = Strand.here();
        AtomicReference<@Nullable Cancel> ahead = new AtomicReference<>();
        Waiter over = new Waiter(strand) {
            @Override
            protected boolean minds() {
                return true;
            }

            @Override
            protected void leave(Wake wake, @Nullable Cancel request) {
                ahead.set(request);
                started.reversed().forEach(task -> task.cancel(Cancel.interrupting(name + NOT_NEEDED)));
            }
        };
        if (jobs.isEmpty()) {
            return Wake.SIGNALLED;
        }
        for (Callable<T> job : jobs) {
            if (strand.isCancelled() || over.isSignalled()) {
                break;
            }
            Promise<T> task = executor.start(job);
            started.add(task);
            Signal end = () -> ended(task, over, untilValue);
            if (!task.observe(end)) {
                end.fire();
            }
        }
        Wake wake = strand.await(over, Strand.NEVER);
        Cancel request = ahead.get();
        if (wake == Wake.CANCELLED || request != null) {
            throw (request == null ? strand.met() : strand.meet(request)).exception();
        }
        return wake;
    }

    private void ended(Promise<T> task, Waiter over, boolean untilValue) {
        boolean failed = task.hasFailed();
        (failed ? firstFailed : firstDone).compareAndSet(null, task);
        if (pending.decrementAndGet() == 0 || (untilValue && !failed)) {
            over.signal();
        }
    }

    /** The last one first: a place that comes free must not begin one that is to be cancelled, too. */
    private void endAll() {
        Gathering.endAll(started.reversed(), name + NOT_NEEDED);
    }
}
