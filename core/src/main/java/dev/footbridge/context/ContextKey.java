package dev.footbridge.context;

import dev.footbridge.internal.Bindings;
import dev.footbridge.internal.ContextBinding;
import dev.footbridge.internal.Strand;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The key of a value that belongs to a job and to all it starts, on whatever thread: the user of a request, a locale, a
 * deadline. Python's {@code ContextVar}.
 *
 * <p>A job begins with the values of the code that started it, as they were then. What it sets is seen by its own code,
 * and by what it starts from then on, but not by others; see {@link Context} for sharing. Threads inherit nothing, and
 * nothing is left on them.
 *
 * {@snippet :
 * static final ContextKey<User> USER = ContextKey.of("user");
 *
 * try (var bound = USER.bind(user)) {                    // on any thread
 *     loop.call(() -> {
 *         Task<Offer> offer = start(() -> offerFor(USER.get()));      // sees the user
 *         return offer.result();
 *     });
 * }                                                      // gone
 * }
 *
 * <p>Make keys constants: two keys of the same name are two keys. Reading costs some nanoseconds. All methods may be
 * called from any thread.
 *
 * @param <T> the type of the value, which is never null
 */
public final class ContextKey<T> {

    private final String name;
    private final @Nullable T otherwise;

    private ContextKey(String name, @Nullable T otherwise) {
        this.name = Objects.requireNonNull(name, "the name of a context key is null: give one, for messages");
        this.otherwise = otherwise;
    }

    /**
     * A key without a default value.
     *
     * @param <T> the type of the value
     * @param name for messages
     */
    public static <T> ContextKey<T> of(String name) {
        return new ContextKey<>(name, null);
    }

    /**
     * A key with a value for code that was given none.
     *
     * @param <T> the type of the value
     * @param name for messages
     * @param otherwise the default value
     */
    public static <T> ContextKey<T> of(String name, T otherwise) {
        return new ContextKey<>(name,
                Objects.requireNonNull(otherwise, () -> "the default value of context key '" + name
                        + "' is null: leave it out to have none"));
    }

    /** The name, for messages. */
    public String name() {
        return name;
    }

    /**
     * The value in the calling code's context, else the default value.
     *
     * @throws NoSuchElementException if there is neither
     */
    public T get() {
        T value = value();
        if (value == null) {
            throw new NoSuchElementException(
                    "context key '" + name + "' has no value here (on " + Thread.currentThread()
                            + "): bind one around the code that starts this, or ask find()");
        }
        return value;
    }

    /** The value in the calling code's context, else the default value, if there is either. */
    public Optional<T> find() {
        return Optional.ofNullable(value());
    }

    @SuppressWarnings("unchecked") // only values of this type are set under this key
    private @Nullable T value() {
        Strand strand = Strand.current();
        T set = strand == null ? null : (T) strand.contextValue(this);
        return set == null ? otherwise : set;
    }

    /** Whether the calling code's context has a value, other than the default one. */
    public boolean isSet() {
        Strand strand = Strand.current();
        return strand != null && strand.contextValue(this) != null;
    }

    /**
     * Sets the value in the calling code's context, for as long as its job runs.
     *
     * @param value the value
     * @throws IllegalStateException on a thread in no context, which would keep it for ever
     */
    public void set(T value) {
        here("set").set(this, given(value));
    }

    /**
     * Takes the value out of the calling code's context, in which the default one then holds.
     *
     * @throws IllegalStateException on a thread in no context
     */
    public void clear() {
        here("cleared").set(this, null);
    }

    private Bindings here(String verb) {
        Strand strand = Strand.current();
        if (strand == null) {
            throw new IllegalStateException("context key '" + name + "' cannot be " + verb + " here (" + Thread
                    .currentThread() + " runs in no context): use bind() in try-with-resources, or Context.run");
        }
        return strand.bindings();
    }

    /**
     * Sets the value until the result is closed, in the calling code's context or, on a thread in none, in one that
     * lasts so long.
     *
     * @param value the value
     * @return puts back what was there before; close it on this thread, the innermost one first
     */
    public Binding bind(T value) {
        return ContextBinding.open(this, given(value))::close;
    }

    /**
     * Runs code with this value, in a copy of the calling code's context.
     *
     * @param <R> the type of the code's value
     * @param value the value
     * @param code what to run, on the calling thread
     * @return the code's value; what it throws is thrown
     */
    public <R extends @Nullable Object> R call(T value, Callable<R> code) {
        Context inner = Context.current().copy();
        inner.run(() -> set(value));
        return inner.call(code);
    }

    private T given(T value) {
        return Objects.requireNonNull(value,
                () -> "the value for context key '" + name + "' is null: clear() takes a value away");
    }

    /** A value that was bound. */
    @FunctionalInterface
    public interface Binding extends AutoCloseable {

        /**
         * Puts back what was there before; again does nothing.
         *
         * @throws IllegalStateException on another thread, or while a scope that was opened since is open
         */
        @Override
        void close();
    }

    @Override
    public String toString() {
        return name;
    }
}
