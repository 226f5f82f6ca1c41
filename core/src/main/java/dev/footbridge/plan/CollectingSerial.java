package dev.footbridge.plan;

import dev.footbridge.Level;
import dev.footbridge.Outcome;
import dev.footbridge.internal.Strand;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Serial} that calls all its members and brings an outcome for each, in the order scheduled: values, failures
 * and cancellations alike. A cancel of the plan itself ends it.
 *
 * @param <T> what members bring
 */
public final class CollectingSerial<T extends @Nullable Object>
        extends
            Members<T, List<Outcome<T>>, CollectingSerial<T>> {

    CollectingSerial(List<Step<? extends T>> steps, @Nullable Level level) {
        super(steps, level);
    }

    @Override
    CollectingSerial<T> with(List<Step<? extends T>> steps, @Nullable Level level) {
        return new CollectingSerial<>(steps, level);
    }

    /** The plan with the same members that ends with its first failure. */
    public Serial<T> failFast() {
        return Serial.<T>of().with(steps(), level());
    }

    @Override
    List<Outcome<T>> runSteps(Where where) {
        List<Outcome<T>> outcomes = new ArrayList<>(size());
        for (Step<? extends T> step : steps()) {
            Strand.here().checkCancelled();
            outcomes.add(outcome(step, where));
        }
        Strand.here().checkCancelled();
        return Collections.unmodifiableList(outcomes);
    }

    private Outcome<T> outcome(Step<? extends T> step, Where where) {
        try {
            return new Outcome.Success<>(step.call(where));
        } catch (CancellationException cancelled) {
            Strand.here().unmeet(); // a cancel of the plan is for the plan to meet
            return new Outcome.Cancelled<>(String.valueOf(cancelled.getMessage()));
        } catch (Throwable error) {
            return new Outcome.Failure<>(error);
        }
    }
}
