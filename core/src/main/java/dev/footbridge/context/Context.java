package dev.footbridge.context;

import dev.footbridge.BlockingAction;
import dev.footbridge.internal.Bindings;
import dev.footbridge.internal.Body;
import dev.footbridge.internal.ContextEntry;
import dev.footbridge.internal.ContextValues;
import dev.footbridge.internal.Scoped;
import dev.footbridge.internal.Strand;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A set of {@link ContextKey} values in which code runs. Python's {@code contextvars.Context}.
 *
 * <p>Each job begins in a copy of the context of the code that started it, so what it changes nobody else sees. Where
 * changes are to be seen, the context itself is handed over: by {@link #call}, or with {@code level.in(context)}, which
 * runs jobs in this very context, be it one after the other or at the same time.
 *
 * {@snippet :
 * Context shared = Context.current();
 * pool.in(shared).call(() -> TENANT.set("acme"));        // visible here afterwards
 * Parallel.of().on(pool.in(shared)).schedule(f).schedule(g).block();
 * }
 *
 * <p>A context is a small object that may be kept; it keeps its values alive. All methods may be called from any thread,
 * and changes are seen by the other threads at once.
 */
public final class Context {

    private final Bindings bindings;

    private Context(Bindings bindings) {
        this.bindings = bindings;
    }

    /** A context without values. */
    public static Context empty() {
        return new Context(new Bindings(ContextValues.EMPTY));
    }

    /** The context that the calling code runs in, itself; on a thread in no context a new, empty one. */
    public static Context current() {
        Strand strand = Strand.current();
        return strand == null ? empty() : new Context(strand.bindings());
    }

    /** A context with the values that this one has now. */
    public Context copy() {
        return new Context(new Bindings(bindings.values()));
    }

    /**
     * Runs code on the calling thread in this context; what it changes stays changed.
     *
     * @param <T> the type of the value
     * @param code what to run
     * @return its value; what it throws is thrown
     */
    public <T extends @Nullable Object> T call(Callable<T> code) {
        Callable<T> body = Body.of(code);
        return Scoped.in(bindings, body);
    }

    /**
     * Runs code without a value on the calling thread in this context, as {@link #call}.
     *
     * @param code what to run; what it throws is thrown
     */
    public void run(BlockingAction code) {
        call(Body.of(code));
    }

    /**
     * Puts the calling thread into this context until the result is closed, for code that is told when a piece of work
     * begins and ends on a thread, such as an interceptor; else use {@link #call}. What changes meanwhile stays changed.
     *
     * @return puts back what was there before; close it on this thread, the innermost one first
     */
    public Entry enter() {
        return ContextEntry.open(bindings)::close;
    }

    /** The values that are set, as they are now; a default value is not. */
    public Map<ContextKey<?>, Object> values() {
        Map<ContextKey<?>, Object> all = new LinkedHashMap<>();
        bindings.values().forEach((key, value) -> all.put((ContextKey<?>) key, value));
        return Collections.unmodifiableMap(all);
    }

    /** A context that a thread is in. */
    @FunctionalInterface
    public interface Entry extends AutoCloseable {

        /**
         * Puts back what was there before; again does nothing.
         *
         * @throws IllegalStateException on another thread, or while a scope that was opened since is open
         */
        @Override
        void close();
    }

    /** Two objects are equal if they stand for the same context, not for equal values. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Context context && context.bindings == bindings;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(bindings);
    }

    @Override
    public String toString() {
        return "context " + bindings.values();
    }
}
