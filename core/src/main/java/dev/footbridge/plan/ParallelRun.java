package dev.footbridge.plan;

import dev.footbridge.Level;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.internal.Arrivals;
import dev.footbridge.internal.Failures;
import dev.footbridge.internal.Gathering;
import dev.footbridge.internal.Promise;
import dev.footbridge.internal.Sneaky;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** One run of a parallel plan: starts members while the limit allows it, and never leaves one running behind it. */
final class ParallelRun<T extends @Nullable Object> {

    static final int NO_LIMIT = Integer.MAX_VALUE;

    private final List<Step<? extends T>> steps;
    private final Where where;
    private final int limit;
    private final List<Promise<T>> tasks;

    ParallelRun(List<Step<? extends T>> steps, Where where, int limit) {
        this.steps = steps;
        this.where = where;
        this.limit = limit;
        this.tasks = new ArrayList<>(steps.size());
    }

    static int checked(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException(
                    "the limit of a parallel plan must be at least 1 (it is " + limit + "): give one, or leave it out");
        }
        return limit;
    }

    List<T> values() {
        run(true);
        return Gathering.values(tasks);
    }

    List<Outcome<T>> outcomes() {
        run(false);
        Gathering.settled(tasks);
        List<Outcome<T>> outcomes = new ArrayList<>(tasks.size());
        tasks.forEach(task -> outcomes.add(task.settled()));
        return Collections.unmodifiableList(outcomes);
    }

    /** Starts all members; with a limit, and until a failure where that ends the plan, each in its turn. */
    private void run(boolean failFast) {
        Arrivals<Promise<T>> arrivals = new Arrivals<>();
        int running = 0;
        try {
            for (Step<? extends T> step : steps) {
                if (running == limit) {
                    Promise<T> ended = arrivals.take();
                    running--;
                    if (failFast && ended.hasFailed()) {
                        return;
                    }
                }
                Promise<T> task = start(step, failFast);
                tasks.add(task);
                if (limit < steps.size()) {
                    arrivals.expect(task);
                }
                running++;
                if (failFast && task.hasFailed()) {
                    return;
                }
            }
        } catch (Throwable notAll) {
            Gathering.endAll(tasks, "the plan they belong to was left: " + notAll.getMessage());
            for (Promise<T> task : tasks) {
                Throwable failure = task.failure();
                if (failure != null) {
                    Failures.attach(notAll, failure);
                }
            }
            throw Sneaky.raise(notAll);
        }
    }

    /** The task of a step; where errors are collected, a refusal is the member's own failure. */
    @SuppressWarnings("unchecked") // a step of a subtype brings that subtype
    private Promise<T> start(Step<? extends T> step, boolean failFast) {
        try {
            return Promise.of((Task<T>) step.start(where));
        } catch (RejectedExecutionException refused) {
            if (failFast) {
                throw refused;
            }
            return (Promise<T>) Level.caller().start((java.util.concurrent.Callable<T>) () -> {
                throw Sneaky.raise(refused);
            });
        }
    }
}
