package dev.footbridge.internal;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Runs code on the calling thread inside a scope: with a time limit, or shielded. */
public final class Scoped {

    private Scoped() {}

    /** Runs the body out of reach of every cancel from outside. */
    public static <T extends @Nullable Object> T shielded(Callable<T> body) {
        return on(strand -> new Scope(strand, strand.scope(), true), (_, _) -> run(body::call));
    }

    /** Runs the body with a limit. One that is not positive is over before the body starts. */
    public static <T extends @Nullable Object> T within(Duration limit, Limited<T> body) throws TimeoutException {
        if (!limit.isPositive()) {
            throw new TimeoutException("the limit of " + limit + " was over before the work began");
        }
        Expiry[] expiry = new Expiry[1];
        try {
            return on(strand -> new Scope(strand, strand.scope(), false), (strand, scope) -> {
                Expiry clock = new Expiry(strand, scope, limit);
                expiry[0] = clock;
                try {
                    return run(() -> body.run(clock));
                } finally {
                    clock.stop();
                }
            });
        } catch (Throwable error) {
            Expiry clock = expiry[0];
            if (clock == null || !clock.isExpired() || !isCancellation(error)) {
                throw Sneaky.raise(error);
            }
            throw Sneaky.raise(clock.explain(error));
        }
    }

    /** Opens a scope on the calling thread's strand, and closes it at the end. */
    static <T extends @Nullable Object> T on(Opener opener, Inside<T> inside) {
        Entered<Scope> entered = Entered.into(opener::open);
        try {
            return inside.run(entered.strand(), entered.scope());
        } finally {
            entered.leave();
        }
    }

    private static <T extends @Nullable Object> T run(Body<T> body) {
        try {
            return body.run();
        } catch (Throwable error) {
            throw Sneaky.raise(error);
        }
    }

    /** Makes a scope. */
    interface Opener {
        Scope open(Strand strand);
    }

    /** What runs in it. */
    interface Inside<T extends @Nullable Object> {
        T run(Strand strand, Scope scope);
    }

    /** Code that may move its own limit. */
    @FunctionalInterface
    public interface Limited<T extends @Nullable Object> {
        /** Runs. */
        T run(Expiry expiry) throws Throwable;
    }

    /** Whether this is how cancelled code ends. */
    static boolean isCancellation(Throwable error) {
        return error instanceof CancellationException || error instanceof InterruptedException
                || error instanceof java.nio.channels.ClosedByInterruptException
                || error instanceof java.io.InterruptedIOException;
    }
}
