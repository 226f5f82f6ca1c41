package dev.footbridge.internal;

import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
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

    /** Runs the body in this context. */
    public static <T extends @Nullable Object> T in(Bindings context, Callable<T> body) {
        return on(strand -> new Scope(strand, strand.scope(), false),
                (strand, _) -> run(() -> strand.inContext(context, body)));
    }

    /** Runs the body with a limit. One that is not positive is over before the body starts. */
    public static <T extends @Nullable Object> T within(Duration limit, Limited<T> body) throws TimeoutException {
        if (!Durations.given(limit).isPositive()) {
            throw new TimeoutException("the limit of " + limit + " was over before the work began");
        }
        Limit clock = new Limit();
        try {
            return clock.run(limit, body);
        } catch (Throwable error) {
            throw leaving(clock.struck(error) ? clock.expiry().explain(error) : error);
        }
    }

    /** What leaves a limit: from here on it is the code around it that has been told. */
    private static RuntimeException leaving(Throwable thrown) {
        Strand.here().tellOutside(thrown);
        return Sneaky.raise(thrown);
    }

    /** Runs the body with a limit, and goes on without its value when that is over. */
    public static <T extends @Nullable Object> T unlessExpired(Duration limit, Body<T> body, T otherwise) {
        if (!Durations.given(limit).isPositive()) {
            return otherwise;
        }
        Limit clock = new Limit();
        try {
            return clock.run(limit, _ -> body.run());
        } catch (Throwable error) {
            if (!clock.struck(error) || !clock.expiry().isOnlyOne()) {
                throw leaving(clock.struck(error) ? clock.expiry().explain(error) : error);
            }
            List<Throwable> cleanup = Failures.suppressedBy(error);
            if (!cleanup.isEmpty()) {
                throw Sneaky.raise(Failures.joined(cleanup.getFirst(), cleanup));
            }
            return otherwise;
        }
    }

    /** One run with a limit. */
    private static final class Limit {

        private @Nullable Expiry expiry;

        Expiry expiry() {
            return Objects.requireNonNull(expiry);
        }

        <T extends @Nullable Object> T run(Duration limit, Limited<T> body) {
            return on(LimitedScope::new, (strand, scope) -> {
                Expiry clock = new Expiry(strand, scope, limit);
                expiry = clock;
                try {
                    return Scoped.run(() -> body.run(clock));
                } finally {
                    clock.stop();
                }
            });
        }

        /** Whether the body ended with this because its time was up. */
        boolean struck(Throwable error) {
            Expiry clock = expiry;
            return clock != null && clock.isExpired() && isCancellation(error);
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

    /** Whether this is how cancelled code ends. A socket's time-out is not, although it is a kind of interrupted I/O. */
    public static boolean isCancellation(Throwable error) {
        return error instanceof CancellationException || error instanceof InterruptedException
                || error instanceof ClosedByInterruptException || error.getClass() == InterruptedIOException.class;
    }
}
