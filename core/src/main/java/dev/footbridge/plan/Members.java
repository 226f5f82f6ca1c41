package dev.footbridge.plan;

import dev.footbridge.AsyncBiFunction;
import dev.footbridge.AsyncCallable;
import dev.footbridge.AsyncFunction;
import dev.footbridge.BlockingAction;
import dev.footbridge.BlockingBiFunction;
import dev.footbridge.BlockingFunction;
import dev.footbridge.Level;
import dev.footbridge.Task;
import dev.footbridge.app.Defaults;
import dev.footbridge.internal.Strand;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What all plans have in common: members, scheduled in order, and the level they run on. Each method returns a new plan
 * and leaves this one as it is.
 *
 * <p>Unless {@link #on} binds it, each member runs where its kind belongs: blocking functions on the app-wide thread
 * pool, async functions on the running event loop or the app-wide one. A function of one or two arguments given as a
 * lambda needs typed parameters ({@code (String id) -> find(id)}); a reference to a method that is not overloaded
 * needs none.
 *
 * @param <T> what members bring
 * @param <R> what a run brings
 * @param <P> the type of the plan itself
 */
@SuppressWarnings("overloads") // told apart by what the function returns
public abstract sealed class Members<T extends @Nullable Object, R extends @Nullable Object, P extends Members<T, R, P>>
        implements
            Plan<R>
        permits Parallel, CollectingParallel, Serial, CollectingSerial {

    private final List<Step<? extends T>> steps;
    private final @Nullable Level level;

    Members(List<Step<? extends T>> steps, @Nullable Level level) {
        this.steps = steps;
        this.level = level;
    }

    abstract P with(List<Step<? extends T>> steps, @Nullable Level level);

    abstract R runSteps(Where where);

    final List<Step<? extends T>> steps() {
        return steps;
    }

    final @Nullable Level level() {
        return level;
    }

    private P and(Step<? extends T> step) {
        List<Step<? extends T>> more = new ArrayList<>(steps.size() + 1);
        more.addAll(steps);
        more.add(step);
        return with(List.copyOf(more), level);
    }

    /**
     * Adds a blocking function.
     *
     * @param job what to call
     * @return the longer plan
     */
    public final P schedule(Callable<? extends T> job) {
        return and(Step.of(job));
    }

    /**
     * Adds blocking functions, in this order.
     *
     * @param jobs what to call
     * @return the longer plan
     */
    public final P scheduleAll(Collection<? extends Callable<? extends T>> jobs) {
        List<Step<? extends T>> more = new ArrayList<>(steps);
        for (Callable<? extends T> job : jobs) {
            more.add(Step.of(job));
        }
        return with(List.copyOf(more), level);
    }

    /**
     * Adds an async function.
     *
     * @param job what to call
     * @return the longer plan
     */
    public final P schedule(AsyncCallable<? extends T> job) {
        return and(Step.of(job));
    }

    /**
     * Adds a blocking job without a value; its place in the results holds null.
     *
     * @param job what to call
     * @return the longer plan
     */
    @SuppressWarnings("unchecked")
    public final P schedule(BlockingAction job) {
        return and((Step<? extends T>) Step.of(job));
    }

    /**
     * Adds a blocking function of one argument.
     *
     * @param <A> the type of the argument
     * @param function what to call
     * @param a the argument
     * @return the longer plan
     */
    public final <A extends @Nullable Object> P schedule(BlockingFunction<? super A, ? extends T> function, A a) {
        return and(Step.of(function, a));
    }

    /**
     * Adds an async function of one argument.
     *
     * @param <A> the type of the argument
     * @param function what to call
     * @param a the argument
     * @return the longer plan
     */
    public final <A extends @Nullable Object> P schedule(AsyncFunction<? super A, ? extends T> function, A a) {
        return and(Step.of(function, a));
    }

    /**
     * Adds a blocking function of two arguments.
     *
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @param function what to call
     * @param a the first argument
     * @param b the second argument
     * @return the longer plan
     */
    public final <A extends @Nullable Object, B extends @Nullable Object> P schedule(
            BlockingBiFunction<? super A, ? super B, ? extends T> function, A a, B b) {
        return and(Step.of(function, a, b));
    }

    /**
     * Adds an async function of two arguments.
     *
     * @param <A> the type of the first argument
     * @param <B> the type of the second argument
     * @param function what to call
     * @param a the first argument
     * @param b the second argument
     * @return the longer plan
     */
    public final <A extends @Nullable Object, B extends @Nullable Object> P schedule(
            AsyncBiFunction<? super A, ? super B, ? extends T> function, A a, B b) {
        return and(Step.of(function, a, b));
    }

    /**
     * Adds a plan as one member; what it brings is one result. Unless it is bound to a level it runs on this plan's.
     *
     * @param plan what to run
     * @return the longer plan
     */
    @SuppressWarnings("unchecked")
    public final P schedule(Plan<? extends T> plan) {
        Objects.requireNonNull(plan, "the scheduled plan is null: give one to run");
        return and(new Step.Nested<>((Members<?, ? extends T, ?>) plan));
    }

    /**
     * Binds the plan to a level, on which all its members then run.
     *
     * @param level where
     * @return the bound plan
     */
    public final P on(Level level) {
        return with(steps, Objects.requireNonNull(level, "the level is null: leave on() out to use the app-wide ones"));
    }

    /** How many members it has. */
    public final int size() {
        return steps.size();
    }

    @Override
    public final R block() {
        return runAt(Where.here());
    }

    @Override
    public final Task<R> run() {
        Where where = Where.here();
        return Defaults.pool().start((Callable<R>) () -> runAt(where));
    }

    /** Runs on its own level, else where the plan around it runs. */
    final R runAt(Where outer) {
        Strand.here().checkCancelled();
        return runSteps(level == null ? outer : new Where(level, outer.loop()));
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + " of " + steps.size() + (level == null ? "" : " on " + level.name());
    }
}
