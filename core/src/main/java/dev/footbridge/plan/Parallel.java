package dev.footbridge.plan;

import dev.footbridge.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plan whose members run at the same time; the results come in the order scheduled.
 *
 * <p>It fails fast: when a member fails the others are cancelled, their cleanup is awaited, and the first failure is
 * thrown with the other ones suppressed. {@link #collectErrors} brings an outcome for each member instead.
 *
 * {@snippet :
 * List<Object> both = Parallel.of()
 *         .schedule(users::find, id)            // blocking: on a thread
 *         .schedule(prices::fetch, sku)         // async: on the event loop
 *         .block();
 * }
 *
 * <p>Members start in the order scheduled. See {@link Members} for where they run.
 *
 * @param <T> what members bring
 */
public final class Parallel<T extends @Nullable Object> extends Members<T, List<T>, Parallel<T>> {

    private final int limit;

    private Parallel(List<Step<? extends T>> steps, @Nullable Level level, int limit) {
        super(steps, level);
        this.limit = limit;
    }

    /**
     * An empty plan.
     *
     * @param <T> what members bring
     */
    public static <T extends @Nullable Object> Parallel<T> of() {
        return new Parallel<>(List.of(), null, ParallelRun.NO_LIMIT);
    }

    @Override
    Parallel<T> with(List<Step<? extends T>> steps, @Nullable Level level) {
        return new Parallel<>(steps, level, limit);
    }

    /**
     * With at most so many members running at once; a member starts when an earlier one has ended.
     *
     * @param limit how many, at least 1
     * @return the limited plan
     */
    public Parallel<T> limit(int limit) {
        return new Parallel<>(steps(), level(), ParallelRun.checked(limit));
    }

    /** The plan that fails with its first failure, as this one does. */
    public Parallel<T> failFast() {
        return this;
    }

    /** The plan that runs all members, whatever happens to the others, and brings an outcome for each. */
    public CollectingParallel<T> collectErrors() {
        return new CollectingParallel<>(steps(), level(), limit);
    }

    @Override
    List<T> runSteps(Where where) {
        return new ParallelRun<T>(steps(), where, limit).values();
    }
}
