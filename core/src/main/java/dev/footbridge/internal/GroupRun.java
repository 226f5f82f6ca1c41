package dev.footbridge.internal;

import dev.footbridge.CancelledException;
import dev.footbridge.Task;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One run of a task group: the tasks it owns, what failed, and the scope that its body runs in. Opened, joined and closed
 * by the code that the group belongs to; tasks are added by any thread.
 */
public final class GroupRun {

    private static final String LEFT_OPEN = "the task group was left open by the code that opened it: close it, best by"
            + " try-with-resources";

    private final ReentrantLock lock = new ReentrantLock();
    /** Tasks whose outcome has not been taken in; one that is being started has an entry, too. */
    private final Set<Promise<?>> running = new LinkedHashSet<>();
    /** What failed, in that order: tasks, the body, the wait for the tasks. */
    private final List<Throwable> failures = new ArrayList<>();
    private final List<Promise<?>> failed = new ArrayList<>();
    private final Entered<GroupScope> entered;
    private volatile @Nullable String cancelled;
    private @Nullable String ending;
    private boolean ended;

    private GroupRun() {
        entered = Entered.into(GroupScope::new);
    }

    private final class GroupScope extends Scope {

        GroupScope(Strand strand) {
            super(strand, strand.scope(), false);
        }

        @Override
        void leftOpen() {
            GroupRun.this.end(LEFT_OPEN, null);
            FailureSink.log("a task group", new IllegalStateException(LEFT_OPEN));
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
            end("the body of the group ended with " + error, told ? null : error);
            return new Outcome<>(null, error);
        }
    }

    @SuppressWarnings("NullAway") // without an error the value is the body's own
    private <T extends @Nullable Object> T conclude(Outcome<T> outcome) {
        List<Throwable> all = failures();
        Throwable body = outcome.error();
        Cancel outside = Scope.effective(entered.scope().outer());
        Throwable thrown = outside != null && body != null
                ? outside.exception()
                : all.isEmpty() ? body == null ? cancellation() : body : first(all);
        if (thrown == null) {
            return outcome.value();
        }
        Failures.joined(thrown, all);
        if (body != null && Scoped.isCancellation(body)) {
            Failures.joined(thrown, Failures.suppressedBy(body));
        }
        throw Sneaky.raise(thrown);
    }

    // ---- the group as a resource

    /** Waits for the tasks started so far, and throws what failed. */
    public void join() {
        refuseEnded();
        if (!entered.isOwner()) {
            throw new IllegalStateException("a task group is joined by the code that opened it, not by another task or"
                    + " thread (this is " + Thread.currentThread() + "): wait for single tasks elsewhere");
        }
        awaitTasks();
        List<Throwable> all = failures();
        Throwable thrown = all.isEmpty() ? cancellation() : first(all);
        if (thrown != null) {
            throw Sneaky.raise(Failures.joined(thrown, all));
        }
    }

    /** Cancels the tasks that still run, sees them through, and throws what failed and nobody has seen. */
    public void close() {
        if (ended) {
            return;
        }
        if (!entered.isInnermost()) {
            throw new IllegalStateException("a task group is closed by the code that opened it, and before whatever is"
                    + " around it: use try-with-resources");
        }
        while (!tryEnd()) {
            end("the task group was closed before its tasks had ended: join it first to wait for them", null);
            awaitTasks();
        }
        entered.leave();
        List<Throwable> unseen = failed.stream().filter(task -> !task.isSeen()).map(Promise::failure)
                .<Throwable>mapMulti((error, all) -> all.accept(Objects.requireNonNull(error))).toList();
        if (!unseen.isEmpty()) {
            throw Sneaky.raise(Failures.joined(first(unseen), unseen));
        }
    }

    // ---- waiting

    /** Waits until no task is left, and lets none in after that. */
    private void finish() {
        do {
            awaitTasks();
        } while (!tryEnd());
    }

    private boolean tryEnd() {
        lock.lock();
        try {
            ended = running.isEmpty();
            return ended;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until no task is left; a cancel from outside cancels them first. */
    private void awaitTasks() {
        for (List<Promise<?>> left = left(); !left.isEmpty(); left = left()) {
            try {
                if (isEnding()) {
                    left.forEach(PromiseWait::uncancellably);
                } else {
                    Gathering.await(left, Gathering.Until.FIRST, Strand.NEVER);
                }
            } catch (CancelledException cancelled) {
                if (isCancelledInside() && !isEnding()) {
                    Gathering.endAll(left, cancelled.reason());
                    throw cancelled;
                }
                end(cancelled.reason(), isEnding() ? null : cancelled);
            }
        }
    }

    /** Whether a scope that the body opened was cancelled, such as a limit for the join, and the group itself was not. */
    private boolean isCancelledInside() {
        return entered.strand().isCancelled() && Scope.effective(entered.scope()) == null;
    }

    private List<Promise<?>> left() {
        lock.lock();
        try {
            return List.copyOf(running);
        } finally {
            lock.unlock();
        }
    }

    private boolean isEnding() {
        lock.lock();
        try {
            return ending != null;
        } finally {
            lock.unlock();
        }
    }

    // ---- what failed

    /** All that failed so far, which counts as seen from now on. */
    private List<Throwable> failures() {
        lock.lock();
        try {
            failed.forEach(Promise::failure);
            return List.copyOf(failures);
        } finally {
            lock.unlock();
        }
    }

    private @Nullable CancelledException cancellation() {
        String reason = cancelled;
        return reason == null ? null : new CancelledException(reason);
    }

    /** Fatal errors win; else the first. */
    private static Throwable first(List<Throwable> all) {
        for (Throwable error : all) {
            if (error instanceof VirtualMachineError || error instanceof InterruptedException) {
                return error;
            }
        }
        return all.getFirst();
    }

    // ---- tasks

    /** Starts a task as one of the group's. It counts from before it is started, so the group cannot end meanwhile. */
    public <T extends @Nullable Object> Task<T> add(Supplier<Task<T>> start) {
        Deferred<@Nullable Void> starting = new Deferred<>("the start of a task in a group");
        lock.lock();
        try {
            refuseEnded();
            if (ending != null) {
                throw new CancelledException("the task group takes no more tasks: " + ending);
            }
            running.add(starting);
        } finally {
            lock.unlock();
        }
        try {
            Promise<T> task = Promise.of(start.get());
            own(task);
            return task;
        } finally {
            starting.set(null);
            leave(starting);
        }
    }

    private void refuseEnded() {
        if (ended) {
            throw new IllegalStateException("the task group has ended and takes no more tasks: start them inside it");
        }
    }

    private void own(Promise<?> task) {
        String cancelled;
        lock.lock();
        try {
            running.add(task);
            cancelled = ending;
        } finally {
            lock.unlock();
        }
        Signal look = () -> look(task);
        if (!task.observe(look)) {
            look.fire();
        }
        if (cancelled != null) {
            task.cancel(Cancel.interrupting(cancelled));
        }
    }

    private void look(Promise<?> task) {
        Throwable error = task.peekFailure();
        if (error != null) {
            lock.lock();
            try {
                failed.add(task);
            } finally {
                lock.unlock();
            }
            end("a task of the group failed: " + error, error);
        } else {
            task.markSeen();
        }
        leave(task);
    }

    private void leave(Promise<?> task) {
        lock.lock();
        try {
            running.remove(task);
        } finally {
            lock.unlock();
        }
    }

    /** Cancels the body and the tasks. */
    public void cancel(String reason) {
        cancelled = reason;
        end(reason, null);
    }

    private void end(String reason, @Nullable Throwable failure) {
        List<Promise<?>> tasks;
        boolean first;
        lock.lock();
        try {
            if (failure != null) {
                failures.add(failure);
            }
            first = ending == null;
            if (first) {
                ending = reason;
            }
            tasks = first ? List.copyOf(running) : List.of();
        } finally {
            lock.unlock();
        }
        if (first) {
            entered.scope().cancel(Cancel.interrupting(reason));
            tasks.forEach(task -> task.cancel(Cancel.interrupting(reason)));
        }
    }
}
