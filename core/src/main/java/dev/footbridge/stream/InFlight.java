package dev.footbridge.stream;

import dev.footbridge.Level;
import dev.footbridge.internal.Failures;
import dev.footbridge.internal.Gathering;
import dev.footbridge.internal.Promise;
import dev.footbridge.internal.Sneaky;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Calls that run at the same time, whose values are taken in order or as they come. Used by one strand. */
final class InFlight<R> implements AutoCloseable {

    private final Level level;
    private final boolean ordered;
    private final Doorbell bell;
    private final List<Promise<R>> calls = new ArrayList<>();

    InFlight(Level level, boolean ordered, Doorbell bell) {
        this.level = level;
        this.ordered = ordered;
        this.bell = bell;
    }

    int size() {
        return calls.size();
    }

    void start(Callable<R> call) {
        Promise<R> task = Promise.of(level.start(call));
        calls.add(task);
        if (!task.observe(bell::ring)) {
            bell.ring();
        }
    }

    /** Whether there is a value, or a failure, whose turn it is. */
    boolean isReady() {
        return ready() != null;
    }

    /** What is next: in order the first; else one that brought a value, so that values come before a failure. */
    private @Nullable Promise<R> ready() {
        Promise<R> failed = null;
        for (Promise<R> call : calls) {
            if (call.isDone() && !call.hasFailed()) {
                return call;
            }
            if (call.isDone() && failed == null) {
                failed = call;
            }
            if (ordered) {
                break;
            }
        }
        return failed;
    }

    /** Takes what is next: the value, or the original exception thrown. */
    R take() {
        Promise<R> next = Objects.requireNonNull(ready());
        calls.remove(next);
        return next.value();
    }

    /** Cancels what still runs and waits for it; failures are thrown, the first with the others. */
    @Override
    public void close() {
        Gathering.endAll(calls, "the stream that called it has ended");
        List<Throwable> failures = new ArrayList<>();
        for (Promise<R> call : calls) {
            Throwable failure = call.failure();
            if (failure != null) {
                failures.add(failure);
            }
        }
        if (!failures.isEmpty()) {
            throw Sneaky.raise(Failures.joined(failures.getFirst(), failures));
        }
    }
}
