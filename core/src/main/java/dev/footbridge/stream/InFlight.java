package dev.footbridge.stream;

import dev.footbridge.Level;
import dev.footbridge.internal.Gathering;
import dev.footbridge.internal.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Calls that run at the same time, whose values are taken in order or as they come. Used by one strand. */
final class InFlight<R> {

    private final Level level;
    private final boolean ordered;
    private final Doorbell bell;
    private final List<Promise<R>> calls = new ArrayList<>();

    InFlight(Level level, boolean ordered, Doorbell bell) {
        this.level = RunningLoop.resolve(level);
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

    /**
     * Cancels what still runs and waits for it. What calls failed with comes with what ended the stream; without that the
     * first failure is returned. What had failed before, and nobody asked for, is missed.
     */
    @Nullable
    Throwable end(@Nullable Throwable cause) {
        List<Promise<R>> early = calls.stream().filter(Promise::isDone).toList();
        Gathering.endAll(calls, "the stream that called it has ended");
        Throwable first = cause;
        for (Promise<R> call : calls) {
            Throwable failed = call.failure();
            if (failed != null) {
                first = early.contains(call) ? Missed.with(first, failed) : Missed.joined(first, failed);
            }
        }
        return first;
    }
}
