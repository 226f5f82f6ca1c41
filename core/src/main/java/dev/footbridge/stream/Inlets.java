package dev.footbridge.stream;

import dev.footbridge.Level;
import dev.footbridge.internal.Failures;
import dev.footbridge.internal.Pause;
import dev.footbridge.internal.Sneaky;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one operator takes from at the same time: the runs of streams, and calls. When the operator ends, however it does,
 * all of them are told to stop, and then waited for.
 */
final class Inlets {

    private static final String WAITING = "waited for the next item of a stream";

    /** After so many items without a wait the others of the loop, the sources among them, have a turn. */
    private static final int FAIR = 32;

    private final Doorbell bell = new Doorbell();
    private final List<Pull<?>> runs = new ArrayList<>();
    private @Nullable InFlight<?> calls;
    /** The failure of a run, to be thrown once what came before it has been passed on. */
    private @Nullable Throwable failure;
    private int rounds;

    private Inlets() {}

    /** What an operator does with its inlets. */
    @FunctionalInterface
    interface Operator {
        void run(Inlets inlets) throws Exception;
    }

    /** Runs an operator and ends its inlets. */
    static void use(Operator operator) throws Exception {
        Inlets inlets = new Inlets();
        try {
            operator.run(inlets);
            inlets.throwKept();
        } catch (Throwable end) {
            inlets.end(end);
            throw end;
        }
        inlets.end(null);
    }

    private void throwKept() {
        if (failure != null) {
            throw Sneaky.raise(failure);
        }
    }

    /** A run of this stream. */
    <T> Pull<T> open(AsyncStream<T> stream) {
        Pull<T> run = stream.run(bell);
        runs.add(run);
        return run;
    }

    /** Calls on this level. Once. */
    <R> InFlight<R> calls(Level level, boolean ordered) {
        InFlight<R> begun = new InFlight<>(level, ordered, bell);
        calls = begun;
        return begun;
    }

    /** Waits until one of them has brought this about; lets others run if nobody has waited for long. */
    void await(BooleanSupplier condition) {
        if (!condition.getAsBoolean()) {
            bell.awaitSoon(condition, WAITING);
            rounds = 0;
        } else if (++rounds == FAIR) {
            Pause.yieldNow();
            rounds = 0;
        }
    }

    /** As {@link #await}; false when the deadline came first. */
    boolean await(BooleanSupplier condition, long deadline) {
        if (!condition.getAsBoolean()) {
            rounds = 0;
            return bell.await(condition, deadline, WAITING);
        }
        await(condition);
        return true;
    }

    /** What a run has ready; null at its end. A failure is an end, too: it is kept, and thrown when the operator is done. */
    <T> @Nullable T taken(Pull<T> run) {
        try {
            T item = run.take();
            if (item == null) {
                runs.remove(run);
            }
            return item;
        } catch (Throwable failed) {
            runs.remove(run);
            failure = failure == null ? failed : Failures.joined(failure, List.of(failed));
            return null;
        }
    }

    /** Whether a failure waits to be thrown. */
    boolean hasFailed() {
        return failure != null;
    }

    // ---- the end

    private void end(@Nullable Throwable cause) {
        runs.forEach(run -> run.stop("the stream that pulled it has ended"));
        Throwable first = cause;
        if (calls != null) {
            first = calls.end(first);
        }
        for (Pull<?> run : runs) {
            first = ended(run, first);
        }
        if (cause == null && first != null) {
            throw Sneaky.raise(first);
        }
        if (failure != null && failure != cause) {
            Missed.with(cause, failure);
        }
    }

    /** Sees a run to its end; what its cleanup fails with comes with what ended the stream. */
    private static @Nullable Throwable ended(Pull<?> run, @Nullable Throwable cause) {
        Throwable failed = run.endedWith();
        if (failed == null) {
            return cause;
        }
        return run.failedInCleanup() ? Missed.joined(cause, failed) : Missed.with(cause, failed);
    }
}
