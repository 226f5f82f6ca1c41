package dev.footbridge.internal;

import org.jspecify.annotations.Nullable;

/** A context value that is set until it is closed, on a thread that is in a scope of its own for so long. */
public final class ContextBinding {

    private final Object key;
    private final Entered<Scope> entered;
    private final @Nullable Object before;
    private boolean closed;

    private ContextBinding(Object key, Object value) {
        this.key = key;
        this.entered = Entered.into(strand -> new Scope(strand, strand.scope(), false));
        this.before = entered.strand().bindings().set(key, value);
    }

    /** Sets the value on the calling thread. */
    public static ContextBinding open(Object key, Object value) {
        return new ContextBinding(key, value);
    }

    /** Puts back what was there before. */
    public void close() {
        if (closed) {
            return;
        }
        if (!entered.isInnermost()) {
            throw new IllegalStateException(
                    "the binding of context key '" + key + "' is closed by the code that made it,"
                            + " and before whatever is around it: use try-with-resources");
        }
        closed = true;
        entered.strand().bindings().set(key, before);
        entered.leave();
    }
}
