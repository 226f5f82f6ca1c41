package dev.footbridge.plan;

import dev.footbridge.Level;
import dev.footbridge.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Parallel} that runs all its members and brings an outcome for each, in the order scheduled: values, failures
 * and cancellations alike.
 *
 * @param <T> what members bring
 */
public final class CollectingParallel<T extends @Nullable Object>
        extends
            Members<T, List<Outcome<T>>, CollectingParallel<T>> {

    private final int limit;

    CollectingParallel(List<Step<? extends T>> steps, @Nullable Level level, int limit) {
        super(steps, level);
        this.limit = limit;
    }

    @Override
    CollectingParallel<T> with(List<Step<? extends T>> steps, @Nullable Level level) {
        return new CollectingParallel<>(steps, level, limit);
    }

    /**
     * With at most so many members running at once; a member starts when an earlier one has ended.
     *
     * @param limit how many, at least 1
     * @return the limited plan
     */
    public CollectingParallel<T> limit(int limit) {
        return new CollectingParallel<>(steps(), level(), ParallelRun.checked(limit));
    }

    /** The plan with the same members that fails with its first failure. */
    public Parallel<T> failFast() {
        return Parallel.<T>of().with(steps(), level()).limit(limit);
    }

    @Override
    List<Outcome<T>> runSteps(Where where) {
        return new ParallelRun<T>(steps(), where, limit).outcomes();
    }
}
