package dev.footbridge.stream;

import dev.footbridge.BlockingAction;
import dev.footbridge.internal.FailureSink;
import dev.footbridge.internal.Failures;
import dev.footbridge.internal.Promise;
import dev.footbridge.internal.Scoped;
import dev.footbridge.internal.Strand;
import org.jspecify.annotations.Nullable;

/**
 * Failures whose turn did not come: of an item that nobody asked for in the end, because the stream ended before it. They
 * come with the failure that ended it; where it was cut short or cancelled they are reported.
 */
final class Missed {

    private Missed() {}

    /** A failure that did not get to be thrown as the stream ended like this, or well; returns how it ended. */
    static @Nullable Throwable with(@Nullable Throwable end, Throwable failure) {
        if (end == null || Scoped.isCancellation(end)) {
            report(failure);
            return end;
        }
        return joined(end, failure);
    }

    /** A failure on the way out, of a cleanup: it comes with the one that ended the stream, or is that one. */
    static Throwable joined(@Nullable Throwable end, Throwable failure) {
        if (end == null) {
            return failure;
        }
        Failures.attach(end, failure);
        return end;
    }

    /** Does what comes before a failure is thrown, which may end otherwise. */
    static void afterwards(Throwable failure, BlockingAction last) throws Exception {
        try {
            last.run();
        } catch (Throwable end) {
            if (end != failure) {
                with(end, failure);
            }
            throw end;
        }
    }

    /** Tells the failure handler of the level that the stream runs on. */
    static void report(Throwable failure) {
        if (Scoped.isCancellation(failure)) {
            Failures.suppressedBy(failure).forEach(Missed::report);
            return;
        }
        Strand strand = Strand.current();
        Promise<?> task = strand == null ? null : strand.task();
        if (task == null) {
            FailureSink.log("a stream", failure);
        } else {
            task.report(failure);
        }
    }
}
