package dev.footbridge.stream;

import dev.footbridge.internal.Failures;
import dev.footbridge.internal.Sneaky;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The runs that one strand pulls from at the same time. Closed together: all are told to stop, then waited for. */
final class Inlets implements AutoCloseable {

    private final Doorbell bell = new Doorbell();
    private final List<Pull<?>> runs = new ArrayList<>();

    /** A run of this stream. */
    <T> Pull<T> open(AsyncStream<T> stream) {
        Pull<T> run = stream.run(bell);
        runs.add(run);
        return run;
    }

    /** What rings whoever waits here. */
    Doorbell bell() {
        return bell;
    }

    /** Waits until one of the runs, or something else that rings the bell, has brought this about. */
    void await(BooleanSupplier condition) {
        if (!condition.getAsBoolean()) {
            bell.awaitSoon(condition, "waited for the next item of a stream");
        }
    }

    /** As {@link #await}; false when the deadline came first. */
    boolean await(BooleanSupplier condition, long deadline) {
        return bell.await(condition, deadline, "waited for the next item of a stream");
    }

    /** Forgets a run that is over. */
    void ended(Pull<?> run) {
        runs.remove(run);
    }

    @Override
    public void close() {
        runs.forEach(run -> run.stop("the stream that pulled it has ended"));
        Throwable first = null;
        for (Pull<?> run : runs) {
            first = closed(run, first);
        }
        if (first != null) {
            throw Sneaky.raise(first);
        }
    }

    private static @Nullable Throwable closed(Pull<?> run, @Nullable Throwable before) {
        try {
            run.close();
            return before;
        } catch (Throwable failure) {
            return before == null ? failure : Failures.joined(before, List.of(failure));
        }
    }
}
