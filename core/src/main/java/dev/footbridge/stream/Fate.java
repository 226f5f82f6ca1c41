package dev.footbridge.stream;

import dev.footbridge.internal.Failures;
import dev.footbridge.internal.Scoped;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended, and whose its failure is: of exactly one of those who come for it, or, when nobody does any more, the
 * level's failure handler's. Any thread.
 */
final class Fate {

    private final Consumer<Throwable> handler;
    private final AtomicBoolean decided = new AtomicBoolean();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    /** Whether the run had been told to stop before it ended. Written before {@link #over}. */
    private boolean inCleanup;
    private volatile boolean over;
    private volatile boolean left;

    Fate(Consumer<Throwable> handler) {
        this.handler = handler;
    }

    /** Says how it ended; the first to do so counts, and what a body that was given up comes to later is reported. */
    boolean decide(@Nullable Throwable error, boolean stopped) {
        Throwable failed = error == null ? null : kept(error, stopped);
        if (!decided.compareAndSet(false, true)) {
            if (failed != null && !Scoped.isCancellation(failed)) {
                handler.accept(failed);
            }
            return false;
        }
        failure.set(failed);
        inCleanup = stopped;
        over = true;
        if (left) {
            report();
        }
        return true;
    }

    /** What of this is a failure: the exception by which it was told to stop is none, but what it carries is. */
    private static @Nullable Throwable kept(Throwable error, boolean stopped) {
        if (!stopped || !Scoped.isCancellation(error)) {
            return error;
        }
        List<Throwable> carried = Failures.suppressedBy(error);
        return carried.isEmpty() ? null : Failures.joined(carried.getFirst(), carried);
    }

    /** Whether somebody has said how it ended, or is about to. */
    boolean isDecided() {
        return decided.get();
    }

    /** Whether it can be read how it ended. */
    boolean isOver() {
        return over;
    }

    /** Whether the run had been told to stop before it ended. Once it is over. */
    boolean isInCleanup() {
        return inCleanup;
    }

    /** Takes the failure, to throw it; null when there is none, or somebody else has it. */
    @Nullable
    Throwable take() {
        return failure.getAndSet(null);
    }

    /** Nobody comes for a failure any more. */
    void leave() {
        left = true;
        if (over) {
            report();
        }
    }

    private void report() {
        Throwable unseen = take();
        if (unseen != null && Scoped.isCancellation(unseen)) {
            Failures.suppressedBy(unseen).forEach(handler);
        } else if (unseen != null) {
            handler.accept(unseen);
        }
    }
}
