package dev.footbridge.internal;

import dev.footbridge.CancelledException;
import dev.footbridge.Task;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One run of a task group: its tasks, and the scope that its body runs in. Opened, joined and
 * closed by the code that the group belongs to; tasks are added by any thread.
 */
public final class GroupRun {

    private static final String LEFT_OPEN = "the task group was left open by the code that opened it: close it, best by"
            + " try-with-resources";

    private final GroupTasks tasks;
    private final Entered<GroupScope> entered;
    private volatile @Nullable String cancelled;

    private GroupRun() {
        if (!Strand.inCoroutine()) {
            BlockingRefusal.check();
        }
        tasks = new GroupTasks(this::cancelBody); // before the scope, which asks for them wherever it ends
        entered = Entered.into(GroupScope::new);
    }

    private void cancelBody(String reason) {
        if (entered != null) { // it is, where there was no stack left to enter
            entered.scope().cancel(Cancel.interrupting(reason));
        }
    }

    private final class GroupScope extends Scope {

        GroupScope(Strand strand) {
            super(strand, strand.scope(), false);
        }

        @Override
        void leftOpen() {
            tasks.end(LEFT_OPEN, null);
            FailureSink.log("a task group", Failures.joined(new IllegalStateException(LEFT_OPEN), tasks.failures()));
        }
    }

    /** What uses the group. */
    @FunctionalInterface
    public interface Inside<T extends @Nullable Object> {
        /** Runs. */
        T run(GroupRun group) throws Throwable;
    }

    /** Begins a group on the calling thread. */
    public static GroupRun open() {
        return new GroupRun();
    }

    /** Runs the body, sees all tasks through, and throws what failed. */
    public static <T extends @Nullable Object> T run(Inside<T> body) {
        GroupRun group = new GroupRun();
        try {
            Outcome<T> outcome = group.runBody(body);
            group.finish();
            return group.conclude(outcome);
        } finally {
            group.entered.leave();
        }
    }

    private record Outcome<T extends @Nullable Object>(@Nullable T value, @Nullable Throwable error) {}

    private <T extends @Nullable Object> Outcome<T> runBody(Inside<T> body) {
        try {
            return new Outcome<>(body.run(this), null);
        } catch (Throwable error) {
            boolean told = Scope.effective(entered.scope()) != null && Scoped.isCancellation(error);
            tasks.end("the body of the group ended with " + Failures.describe(error), told ? null : error);
            return new Outcome<>(null, error);
        }
    }

    @SuppressWarnings("NullAway") // without an error the value is the body's own
    private <T extends @Nullable Object> T conclude(Outcome<T> outcome) {
        Throwable body = outcome.error();
        Throwable thrown = wrong(body);
        if (thrown == null) {
            return outcome.value();
        }
        if (body != null && Scoped.isCancellation(body)) {
            Failures.joined(thrown, Failures.suppressedBy(body));
        }
        throw Sneaky.raise(thrown);
    }

    /**
     * What went wrong, if anything did: a fatal error, else a cancel from outside, else what failed first, else the end
     * of the body, else a cancel of the group. With the other failures suppressed, which count as seen from now on.
     */
    private @Nullable Throwable wrong(@Nullable Throwable body) {
        List<Throwable> all = tasks.failures();
        Cancel outside = Scope.effective(entered.scope().outer());
        Throwable first = all.isEmpty() ? body == null ? cancellation() : body : first(all);
        if (first == null) {
            return null;
        }
        if (outside == null) {
            return Failures.joined(first, all);
        }
        List<Throwable> failures = all.stream().filter(error -> !Scoped.isCancellation(error)).toList();
        return Failures.joined(isFatal(first) ? first : met(outside, body, all), failures);
    }

    /** The cancel as the body, or the wait for the tasks, met it; else as one would meet it now. */
    private static Throwable met(Cancel outside, @Nullable Throwable body, List<Throwable> all) {
        return Stream.concat(Stream.ofNullable(body), all.stream())
                .filter(error -> error instanceof CancelledException cancelled
                        && cancelled.reason().equals(outside.reason()))
                .findFirst().orElseGet(outside::exception);
    }

    // ---- the group as a resource

    /** Waits for the tasks started so far, and throws what failed. */
    public void join() {
        tasks.refuseEnded();
        if (!entered.isOwner()) {
            throw new IllegalStateException("a task group is joined by the code that opened it, not by another task or"
                    + " thread (this is " + Thread.currentThread() + "): wait for single tasks elsewhere");
        }
        awaitTasks();
        Throwable thrown = wrong(null);
        if (thrown != null) {
            throw Sneaky.raise(thrown);
        }
    }

    /** Cancels the tasks that still run, sees them through, and throws what failed and nobody has seen. */
    public void close() {
        if (tasks.isEnded()) {
            return;
        }
        if (!entered.isInnermost()) {
            throw new IllegalStateException("a task group is closed by the code that opened it, and before whatever is"
                    + " around it: use try-with-resources");
        }
        try {
            while (!tasks.tryEnd()) {
                tasks.end("the task group was closed before its tasks had ended: join it first to wait for them", null);
                awaitTasks();
            }
        } finally {
            entered.leave();
        }
        List<Throwable> unseen = tasks.unseenFailures();
        if (!unseen.isEmpty()) {
            throw Sneaky.raise(Failures.joined(first(unseen), unseen));
        }
    }

    // ---- waiting

    /** Waits until no task is left, and lets none in after that. */
    private void finish() {
        do {
            awaitTasks();
        } while (!tasks.tryEnd());
    }

    /** Waits until no task is left; a cancel from outside cancels them first. */
    private void awaitTasks() {
        for (List<Promise<?>> left = tasks.left(); !left.isEmpty(); left = tasks.left()) {
            try {
                if (tasks.isEnding()) {
                    left.forEach(PromiseWait::uncancellably);
                } else {
                    Gathering.awaitOne(left);
                }
            } catch (CancelledException cancelled) {
                if (isCancelledInside() && !tasks.isEnding()) {
                    Gathering.endAll(left, cancelled.reason());
                    throw cancelled;
                }
                tasks.end(cancelled.reason(), tasks.isEnding() ? null : cancelled);
            }
        }
    }

    /**
     * Whether a scope that the body opened was cancelled, such as a limit for the join, and the group itself was not.
     */
    private boolean isCancelledInside() {
        return entered.strand().isCancelled() && Scope.effective(entered.scope()) == null;
    }

    // ---- what failed

    private @Nullable CancelledException cancellation() {
        String reason = cancelled;
        return reason == null ? null : new CancelledException(reason);
    }

    /** Fatal errors win; else the first. */
    private static Throwable first(List<Throwable> all) {
        for (Throwable error : all) {
            if (isFatal(error)) {
                return error;
            }
        }
        return all.getFirst();
    }

    private static boolean isFatal(Throwable error) {
        return error instanceof VirtualMachineError || error instanceof InterruptedException;
    }

    // ---- tasks

    /** Starts a task as one of the group's. */
    public <T extends @Nullable Object> Task<T> add(Supplier<Task<T>> start) {
        return tasks.add(start);
    }

    /** Cancels the body and the tasks. */
    public void cancel(String reason) {
        cancelled = reason;
        tasks.end(reason, null);
    }
}
