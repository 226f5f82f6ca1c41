package dev.footbridge.internal;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** How a promise remembers an end that is not a plain value. */
sealed interface Settled {

    /** How a promise remembers this value. */
    static Object ofValue(@Nullable Object value) {
        return value == null ? Null.NULL : value;
    }

    /** How a body ended that threw this: cancelled, if that is what it says or why it was interrupted; else failed. */
    static Settled ofError(Throwable error, String name, @Nullable Cancel requested) {
        if (error instanceof CancellationException cancelled) {
            String reason = cancelled.getMessage();
            return new Stopped(reason == null ? name + " was cancelled" : reason);
        }
        return requested != null && Scoped.isCancellation(error) ? new Stopped(requested.reason()) : new Failed(error);
    }

    /** The value null. */
    enum Null implements Settled {
        NULL
    }

    /** An end of which it matters whether anybody has looked at it. */
    abstract sealed class Watched implements Settled permits Failed, Kept {

        private static final int UNSEEN = 0;
        private static final int SEEN = 1;
        private static final int REPORTED = 2;

        private final AtomicInteger looks = new AtomicInteger();
        private volatile boolean claimed;
        private volatile @Nullable Runnable onLook;

        final boolean isSeen() {
            return looks.get() == SEEN;
        }

        /** Takes it to be reported; false when somebody has looked at it, or answers for it. */
        final boolean report() {
            return !claimed && looks.compareAndSet(UNSEEN, REPORTED);
        }

        /** Somebody answers for it that it is looked at: it is not to be reported. */
        final void claim() {
            claimed = true;
        }

        final boolean isClaimed() {
            return claimed;
        }

        /** What to do when somebody looks for the first time. */
        final void onLook(Runnable action) {
            onLook = action;
            if (isSeen()) {
                see();
            }
        }

        /** Somebody looks; false when it had been reported. */
        final boolean see() {
            boolean unreported = looks.compareAndSet(UNSEEN, SEEN) || isSeen();
            Runnable action = onLook;
            if (action != null) {
                onLook = null;
                action.run();
            }
            return unreported;
        }
    }

    /** A failure. */
    final class Failed extends Watched {

        private final Throwable error;

        Failed(Throwable error) {
            this.error = error;
        }

        Throwable peek() {
            return error;
        }

        Throwable look() {
            see();
            return error;
        }
    }

    /** A value, in debug mode. */
    final class Kept extends Watched {

        private final @Nullable Object value;

        Kept(@Nullable Object value) {
            this.value = value;
        }

        @Nullable
        Object look() {
            see();
            return value;
        }
    }

    /** A cancel that took effect. */
    record Stopped(String reason) implements Settled {}
}
