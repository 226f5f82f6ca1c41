package dev.footbridge.internal;

import dev.footbridge.CancelledException;
import dev.footbridge.Task;
import dev.footbridge.internal.TaskWait.Leaving;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Waits for several tasks at once, with one wake-up for all of them. Whoever leaves early, by a failure, a cancel or an
 * interrupt, first cancels the tasks and sees their cleanup through.
 */
public final class Gathering {

    private final List<? extends Promise<?>> tasks;
    private final Wait waiter;
    private final Until until;
    /** Whether what fails is thrown here, rather than left to whoever looks at the task. */
    private final boolean looks;
    private final AtomicInteger pending;
    /** Whether the strand runs one of the tasks: others act for it then. It looks for itself after it has cleared this. */
    private volatile boolean busy;
    private final AtomicReference<@Nullable Promise<?>> firstFailed = new AtomicReference<>();
    /** The task that ended the wait, unless the last one did without being what was waited for. */
    private final AtomicReference<@Nullable Promise<?>> decider = new AtomicReference<>();

    private Gathering(List<? extends Promise<?>> tasks, Strand strand, Until until, boolean looks, Leaving leaving,
            boolean isLimited) {
        this(tasks, 0, false, strand, until, looks, leaving, isLimited);
    }

    private Gathering(List<? extends Promise<?>> tasks, int from, boolean busy, Strand strand,
            Until until, boolean looks, Leaving leaving, boolean isLimited) {
        this.until = until;
        this.looks = looks;
        this.tasks = tasks;
        this.busy = busy;
        this.waiter = new Wait(strand, leaving);
        this.pending = new AtomicInteger(tasks.size() - from);
        boolean mayEndOtherwise = isLimited
                || (tasks.size() > 1 && (until == Until.FIRST || until == Until.FIRST_VALUE));
        for (Promise<?> task : tasks.subList(from, tasks.size())) {
            if (!busy && !task.isDone()) {
                PromiseWait.waitingFor(task, mayEndOtherwise);
                if (looks && strand.host() == null) {
                    BlockingRefusal.check(); // before anything is looked at
                }
            }
            Member member = new Member(task);
            if (!task.observe(member)) {
                member.fire();
            }
        }
        if (tasks.isEmpty()) {
            waiter.signal();
        }
    }

    /** Waits for these tasks from this one on, those before being done; what is left early is cancelled. */
    static Gathering of(List<? extends Promise<?>> tasks, int from, Strand strand, Until until) {
        return new Gathering(tasks, from, false, strand, until, until != Until.ALL, Leaving.CANCELS, false);
    }

    /** As {@link #of}, while the strand runs the first of them, and before it waits for the others. */
    static Gathering busy(List<? extends Promise<?>> tasks, int from, Strand strand, Until until) {
        return new Gathering(tasks, from, true, strand, until, until != Until.ALL, Leaving.CANCELS, false);
    }

    /** The strand can wait now, and act for itself. */
    void strandIsBack() {
        busy = false;
    }

    /** Cancels the tasks for a strand that is busy. Any thread. */
    void cancelled(Cancel request) {
        waiter.leave(Wake.CANCELLED, request);
    }

    /** The one wait for all of them. */
    private final class Wait extends Waiter {

        private final Leaving leaving;
        private volatile boolean ahead;

        Wait(Strand strand, Leaving leaving) {
            super(strand);
            this.leaving = leaving;
        }

        @Override
        protected boolean minds() {
            return leaving != Leaving.ACCEPTS;
        }

        @Override
        protected void leave(Wake wake, @Nullable Cancel request) {
            if (!isSignalled() && (request != null || leaving == Leaving.CANCELS)) {
                ahead |= request != null;
                cancelAll(request == null ? reasonToLeave() : request.reason());
            }
        }

        private String reasonToLeave() {
            return strand().thread() + " was interrupted while it " + waitingFor(tasks);
        }

        /** The cancel that has ended the tasks, if one did for the strand that was busy. */
        @Nullable
        Cancel metAhead() {
            return ahead ? strand().cancellation() : null;
        }
    }

    /** When the wait is over. */
    public enum Until {
        /** All have settled. */
        ALL,
        /** One has settled. */
        FIRST,
        /** One has brought a value, or all have settled. */
        FIRST_VALUE,
        /** One has failed or was cancelled, or all have settled. */
        FIRST_FAILURE
    }

    /** One task, seen from the wait. */
    private final class Member extends Observer implements Signal {

        private final Promise<?> task;

        Member(Promise<?> task) {
            this.task = task;
        }

        @Override
        public void fire() {
            boolean failed = task.hasFailed();
            if (failed) {
                firstFailed.compareAndSet(null, task);
            }
            boolean decides = switch (until) {
                case ALL -> false;
                case FIRST -> true;
                case FIRST_VALUE -> !failed;
                case FIRST_FAILURE -> failed;
            };
            boolean first = decides && decider.compareAndSet(null, task);
            task.markAwaited();
            if (looks && failed && (first || answers(until, decider.get() != null))) {
                task.claimFailure(); // whoever waits throws it, or attaches it to what it throws
            }
            if (pending.decrementAndGet() == 0 || decides) {
                waiter.signal();
            }
            if (first && busy && !waiter.ahead) {
                cancelAll(reasonToEnd(task.peekFailure()));
            }
        }

        /** Whether the wait answers for a failure that does not end it: not for what comes after it. */
        private static boolean answers(Until until, boolean over) {
            return until == Until.FIRST_FAILURE || (until == Until.FIRST_VALUE && !over);
        }

        @Override
        public boolean isDead() {
            return waiter.isDead() || waiter.isSignalled();
        }
    }

    /** The tasks as what they are inside. */
    @SuppressWarnings("unchecked") // a task of a subtype brings that subtype
    public static <T extends @Nullable Object> List<Promise<T>> promises(
            Collection<? extends Task<? extends T>> tasks) {
        List<Promise<T>> promises = new ArrayList<>(tasks.size());
        for (Task<? extends T> task : tasks) {
            Objects.requireNonNull(task, "a task in the list is null: give tasks that were started");
            promises.add(Promise.of((Task<T>) task));
        }
        return promises;
    }

    /** The values in order; or, if one fails, its original exception once the others are cancelled and done. */
    @SuppressWarnings("unchecked") // they are the tasks' own
    public static <T extends @Nullable Object> List<T> values(List<? extends Promise<T>> tasks) {
        return (List<T>) Collections.unmodifiableList(Arrays.asList(awaitAll(tasks, Until.FIRST_FAILURE).values()));
    }

    /** Waits until all have settled, however they end. */
    public static void settled(List<? extends Promise<?>> tasks) {
        HeadStart _ = awaitAll(tasks, Until.ALL);
    }

    /** The value of the task that comes first; the others are then cancelled and done. */
    public static <T extends @Nullable Object> T first(List<Promise<T>> tasks, Until until) {
        Gathering gathering = of(tasks, 0, Strand.here(), until);
        gathering.await();
        Promise<?> first = gathering.decider.get();
        if (first == null) {
            throw gathering.failed(Objects.requireNonNull(gathering.firstFailed.get()));
        }
        if (first.hasFailed()) {
            throw gathering.failed(first);
        }
        if (until == Until.FIRST_VALUE) {
            tasks.forEach(Promise::failure); // what failed before the first value is not wanted
        }
        endAll(tasks, "another task was first");
        return tasks.get(tasks.indexOf(first)).value();
    }

    /** Waits, after a head start, until all have settled or what is waited for has come. */
    private static HeadStart awaitAll(List<? extends Promise<?>> tasks, Until until) {
        HeadStart start = HeadStart.take(Strand.here(), tasks, until);
        Gathering rest = start.rest();
        if (rest != null) {
            rest.await();
        }
        Cancel request = start.missedCancel();
        if (request != null) {
            throw of(tasks, tasks.size(), start.strand(), until).left(request.reason(), request.exception());
        }
        return start;
    }

    private void await() {
        Strand strand = waiter.strand();
        switch (strand.await(waiter, Strand.NEVER)) {
            case SIGNALLED, TIMED_OUT, REFUSED -> {
                Cancel request = waiter.metAhead();
                if (request != null) {
                    throw left(request.reason(), strand.meet(request).exception());
                }
                Promise<?> failed = firstFailed.get();
                if (failed != null && until == Until.FIRST_FAILURE) {
                    throw failed(failed);
                }
            }
            case CANCELLED -> {
                Cancel request = strand.met();
                throw left(request.reason(), request.exception());
            }
            case INTERRUPTED -> {
                String reason = waiter.reasonToLeave();
                try {
                    throw left(reason, new CancelledException(reason));
                } finally {
                    strand.thread().interrupt();
                }
            }
        }
    }

    /** Waits until one has ended, for somebody who ends them all if he is cancelled. */
    static void awaitOne(List<? extends Promise<?>> tasks) {
        Strand strand = Strand.here();
        Gathering gathering = new Gathering(tasks, strand, Until.FIRST, false, Leaving.PASSES_CANCELS_ON, false);
        Waits.signalled(strand, gathering.waiter, Strand.NEVER, waitingFor(tasks));
        Cancel request = gathering.waiter.metAhead();
        if (request != null) {
            throw strand.meet(request).exception();
        }
    }

    /** Waits until then, or for so long, and cancels nothing; false when the time was up first. */
    public static boolean await(List<? extends Promise<?>> tasks, Until until, long nanos) {
        Strand strand = Strand.here();
        boolean isLimited = nanos != Strand.NEVER;
        Gathering gathering = new Gathering(tasks, strand, until, false, Leaving.ACCEPTS, isLimited);
        long deadline = isLimited ? strand.deadline(nanos) : nanos;
        return Waits.signalled(strand, gathering.waiter, deadline, waitingFor(tasks));
    }

    private static String waitingFor(List<? extends Promise<?>> tasks) {
        return "waited for " + tasks.size() + " tasks";
    }

    private RuntimeException failed(Promise<?> first) {
        Throwable error = first.failure();
        endAll(reasonToEnd(error));
        Throwable thrown = error == null ? cancellationOf(first) : first.shown(error);
        attachFailures(thrown);
        return Sneaky.raise(thrown);
    }

    private static String reasonToEnd(@Nullable Throwable failure) {
        return failure == null ? "a sibling was cancelled" : "a sibling failed: " + Failures.describe(failure);
    }

    private static Throwable cancellationOf(Promise<?> task) {
        try {
            task.value();
            throw new AssertionError(task + " was not cancelled");
        } catch (CancelledException cancelled) {
            return cancelled;
        }
    }

    private RuntimeException left(String reason, CancelledException leaving) {
        endAll(reason);
        attachFailures(leaving);
        return leaving;
    }

    /** Cancels those that still run and waits for all of them, to look at how they ended. */
    private void endAll(String reason) {
        cancelAll(reason);
        tasks.forEach(PromiseWait::toItsEnd);
    }

    private void cancelAll(String reason) {
        tasks.forEach(task -> task.cancel(Cancel.interrupting(reason)));
    }

    /** Cancels those that still run and waits for all of them, whatever happens meanwhile. */
    public static void endAll(List<? extends Promise<?>> tasks, String reason) {
        for (Promise<?> task : tasks) {
            task.cancel(Cancel.interrupting(reason));
        }
        for (Promise<?> task : tasks) {
            PromiseWait.uncancellably(task);
        }
    }

    private void attachFailures(Throwable first) {
        for (Promise<?> task : tasks) {
            Throwable other = task.unreportedFailure();
            if (other != null) {
                Failures.attach(first, other);
            }
        }
    }
}
