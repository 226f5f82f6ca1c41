package dev.footbridge.internal;

import dev.footbridge.BlockingAction;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Code that can be told to stop, once. Unlike a cancel this ends a single wait, or plain blocking call: the cleanup that
 * follows may wait as it likes. The idea is Python's {@code GeneratorExit}.
 */
public final class Stoppable {

    private final ReentrantLock guard = new ReentrantLock();
    private @Nullable StopScope scope;
    private @Nullable Cancel asked;
    /** The code got an exception from a waiting point of ours. */
    private boolean told;
    /** The code got one from plain blocking code, or has ended. */
    private boolean done;

    /** Runs the code, where {@link #stop} reaches it. On one thread, once. */
    public void run(BlockingAction code) throws Exception {
        Entered<StopScope> entered = Entered.into(strand -> new StopScope(strand, this));
        enter(entered.scope());
        try {
            code.run();
        } finally {
            retract();
            entered.leave();
            leave();
        }
    }

    private void leave() {
        guard.lock();
        try {
            scope = null;
        } finally {
            guard.unlock();
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
        if (running != null && request != null && !told && !done) {
            running.cancel(request);
        }
    }

    /**
     * The code is being told, here or at a waiting point: it is not to be told again. Called by its own strand; false
     * when it was told before.
     */
    public boolean tell() {
        guard.lock();
        try {
            boolean first = !told;
            told = true;
            retract();
            return first;
        } finally {
            guard.unlock();
        }
    }

    /** What it was told did not reach it: tells it again. */
    private void ask() {
        guard.lock();
        try {
            told = false;
            done = false;
            cancel();
        } finally {
            guard.unlock();
        }
    }

    private void retract() {
        guard.lock();
        try {
            done = true;
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

    private boolean isTold() {
        guard.lock();
        try {
            return asked != null && done;
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
                code.tell();
            }
        }

        @Override
        boolean isToldToStop() {
            return code.isTold();
        }

        @Override
        void unmet(Cancel request) {
            if (code.isAskedBy(request)) {
                code.ask();
            }
        }

        @Override
        void interrupted(Cancel request) {
            if (code.isAskedBy(request)) {
                code.retract();
            }
        }
    }
}
