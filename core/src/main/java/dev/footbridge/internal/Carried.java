package dev.footbridge.internal;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What a job takes along from the code that started it: a copy of its context, what carriers saw on its thread, and whose
 * thread its errands are for. Null stands for nothing.
 */
public final class Carried {

    final ContextValues values;
    final @Nullable Errands origin;
    private final Carriers.@Nullable Load load;

    Carried(ContextValues values, @Nullable Errands origin, Carriers.@Nullable Load load) {
        this.values = values;
        this.origin = origin;
        this.load = load;
    }

    /** What a job takes along that the calling code starts. */
    public static @Nullable Carried capture() {
        Carried inPlace = inPlace();
        Carriers.Load load = Carriers.capture();
        if (load == null) {
            return inPlace;
        }
        return inPlace == null
                ? new Carried(ContextValues.EMPTY, null, load)
                : new Carried(inPlace.values, inPlace.origin, load);
    }

    /** What a job takes along that runs on the calling thread, and so needs no carriers. */
    public static @Nullable Carried inPlace() {
        Strand strand = Strand.current();
        return strand == null ? null : strand.carried();
    }

    /** Runs code with what was taken along, and leaves nothing of it behind. */
    public static <T extends @Nullable Object> T call(@Nullable Carried carried, Callable<T> code) {
        return Scoped.on(strand -> new Scope(strand, strand.scope(), false), (strand, _) -> {
            try {
                return strand.within(carried, Ride.STARTED, code);
            } catch (Throwable error) {
                throw Sneaky.raise(error);
            }
        });
    }

    <T extends @Nullable Object> T carry(Callable<T> code) throws Exception {
        return load == null ? code.call() : load.call(code);
    }
}
