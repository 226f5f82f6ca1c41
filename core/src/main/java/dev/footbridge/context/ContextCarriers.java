package dev.footbridge.context;

import dev.footbridge.internal.Carriers;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Which things of a thread go along into jobs, and ready-made carriers of the JDK's kinds.
 *
 * {@snippet :
 * ContextCarriers.register(ContextCarriers.of(SecurityContexts.CURRENT));       // a ThreadLocal
 * ContextCarriers.register(ContextCarriers.of(Tenants.CURRENT));                // a ScopedValue
 * }
 *
 * <p>A registration holds for the whole JVM, for jobs started from then on, until it is closed. All methods may be called
 * from any thread.
 */
@SuppressWarnings("overloads") // a ThreadLocal is no ScopedValue
public final class ContextCarriers {

    private ContextCarriers() {}

    /** A carrier's registration; closing it ends it for jobs started from then on. */
    @FunctionalInterface
    public interface Registration extends AutoCloseable {

        /** Takes the carrier away; again does nothing. */
        @Override
        void close();
    }

    /**
     * Has a carrier asked wherever a job is started.
     *
     * @param carrier what is to go along
     * @return ends the registration
     */
    public static Registration register(ContextCarrier<?> carrier) {
        return Carriers.register(carrier)::run;
    }

    /**
     * Carries the value of a thread-local variable; a thread that has none gives none. Use it for variables without an
     * initial value: one that makes a value when it is asked always has one.
     *
     * @param <V> the type of the value
     * @param local the variable
     * @return the carrier
     */
    public static <V> ContextCarrier<V> of(ThreadLocal<V> local) {
        return new OfThreadLocal<>(Objects.requireNonNull(local, "the thread-local is null: give one to carry"));
    }

    /**
     * Carries the binding of a scoped value, which the JDK hands on to nobody but the forks of its own structured scopes.
     * Where a job without one runs on a thread that has one, it sees null: a binding cannot be taken away.
     *
     * @param <V> the type of the value
     * @param value the scoped value
     * @return the carrier
     */
    public static <V> ContextCarrier<V> of(ScopedValue<V> value) {
        return new OfScopedValue<>(Objects.requireNonNull(value, "the scoped value is null: give one to carry"));
    }

    private record OfThreadLocal<V>(ThreadLocal<V> local) implements ContextCarrier<V> {

        @Override
        public @Nullable V capture() {
            return local.get();
        }

        @Override
        public <T extends @Nullable Object> T call(@Nullable V state, Callable<T> code) throws Exception {
            V before = local.get();
            put(state);
            try {
                return code.call();
            } finally {
                put(before);
            }
        }

        private void put(@Nullable V value) {
            if (value == null) {
                local.remove();
            } else {
                local.set(value);
            }
        }
    }

    private record OfScopedValue<V>(ScopedValue<V> value) implements ContextCarrier<V> {

        @Override
        public @Nullable V capture() {
            return value.isBound() ? value.get() : null;
        }

        /**
         * A binding cannot be taken away, only covered. Only a thread that runs a job for which it waits has one.
         */
        @Override
        public <T extends @Nullable Object> T call(@Nullable V state, Callable<T> code) throws Exception {
            if (state == null && !value.isBound()) {
                return code.call();
            }
            return ScopedValue.where(value, state).call(code::call);
        }
    }
}
