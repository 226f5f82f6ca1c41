package dev.footbridge.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** The context values that code sees and sets: its own, or shared with other code on other threads. Any thread. */
public final class Bindings {

    private static final VarHandle VALUES;

    static {
        try {
            VALUES = MethodHandles.lookup().findVarHandle(Bindings.class, "values", ContextValues.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile ContextValues values;

    /** These values to begin with. */
    public Bindings(ContextValues values) {
        this.values = values;
    }

    /** What they are now. */
    public ContextValues values() {
        return values;
    }

    /** Sets the value of a key, or with null takes it out; returns what it was. */
    public @Nullable Object set(Object key, @Nullable Object value) {
        for (;;) {
            ContextValues seen = values;
            if (VALUES.compareAndSet(this, seen, seen.with(key, value))) {
                return seen.get(key);
            }
        }
    }
}
