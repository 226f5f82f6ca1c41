package dev.footbridge.processes.job;

import dev.footbridge.BlockingAction;
import dev.footbridge.internal.Body;
import dev.footbridge.processes.UnsendableException;
import java.io.Serializable;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A job to be sent: a {@link Callable}, an {@link dev.footbridge.AsyncCallable} or a {@link BlockingAction}, which is
 * serializable.
 *
 * @param kind how it runs
 * @param function what to run
 * @param origin the class of the function, for names
 * @param terms what was asked for with it
 */
public record Order(Kind kind, Serializable function, Class<?> origin, Terms terms) {

    /** A job for this level, in whatever wrapping it comes; refused if it cannot be sent. */
    public static Order of(Callable<?> job, Terms terms, Object level) {
        return switch (Body.of(job)) {
            case Body.Asynchronous<?>(var function) -> new Order(Kind.ASYNC, sendable(function, level),
                    Body.origin(function), terms);
            case Body.Action(var function) -> new Order(Kind.BLOCKING, sendable(function, level), Body.origin(function),
                    terms);
            case Body.Ran<?>(var function, var value) -> {
                Serializable runnable = sendable(function, level);
                yield new Order(Kind.BLOCKING, new Ran(runnable, value), Body.origin(function), terms);
            }
            case Callable<?> function -> new Order(Kind.BLOCKING, sendable(function, level), Body.origin(function),
                    terms);
        };
    }

    /** Its name in messages of this level. */
    public String name(String level) {
        return level + "/" + Body.nameOf(origin);
    }

    private static Serializable sendable(Object function, Object level) {
        if (function instanceof Serializable sendable && isSendable(function)) {
            return sendable;
        }
        throw new UnsendableException(level + " cannot run " + Body.nameOf(Body.origin(function))
                + ", which is not serializable and so cannot be sent to another JVM: give the level the lambda itself, or"
                + " make it a RemoteCallable, RemoteAsyncCallable or RemoteAction (RemoteCallable.of(() -> ...))");
    }

    /** Whether what is wrapped is sendable, too, as far as can be seen from here. */
    private static boolean isSendable(Object function) {
        return function instanceof Serializable
                && (!(function instanceof Body.Wrapper wrapper) || isSendable(wrapper.function()));
    }

    /** A {@link Runnable} as a job with a value. */
    private record Ran(Serializable runnable,
            @Nullable Object value) implements Callable<@Nullable Object>, Serializable {
        @Override
        public @Nullable Object call() {
            ((Runnable) runnable).run();
            return value;
        }
    }
}
