package dev.footbridge.internal;

import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Context keys and their values: immutable, and few, so that looking through all of them is the fastest way. */
public final class ContextValues {

    /** None. */
    public static final ContextValues EMPTY = new ContextValues(new Object[0]);

    /** A key, its value, the next key, and so on. */
    private final Object[] pairs;

    private ContextValues(Object[] pairs) {
        this.pairs = pairs;
    }

    /** The value of this key, or null. */
    public @Nullable Object get(Object key) {
        int index = indexOf(key);
        return index < 0 ? null : pairs[index + 1];
    }

    /** These with another value for the key; null takes it out. */
    public ContextValues with(Object key, @Nullable Object value) {
        int index = indexOf(key);
        if (value == null) {
            return index < 0 ? this : without(index);
        }
        Object[] more = Arrays.copyOf(pairs, index < 0 ? pairs.length + 2 : pairs.length);
        int place = index < 0 ? pairs.length : index;
        more[place] = key;
        more[place + 1] = value;
        return new ContextValues(more);
    }

    /** Tells all keys and their values, in the order in which they were first set. */
    public void forEach(BiConsumer<Object, Object> action) {
        for (int i = 0; i < pairs.length; i += 2) {
            action.accept(pairs[i], pairs[i + 1]);
        }
    }

    private ContextValues without(int index) {
        if (pairs.length == 2) {
            return EMPTY;
        }
        Object[] rest = new Object[pairs.length - 2];
        System.arraycopy(pairs, 0, rest, 0, index);
        System.arraycopy(pairs, index + 2, rest, index, rest.length - index);
        return new ContextValues(rest);
    }

    private int indexOf(Object key) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i] == key) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public String toString() {
        StringBuilder all = new StringBuilder("{");
        for (int i = 0; i < pairs.length; i += 2) {
            all.append(i == 0 ? "" : ", ").append(pairs[i]).append('=').append(pairs[i + 1]);
        }
        return all.append('}').toString();
    }
}
