package dev.footbridge;

import dev.footbridge.app.Defaults;
import dev.footbridge.internal.Durations;
import dev.footbridge.internal.Gathering;
import dev.footbridge.internal.Gathering.Until;
import dev.footbridge.internal.Promise;
import dev.footbridge.internal.Strand;
import dev.footbridge.plan.Parallel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The part of {@link Async} that deals with several tasks at once. Split off for size: use {@link Async}. */
abstract class AsyncGathers extends AsyncConversions {

    private static final String NO_TASKS = "the tasks are null: give tasks that were started";
    private static final String NO_JOBS = "the jobs are null: give functions to run";
    private static final Duration FOREVER = Duration.ofNanos(Strand.NEVER);

    AsyncGathers() {}

    // ---- the values of all

    /**
     * Waits for the values of tasks that run at once. If one fails, the others are cancelled, their cleanup awaited,
     * and the first failure is thrown with the other ones suppressed.
     *
     * @param <T> the type of the values
     * @param tasks what to wait for; one given twice fills both places
     * @return the values in the order given; the list cannot be changed
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public static <T extends @Nullable Object> List<T> gather(Task<? extends T>... tasks) {
        return gather(Arrays.asList(Objects.requireNonNull(tasks, NO_TASKS)));
    }

    /**
     * Waits for the values of tasks that run at once, as {@link #gather(Task...)}.
     *
     * @param <T> the type of the values
     * @param tasks what to wait for
     * @return the values in the order given; the list cannot be changed
     */
    public static <T extends @Nullable Object> List<T> gather(Collection<? extends Task<? extends T>> tasks) {
        return Gathering.values(AsyncGathers.<T>promises(tasks));
    }

    /**
     * Runs jobs as coroutines of the loop, so many at a time, and waits for their values. If one fails, the others are
     * cancelled, or never started, their cleanup awaited, and the first failure is thrown with the other ones
     * suppressed.
     *
     * @param <T> the type of the values
     * @param limit how many run at once, at least 1
     * @param jobs what to run; one given twice runs once and fills both places
     * @return the values in the order given; the list cannot be changed
     */
    public static <T extends @Nullable Object> List<T> gather(int limit,
            Collection<? extends Callable<? extends T>> jobs) {
        List<Callable<? extends T>> distinct = distinct(jobs);
        return spread(jobs, distinct, plan(limit, distinct).block());
    }

    /**
     * Waits until all tasks have ended, and says how each did.
     *
     * @param <T> the type of the values
     * @param tasks what to wait for; one given twice fills both places
     * @return how they ended, in the order given; the list cannot be changed
     */
    public static <T extends @Nullable Object> List<Outcome<T>> gatherOutcomes(
            Collection<? extends Task<? extends T>> tasks) {
        List<Promise<T>> promises = promises(tasks);
        Gathering.settled(promises);
        return promises.stream().map(Promise::settled).toList();
    }

    /**
     * Runs jobs as coroutines of the loop, so many at a time, and says how each ended.
     *
     * @param <T> the type of the values
     * @param limit how many run at once, at least 1
     * @param jobs what to run; one given twice runs once and fills both places
     * @return how they ended, in the order given; the list cannot be changed
     */
    public static <T extends @Nullable Object> List<Outcome<T>> gatherOutcomes(int limit,
            Collection<? extends Callable<? extends T>> jobs) {
        List<Callable<? extends T>> distinct = distinct(jobs);
        return spread(jobs, distinct, plan(limit, distinct).collectErrors().block());
    }

    private static <T extends @Nullable Object> List<Promise<T>> promises(
            Collection<? extends Task<? extends T>> tasks) {
        return Gathering.promises(Objects.requireNonNull(tasks, NO_TASKS));
    }

    private static <T extends @Nullable Object> Parallel<T> plan(int limit, List<Callable<? extends T>> jobs) {
        return Parallel.<T>of().on(Defaults.loop()).limit(limit).scheduleAll(jobs);
    }

    private static <T extends @Nullable Object> List<Callable<? extends T>> distinct(
            Collection<? extends Callable<? extends T>> jobs) {
        Objects.requireNonNull(jobs, NO_JOBS);
        Set<Callable<? extends T>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Callable<? extends T>> distinct = new ArrayList<>(jobs.size());
        for (Callable<? extends T> job : jobs) {
            if (seen.add(job)) {
                distinct.add(job);
            }
        }
        return distinct;
    }

    /** The result of each job, once for every place the job was given in. */
    private static <T extends @Nullable Object, R extends @Nullable Object> List<R> spread(
            Collection<? extends Callable<? extends T>> jobs, List<Callable<? extends T>> distinct, List<R> results) {
        if (distinct.size() == jobs.size()) {
            return results;
        }
        IdentityHashMap<Callable<? extends T>, R> byJob = new IdentityHashMap<>();
        for (int i = 0; i < results.size(); i++) {
            byJob.put(distinct.get(i), results.get(i));
        }
        List<R> all = new ArrayList<>(jobs.size());
        for (Callable<? extends T> job : jobs) {
            all.add(byJob.get(job));
        }
        return Collections.unmodifiableList(all);
    }

    /**
     * Runs jobs as coroutines of the loop, all at once, and waits until all have ended. What fails, fails in its task.
     *
     * @param <T> the type of the values
     * @param jobs what to run
     * @return their tasks, all done, in the order given; the list cannot be changed
     */
    @SafeVarargs
    @SuppressWarnings({"unchecked", "varargs"}) // a job of a subtype brings that subtype; the array is only read
    public static <T extends @Nullable Object> List<Task<T>> complete(Callable<? extends T>... jobs) {
        refuseNull(jobs);
        List<Task<T>> tasks = new ArrayList<>(jobs.length);
        for (Callable<? extends T> job : jobs) {
            tasks.add(Defaults.loop().start((Callable<T>) job)); // itself: its class names the task
        }
        return complete(tasks);
    }

    /**
     * Runs async functions on the loop, all at once, and waits until all have ended. What fails, fails in its task.
     *
     * @param <T> the type of the values
     * @param jobs what to run
     * @return their tasks, all done, in the order given; the list cannot be changed
     */
    @SafeVarargs
    @SuppressWarnings({"unchecked", "varargs"}) // a job of a subtype brings that subtype; the array is only read
    public static <T extends @Nullable Object> List<Task<T>> complete(AsyncCallable<? extends T>... jobs) {
        refuseNull(jobs);
        List<Task<T>> tasks = new ArrayList<>(jobs.length);
        for (AsyncCallable<? extends T> job : jobs) {
            tasks.add(Defaults.loop().start((AsyncCallable<T>) job)); // itself: its class names the task
        }
        return complete(tasks);
    }

    /** Before any of them is started. */
    private static void refuseNull(Object[] jobs) {
        for (Object job : Objects.requireNonNull(jobs, NO_JOBS)) {
            Objects.requireNonNull(job, "a job in the list is null: give functions to run");
        }
    }

    /**
     * Waits until all tasks have ended. What failed, failed in its task.
     *
     * @param <T> the type of the values
     * @param tasks what to wait for
     * @return the tasks, all done, in the order given; the list cannot be changed
     */
    public static <T extends @Nullable Object> List<Task<T>> complete(Collection<? extends Task<? extends T>> tasks) {
        List<Promise<T>> promises = promises(tasks);
        Gathering.settled(promises);
        return List.copyOf(promises);
    }

    // ---- one of several

    /**
     * Waits for the task that ends first, and ends the others: they are cancelled, and their cleanup is awaited.
     *
     * @param <T> the type of the values
     * @param tasks what to wait for; of several that have ended already, the one given first
     * @return its value; what it failed with is thrown, also if it was cancelled
     * @throws IllegalArgumentException if there is no task
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public static <T extends @Nullable Object> T race(Task<? extends T>... tasks) {
        return race(Arrays.asList(Objects.requireNonNull(tasks, NO_TASKS)));
    }

    /**
     * Waits for the task that ends first, as {@link #race(Task...)}.
     *
     * @param <T> the type of the values
     * @param tasks what to wait for
     * @return its value; what it failed with is thrown, also if it was cancelled
     * @throws IllegalArgumentException if there is no task
     */
    public static <T extends @Nullable Object> T race(Collection<? extends Task<? extends T>> tasks) {
        return Gathering.first(Gathering.<T>promises(refuseNone("race", tasks)), Until.FIRST);
    }

    /**
     * Waits for the first value, whatever fails before, and ends the other tasks: they are cancelled, and their cleanup
     * is awaited. If all fail, the first failure is thrown with the other ones suppressed.
     *
     * @param <T> the type of the values
     * @param tasks what to wait for
     * @return the value of the one that brought one first
     * @throws IllegalArgumentException if there is no task
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public static <T extends @Nullable Object> T any(Task<? extends T>... tasks) {
        return any(Arrays.asList(Objects.requireNonNull(tasks, NO_TASKS)));
    }

    /**
     * Waits for the first value, as {@link #any(Task...)}.
     *
     * @param <T> the type of the values
     * @param tasks what to wait for
     * @return the value of the one that brought one first
     * @throws IllegalArgumentException if there is no task
     */
    public static <T extends @Nullable Object> T any(Collection<? extends Task<? extends T>> tasks) {
        return Gathering.first(Gathering.<T>promises(refuseNone("any", tasks)), Until.FIRST_VALUE);
    }

    private static <C extends Collection<?>> C refuseNone(String what, C tasks) {
        if (Objects.requireNonNull(tasks, NO_TASKS).isEmpty()) {
            throw new IllegalArgumentException(what + " of no tasks would never end (0 were given): give one or more");
        }
        return tasks;
    }

    // ---- waiting without taking part

    /**
     * Waits until all tasks have ended, or the limit is over. Cancels nothing and throws nothing for what failed.
     *
     * @param <T> the type of the values
     * @param tasks what to wait for
     * @param limit how long
     * @return which had ended and which had not
     */
    public static <T extends @Nullable Object> Waited<T> waitAll(Collection<? extends Task<? extends T>> tasks,
            Duration limit) {
        return waitFor(tasks, Until.ALL, limit);
    }

    /**
     * Waits until one of the tasks has ended, or the limit is over. Cancels nothing and throws nothing for what failed.
     *
     * @param <T> the type of the values
     * @param tasks what to wait for
     * @param limit how long
     * @return which had ended and which had not
     */
    public static <T extends @Nullable Object> Waited<T> waitAny(Collection<? extends Task<? extends T>> tasks,
            Duration limit) {
        return waitFor(tasks, Until.FIRST, limit);
    }

    /**
     * Waits until one of the tasks has failed or was cancelled, all have ended, or the limit is over. Cancels nothing.
     *
     * @param <T> the type of the values
     * @param tasks what to wait for
     * @param limit how long
     * @return which had ended and which had not
     */
    public static <T extends @Nullable Object> Waited<T> waitFirstFailure(Collection<? extends Task<? extends T>> tasks,
            Duration limit) {
        return waitFor(tasks, Until.FIRST_FAILURE, limit);
    }

    /**
     * Waits until all tasks have ended. Cancels nothing and throws nothing for what failed.
     *
     * @param <T> the type of the values
     * @param tasks what to wait for
     * @return which had ended and which had not
     */
    public static <T extends @Nullable Object> Waited<T> waitAll(Collection<? extends Task<? extends T>> tasks) {
        return waitAll(tasks, FOREVER);
    }

    /**
     * Waits until one of the tasks has ended. Cancels nothing and throws nothing for what failed.
     *
     * @param <T> the type of the values
     * @param tasks what to wait for
     * @return which had ended and which had not
     */
    public static <T extends @Nullable Object> Waited<T> waitAny(Collection<? extends Task<? extends T>> tasks) {
        return waitAny(tasks, FOREVER);
    }

    /**
     * Waits until one of the tasks has failed or was cancelled, or all have ended. Cancels nothing and throws nothing
     * for what failed.
     *
     * @param <T> the type of the values
     * @param tasks what to wait for
     * @return which had ended and which had not
     */
    public static <T extends @Nullable Object> Waited<T> waitFirstFailure(
            Collection<? extends Task<? extends T>> tasks) {
        return waitFirstFailure(tasks, FOREVER);
    }

    private static <T extends @Nullable Object> Waited<T> waitFor(Collection<? extends Task<? extends T>> tasks,
            Until until,
            Duration limit) {
        List<Promise<T>> distinct = List.copyOf(new LinkedHashSet<>(AsyncGathers.<T>promises(tasks)));
        Gathering.await(distinct, until, Durations.nanos(limit));
        List<Task<T>> done = new ArrayList<>(distinct.size());
        List<Task<T>> pending = new ArrayList<>();
        distinct.forEach(task -> (task.isDone() ? done : pending).add(task));
        return new Waited<>(done, pending);
    }

    /**
     * The tasks in the order in which they end. Of no tasks it is empty.
     *
     * @param <T> the type of the values
     * @param tasks what to wait for; one given twice comes once
     * @return the tasks themselves, one by one; close it to cancel those not returned yet
     */
    public static <T extends @Nullable Object> Completions<T> asCompleted(
            Collection<? extends Task<? extends T>> tasks) {
        return new Completions<>(Objects.requireNonNull(tasks, NO_TASKS), Strand.NEVER);
    }

    /**
     * The tasks in the order in which they end, for so long in all: what ended in time still comes, then {@code next}
     * throws {@link java.util.concurrent.TimeoutException}.
     *
     * @param <T> the type of the values
     * @param tasks what to wait for; one given twice comes once
     * @param limit how long in all, from now
     * @return the tasks themselves, one by one; close it to cancel those not returned yet
     */
    public static <T extends @Nullable Object> Completions<T> asCompleted(Collection<? extends Task<? extends T>> tasks,
            Duration limit) {
        return new Completions<>(Objects.requireNonNull(tasks, NO_TASKS), Durations.nanos(limit));
    }
}
