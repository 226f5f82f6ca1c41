package dev.footbridge.stream;

import dev.footbridge.CancelledException;
import dev.footbridge.internal.Failures;
import dev.footbridge.internal.Sneaky;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Ends a source before its end, by an exception from the sink, which is known again when it comes out. */
final class Cut {

    private boolean made;

    /** What the sink throws. */
    CancelledException here() {
        made = true;
        return new Enough();
    }

    /** Whether this is how a sink ends its source. */
    static boolean isCut(Throwable error) {
        return error instanceof CancellationException && Enough.REASON.equals(error.getMessage());
    }

    /** Runs the source, and returns at its end or at the cut; what its cleanup fails with is thrown. */
    <T> void run(Source<T> source, Sink<? super T> out) throws Exception {
        try {
            source.run(out);
        } catch (CancellationException end) {
            if (!made || !isCut(end)) {
                throw end;
            }
            List<Throwable> failures = Failures.suppressedBy(end);
            if (!failures.isEmpty()) {
                throw Sneaky.raise(Failures.joined(failures.getFirst(), failures));
            }
        }
    }

    /** Nobody wants more items. A task in between may turn it into another exception with this reason. */
    private static final class Enough extends CancelledException {

        private static final long serialVersionUID = 1;
        private static final String REASON = "no more items of the stream are wanted";

        Enough() {
            super(REASON);
        }

        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized") // nothing to guard
        public Throwable fillInStackTrace() {
            return this; // it tells of no error
        }
    }
}
