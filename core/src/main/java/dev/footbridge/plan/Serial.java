package dev.footbridge.plan;

import dev.footbridge.Level;
import dev.footbridge.internal.Strand;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plan whose members run one after the other; the results come in the order scheduled.
 *
 * <p>Unless {@link #on} binds it, a run calls blocking members in place, on the thread that runs the plan, and async
 * ones on the running event loop or the app-wide one. The first failure ends the run: later members are not called.
 * {@link #collectErrors} brings an outcome for each member instead.
 *
 * @param <T> what members bring
 */
public final class Serial<T extends @Nullable Object> extends Members<T, List<T>, Serial<T>> {

    private Serial(List<Step<? extends T>> steps, @Nullable Level level) {
        super(steps, level);
    }

    /**
     * An empty plan.
     *
     * @param <T> what members bring
     */
    public static <T extends @Nullable Object> Serial<T> of() {
        return new Serial<>(List.of(), null);
    }

    @Override
    Serial<T> with(List<Step<? extends T>> steps, @Nullable Level level) {
        return new Serial<>(steps, level);
    }

    /** The plan that ends with its first failure, as this one does. */
    public Serial<T> failFast() {
        return this;
    }

    /** The plan that calls all members, whatever happens to earlier ones, and brings an outcome for each. */
    public CollectingSerial<T> collectErrors() {
        return new CollectingSerial<>(steps(), level());
    }

    @Override
    List<T> runSteps(Where where) {
        List<T> values = new ArrayList<>(size());
        for (Step<? extends T> step : steps()) {
            Strand.here().checkCancelled();
            values.add(step.call(where));
        }
        return Collections.unmodifiableList(values);
    }
}
