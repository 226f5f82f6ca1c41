package dev.footbridge.processes.job;

import dev.footbridge.context.ContextKey;
import dev.footbridge.processes.RemoteKey;
import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job with the context values that it takes along.
 *
 * @param function the job
 * @param values one for each key of the pool, or null where there is none
 */
public record Luggage(Serializable function, ArrayList<@Nullable Object> values) implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    /** The job, with the values that the calling code has under these keys, if it has any. */
    public static Serializable pack(Serializable function, List<RemoteKey> keys) {
        if (keys.isEmpty()) {
            return function;
        }
        ArrayList<@Nullable Object> values = new ArrayList<>(keys.size());
        boolean any = false;
        for (RemoteKey remote : keys) {
            ContextKey<?> key = remote.key();
            Object value = key.isSet() ? key.get() : null;
            any |= value != null;
            values.add(value);
        }
        return any ? new Luggage(function, values) : function;
    }

    /** Sets the values in the context of the calling job, and returns what it is to run. */
    public static Object unpack(Object job, List<RemoteKey> keys) {
        if (!(job instanceof Luggage luggage)) {
            return job;
        }
        for (int i = 0; i < keys.size(); i++) {
            Object value = luggage.values.get(i);
            if (value != null) {
                set(keys.get(i).key(), value);
            }
        }
        return luggage.function;
    }

    @SuppressWarnings("unchecked") // the value was found under this key
    private static <T> void set(ContextKey<T> key, Object value) {
        key.set((T) value);
    }
}
