package dev.footbridge.internal;

import dev.footbridge.context.ContextCarrier;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The carriers that are registered, and what they took from a thread. */
public final class Carriers {

    private static final AtomicReference<Known<?>[]> ALL = new AtomicReference<>(new Known<?>[0]);

    static {
        CarrierServices.load(carrier -> add(new Known<>(carrier)));
    }

    private Carriers() {}

    private static void add(Known<?> carrier) {
        ALL.updateAndGet(all -> {
            Known<?>[] more = Arrays.copyOf(all, all.length + 1);
            more[all.length] = carrier;
            return more;
        });
    }

    /** Adds a carrier; the result takes it away again. */
    public static Runnable register(ContextCarrier<?> carrier) {
        Known<?> mine = new Known<>(
                Objects.requireNonNull(carrier, "the carrier is null: give one that knows what to carry"));
        add(mine);
        return () -> ALL.updateAndGet(
                all -> Arrays.stream(all).filter(other -> other != mine).toArray(Known<?>[]::new));
    }

    /** What the carriers take from the calling thread; null when there are none. */
    static @Nullable Load capture() {
        Known<?>[] all = ALL.get();
        return all.length == 0 ? null : Load.of(all);
    }

    /** One registration, which ends by itself also where the same carrier was registered twice. */
    private static final class Known<S> {

        private final ContextCarrier<S> carrier;

        Known(ContextCarrier<S> carrier) {
            this.carrier = carrier;
        }

        /** One that fails carries nothing: it must not keep a job from being started. */
        @Nullable
        S capture() {
            try {
                return carrier.capture();
            } catch (Throwable broken) {
                FailureSink.log("ContextCarrier.capture of " + carrier, broken);
                return null;
            }
        }

        @SuppressWarnings("unchecked") // it gets back what it gave
        <T extends @Nullable Object> T call(@Nullable Object state, Callable<T> code) throws Exception {
            return carrier.call((S) state, code);
        }
    }

    /** What they took from one thread. */
    static final class Load {

        private final Known<?>[] carriers;
        private final @Nullable Object[] states;

        private Load(Known<?>[] carriers, @Nullable Object[] states) {
            this.carriers = carriers;
            this.states = states;
        }

        private static Load of(Known<?>[] carriers) {
            @Nullable
            Object[] states = new @Nullable Object[carriers.length];
            for (int i = 0; i < carriers.length; i++) {
                states[i] = carriers[i].capture();
            }
            return new Load(carriers, states);
        }

        <T extends @Nullable Object> T call(Callable<T> code) throws Exception {
            return call(0, code);
        }

        private <T extends @Nullable Object> T call(int index, Callable<T> code) throws Exception {
            if (index == carriers.length) {
                return code.call();
            }
            Inner<T> inner = new Inner<>(this, index, code);
            T value = carriers[index].call(states[index], inner);
            inner.checkRun();
            return value;
        }
    }

    /** What one carrier is to run: the carriers after it, and the code. */
    private static final class Inner<T extends @Nullable Object> implements Callable<T> {

        private final Load load;
        private final int index;
        private final Callable<T> code;
        private boolean run;

        Inner(Load load, int index, Callable<T> code) {
            this.load = load;
            this.index = index;
            this.code = code;
        }

        @Override
        public T call() throws Exception {
            if (run) {
                throw new IllegalStateException(load.carriers[index].carrier
                        + " ran the code of a job again: ContextCarrier.call must run it once");
            }
            run = true;
            return load.call(index + 1, code);
        }

        void checkRun() {
            if (!run) {
                throw new IllegalStateException(load.carriers[index].carrier
                        + " did not run the code of a job: ContextCarrier.call must run it once");
            }
        }
    }
}
