package dev.footbridge.internal;

import dev.footbridge.CancelledException;
import dev.footbridge.Task;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The tasks of one task group, what failed of them, and whether more may come. Any thread. */
final class GroupTasks {

    private final Consumer<String> onEnd;
    private final ReentrantLock lock = new ReentrantLock();
    /** Tasks whose outcome has not been taken in; one that is being started has an entry, too. */
    private final Set<Promise<?>> running = new LinkedHashSet<>();
    /** What failed, in that order: tasks, the body, the wait for the tasks. */
    private final List<Throwable> failures = new ArrayList<>();
    private final List<Promise<?>> failed = new ArrayList<>();
    private @Nullable String ending;
    private volatile boolean ended;

    /** None; {@code onEnd} is told why, once, when they are to end. */
    GroupTasks(Consumer<String> onEnd) {
        this.onEnd = onEnd;
    }

    // ---- coming

    /** Starts a task as one of the group's. It counts from before it is started, so the group cannot end meanwhile. */
    <T extends @Nullable Object> Task<T> add(Supplier<Task<T>> start) {
        Starting starting = new Starting();
        lock.lock();
        try {
            refuseEnded();
            if (ending != null) {
                throw new CancelledException("the task group takes no more tasks: " + ending);
            }
            running.add(starting);
        } catch (Throwable refused) {
            starting.end();
            throw refused;
        } finally {
            lock.unlock();
        }
        try {
            Promise<T> task = Promise.of(start.get());
            own(task);
            return task;
        } finally {
            starting.end();
            leave(starting);
        }
    }

    /**
     * A task on its way in. What runs meanwhile runs on the level of the caller, in this scope, which the group
     * cancels.
     */
    private static final class Starting extends Deferred<@Nullable Void> {

        private final Entered<Scope> entered = Entered.into(strand -> new Scope(strand, strand.scope(), false));

        Starting() {
            super("the start of a task in a group");
        }

        @Override
        public boolean cancel(Cancel request) {
            return entered.scope().cancel(request);
        }

        void end() {
            entered.leave();
            set(null);
        }
    }

    void refuseEnded() {
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
        Observer.Owner look = () -> look(task);
        if (!task.observe(look)) {
            look.fire();
        }
        if (cancelled != null) {
            task.cancel(Cancel.interrupting(cancelled));
        }
    }

    /** A task has ended. Its failure is the group's to throw from now on, so nobody else is to report it. */
    private void look(Promise<?> task) {
        try {
            Throwable error = task.claimFailure();
            if (error != null) {
                lock.lock();
                try {
                    failed.add(task);
                } finally {
                    lock.unlock();
                }
                end("a task of the group failed: " + Failures.describe(error), error);
            }
        } finally {
            leave(task);
        }
    }

    private void leave(Promise<?> task) {
        lock.lock();
        try {
            running.remove(task);
        } finally {
            lock.unlock();
        }
    }

    // ---- going

    boolean isEnded() {
        return ended;
    }

    /** Lets nobody in any more, if no task is left; false while there are some. */
    boolean tryEnd() {
        lock.lock();
        try {
            ended = running.isEmpty();
            return ended;
        } finally {
            lock.unlock();
        }
    }

    /** Those that have not ended. */
    List<Promise<?>> left() {
        lock.lock();
        try {
            return List.copyOf(running);
        } finally {
            lock.unlock();
        }
    }

    /** Whether what runs has been cancelled. */
    boolean isEnding() {
        lock.lock();
        try {
            return ending != null;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the group for this reason: nothing more is started, and what runs is cancelled. Only the first reason counts. */
    void end(String reason, @Nullable Throwable failure) {
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
            onEnd.accept(reason);
            tasks.forEach(task -> task.cancel(Cancel.interrupting(reason)));
        }
    }

    // ---- what failed

    /** All that failed so far, which counts as seen from now on. */
    List<Throwable> failures() {
        lock.lock();
        try {
            failed.forEach(Promise::failure);
            return List.copyOf(failures);
        } finally {
            lock.unlock();
        }
    }

    /** The failures of tasks that nobody has seen; seen from now on. */
    List<Throwable> unseenFailures() {
        lock.lock();
        try {
            return failed.stream().filter(task -> !task.isSeen()).map(Promise::failure)
                    .<Throwable>mapMulti((error, all) -> all.accept(Objects.requireNonNull(error))).toList();
        } finally {
            lock.unlock();
        }
    }
}
