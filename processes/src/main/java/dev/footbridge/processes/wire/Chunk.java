package dev.footbridge.processes.wire;

import dev.footbridge.internal.Body;
import dev.footbridge.processes.RemoteCallable;
import dev.footbridge.processes.RemoteFunction;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a map: a function, and the items it is called with. Its value are the results, in their order. */
public final class Chunk implements RemoteCallable<List<@Nullable Object>>, Body.Wrapper {

    @Serial
    private static final long serialVersionUID = 1;

    private final Once once;
    private final ArrayList<?> items;

    /** This function with these items. */
    public Chunk(Once once, List<?> items) {
        this.once = once;
        this.items = new ArrayList<>(items);
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
        List<@Nullable Object> results = new ArrayList<>(items.size());
        for (Object item : items.toArray()) {
            results.add(apply.apply(item));
        }
        return results;
    }
}
