package dev.footbridge.processes.wire;

import dev.footbridge.internal.Body;
import dev.footbridge.processes.RemoteCallable;
import dev.footbridge.processes.RemoteFunction;
import java.io.Serial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a map: a function, and the items it is called with. Its value are the results, in their order. */
public final class Chunk implements RemoteCallable<List<@Nullable Object>>, Body.Wrapper {

    @Serial
    private static final long serialVersionUID = 1;

    private final Once once;
    private final ArrayList<?> items;

    /** This function with these items. */
    public Chunk(Once once, ArrayList<?> items) {
        this.once = once;
        this.items = items;
    }

    Once once() {
        return once;
    }

    List<?> items() {
        return items;
    }

    @Override
    public Object function() {
        return once.function();
    }

    @Override
    @SuppressWarnings("unchecked") // the function was given together with the items
    public List<@Nullable Object> call() throws Exception {
        RemoteFunction<@Nullable Object, @Nullable Object> apply = (RemoteFunction<@Nullable Object, @Nullable Object>) once
                .function();
        @Nullable
        Object[] results = items.toArray();
        for (int i = 0; i < results.length; i++) {
            results[i] = apply.apply(results[i]);
        }
        return new ArrayList<>(Arrays.asList(results));
    }
}
