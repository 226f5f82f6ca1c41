package dev.footbridge.internal;

import dev.footbridge.CancelledException;
import dev.footbridge.Task;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One run of a task group: the tasks it owns, the first failure, and the scope that its body runs in. */
public final class GroupRun {

    private final ReentrantLock lock = new ReentrantLock();
    /** Tasks whose outcome has not been taken in; one that is being started has an entry, too. */
    private final Set<Promise<?>> running = new LinkedHashSet<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final Scope scope;
    private volatile @Nullable String cancelled;
    private @Nullable String ending;
    private boolean ended;

    private GroupRun(Scope scope) {
        this.scope = scope;
    }

    /** What uses the group. */
    @FunctionalInterface
    public interface Inside<T extends @Nullable Object> {
        /** Runs. */
        T run(GroupRun group) throws Throwable;
    }

    /** Runs the body, sees all tasks through, and throws what failed. */
    public static <T extends @Nullable Object> T run(Inside<T> body) {
        return Scoped.on(strand -> new Scope(strand, strand.scope(), false), (_, scope) -> {
            GroupRun group = new GroupRun(scope);
            Outcome<T> outcome = group.runBody(body);
            group.join();
            return group.conclude(outcome);
        });
    }

    private record Outcome<T extends @Nullable Object>(@Nullable T value, @Nullable Throwable error) {}

    private <T extends @Nullable Object> Outcome<T> runBody(Inside<T> body) {
        try {
            return new Outcome<>(body.run(this), null);
        } catch (Throwable error) {
            boolean ours = scope.cancelled() != null && Scoped.isCancellation(error);
            end("the body of the group ended with " + error, ours ? null : error);
            return new Outcome<>(null, error);
        }
    }

    /** Waits until no task is left; a cancel from outside cancels them first. */
    private void join() {
        for (;;) {
            List<Promise<?>> left = left();
            if (left.isEmpty()) {
                return;
            }
            try {
                if (isEnding()) {
                    left.forEach(PromiseWait::uncancellably);
                } else {
                    Gathering.await(left, Gathering.Until.FIRST, Strand.NEVER);
                }
            } catch (CancelledException cancelled) {
                end(cancelled.reason(), isEnding() ? null : cancelled);
            }
        }
    }

    private List<Promise<?>> left() {
        lock.lock();
        try {
            ended = running.isEmpty();
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

    @SuppressWarnings("NullAway") // without an error the value is the body's own
    private <T extends @Nullable Object> T conclude(Outcome<T> outcome) {
        Cancel outside = Scope.effective(scope.outer());
        if (outside != null && outcome.error() != null) {
            throw Sneaky.raise(Failures.joined(outside.exception(), failures));
        }
        if (!failures.isEmpty()) {
            throw Sneaky.raise(Failures.joined(first(failures), failures));
        }
        if (outcome.error() != null) {
            throw Sneaky.raise(outcome.error());
        }
        String reason = cancelled;
        if (reason != null) {
            throw new CancelledException(reason);
        }
        return outcome.value();
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

    /** Starts a task as one of the group's. It counts from before it is started, so the group cannot end meanwhile. */
    public <T extends @Nullable Object> Task<T> add(Supplier<Task<T>> start) {
        Deferred<@Nullable Void> starting = new Deferred<>("the start of a task in a group");
        lock.lock();
        try {
            if (ended) {
                throw new IllegalStateException(
                        "the task group has ended and takes no more tasks: start them inside it");
            }
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
        Throwable error = task.failure();
        if (error != null) {
            end("a task of the group failed: " + error, error);
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
            scope.cancel(Cancel.interrupting(reason));
            tasks.forEach(task -> task.cancel(Cancel.interrupting(reason)));
        }
    }
}
