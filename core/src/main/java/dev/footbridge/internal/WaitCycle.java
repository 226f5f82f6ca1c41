package dev.footbridge.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds tasks that wait for each other in a circle, so that none of them would ever end.
 *
 * <p>A strand first says what task it is about to wait for, and then follows the waits: from a task to the strand that
 * runs it, and to what the code on top of that strand waits for. So of several that close a circle at the same moment one
 * sees all of it. A circle that is seen twice, by the very same waits, existed in between, and no circle opens by itself.
 *
 * <p>Only what is certain counts. A wait that has a limit, of its own or of a scope around, or that is about to be
 * cancelled, leads nowhere; neither does a promise that anybody may settle.
 */
final class WaitCycle {

    /** Longer ones are not looked for. */
    private static final int MAX_LENGTH = 1_000;

    private WaitCycle() {}

    /** Waits without a limit; throws, before it would sleep, if the wait closes a circle. */
    static Wake await(Strand strand, TaskWait wait) {
        if (isLimited(strand)) {
            return strand.await(wait, Strand.NEVER);
        }
        strand.setAwaiting(wait);
        try {
            List<TaskWait> circle = strand.isCancelled() ? null : closedBy(strand, wait);
            if (circle != null && wait.giveUp()) {
                throw new IllegalStateException(message(wait.task(), names(circle, strand)));
            }
            return strand.await(wait, Strand.NEVER);
        } finally {
            strand.setAwaiting(null);
        }
    }

    /**
     * Waits for a cancelled task to end, except in a circle: there somebody must go first, whose end the others wait for.
     */
    static Wake awaitEnd(Strand strand, TaskWait wait) {
        strand.setAwaiting(wait);
        try {
            return closedBy(strand, wait) != null && wait.giveUp()
                    ? Wake.REFUSED
                    : strand.await(wait, Strand.NEVER);
        } finally {
            strand.setAwaiting(null);
        }
    }

    /** Refuses a wait for a task that runs further out on the strand's own stack. */
    static IllegalStateException refusal(Strand strand, Promise<?> task) {
        List<Promise<?>> tasks = new ArrayList<>(List.of(task));
        for (Scope scope = strand.scope(); scope != null && scope.task() != task; scope = scope.outer()) {
            Promise<?> inside = scope.task();
            if (inside != null) {
                tasks.add(1, inside);
            }
        }
        tasks.add(task);
        return new IllegalStateException(message(task, tasks));
    }

    /** The waits that lead from here to here by way of this one, for certain; null if there are none. */
    private static @Nullable List<TaskWait> closedBy(Strand strand, TaskWait wait) {
        List<TaskWait> found = closes(strand, wait) ? waits(strand, wait) : null;
        return found != null && found.equals(waits(strand, wait)) ? found : null;
    }

    /** Whether a limit of a scope around ends whatever the strand waits for. */
    static boolean isLimited(Strand strand) {
        for (Strand waiting = strand; waiting != null; waiting = waiting.below()) {
            for (Scope scope = waiting.scope(); scope != null && !scope.isShield(); scope = scope.outer()) {
                if (scope.isLimited()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the waits lead from here to here, as it seems. */
    private static boolean closes(Strand start, TaskWait first) {
        TaskWait wait = first;
        for (int i = 0; i < MAX_LENGTH; i++) {
            Strand next = onTop(wait);
            if (next == null) {
                return false;
            }
            if (next == start) {
                return true;
            }
            wait = next.awaiting();
            if (wait == null || !isCertain(next, wait)) {
                return false;
            }
        }
        return false;
    }

    /** The waits that lead from here to here; null if they do not. */
    private static @Nullable List<TaskWait> waits(Strand start, TaskWait first) {
        List<TaskWait> found = new ArrayList<>();
        TaskWait wait = first;
        while (found.size() < MAX_LENGTH) {
            found.add(wait);
            Strand next = onTop(wait);
            if (next == start) {
                return found;
            }
            wait = next == null ? null : next.awaiting();
            if (next == null || wait == null || !isCertain(next, wait)) {
                return null;
            }
        }
        return null;
    }

    /** The strand that must go on before the awaited task can end; null if that is not known. */
    private static @Nullable Strand onTop(TaskWait wait) {
        Strand runs = wait.task() instanceof Job<?> job ? job.strand() : null;
        return runs == null ? null : runs.top();
    }

    /** Whether a strand waits for this and nothing else that is known to be coming ends the wait. */
    private static boolean isCertain(Strand strand, TaskWait wait) {
        return wait.isWaiting() && !wait.task().isDone() && Scope.effective(strand.scope()) == null
                && !strand.thread().isInterrupted();
    }

    private static List<Promise<?>> names(List<TaskWait> circle, Strand start) {
        List<Promise<?>> tasks = new ArrayList<>();
        for (TaskWait wait : circle) {
            add(tasks, wait.strand().task());
            add(tasks, wait.task());
        }
        add(tasks, start.task());
        return tasks;
    }

    private static String message(Promise<?> task, List<Promise<?>> circle) {
        return task.name() + " cannot be waited for here, as nothing in this circle would ever end ("
                + circle.stream().map(Promise::name).collect(Collectors.joining(" -> "))
                + "): take one of these waits away, or give it a limit";
    }

    private static void add(List<Promise<?>> tasks, @Nullable Promise<?> next) {
        if (next != null && (tasks.isEmpty() || tasks.getLast() != next)) {
            tasks.add(next);
        }
    }
}
