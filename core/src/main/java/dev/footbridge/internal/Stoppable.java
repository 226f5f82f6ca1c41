package dev.footbridge.internal;

import dev.footbridge.BlockingAction;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Code that can be told to stop, once. Unlike a cancel this ends a single wait: the cleanup that follows may wait as it
 * likes. The idea is Python's {@code GeneratorExit}.
 */
public final class Stoppable {

    private final ReentrantLock guard = new ReentrantLock();
    private @Nullable StopScope scope;
    private @Nullable Cancel asked;
    private boolean met;

    /** Runs the code, where {@link #stop} reaches it. On one thread, once. */
    public void run(BlockingAction code) throws Exception {
        Entered<StopScope> entered = Entered.into(strand -> new StopScope(strand, this));
        enter(entered.scope());
        try {
            code.run();
        } finally {
            meet();
            entered.leave();
        }
    }

    private void enter(StopScope inner) {
        guard.lock();
        try {
            scope = inner;
            cancel();
        } finally {
            guard.unlock();
        }
    }

    /** Ends the wait that the code is in, or its next one; a plain blocking call is interrupted. Any thread. */
    public void stop(String reason) {
        guard.lock();
        try {
            if (asked == null) {
                asked = Cancel.interrupting(reason);
                cancel();
            }
        } finally {
            guard.unlock();
        }
    }

    private void cancel() {
        StopScope running = scope;
        Cancel request = asked;
        if (running != null && request != null && !met) {
            running.cancel(request);
        }
    }

    /** The code has been told, here or at a waiting point: it is not to be told again. Called by its own strand. */
    public void meet() {
        guard.lock();
        try {
            met = true;
            StopScope running = scope;
            Cancel request = asked;
            if (running != null && request != null && running.cancelled() == request) {
                running.retract(request);
                running.strand().clearInterrupt();
            }
        } finally {
            guard.unlock();
        }
    }

    private boolean isAskedBy(Cancel request) {
        guard.lock();
        try {
            return asked == request;
        } finally {
            guard.unlock();
        }
    }

    /** A cancel of this scope is taken back as soon as the code has met it. */
    private static final class StopScope extends Scope {

        private final Strand strand;
        private final Stoppable code;

        StopScope(Strand strand, Stoppable code) {
            super(strand, strand.scope(), false);
            this.strand = strand;
            this.code = code;
        }

        Strand strand() {
            return strand;
        }

        @Override
        void met(Cancel request) {
            if (code.isAskedBy(request)) {
                code.meet();
            }
        }
    }
}
