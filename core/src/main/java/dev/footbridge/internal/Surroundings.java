package dev.footbridge.internal;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What is around the code that a strand runs: its context, and the threads that errands are for. Used by the strand
 * itself.
 */
abstract sealed class Surroundings extends ScopeStack permits Stacked {

    /** The context, unless there is {@link #bindings}: most code only looks. */
    private ContextValues values = ContextValues.EMPTY;
    private @Nullable Bindings bindings;
    /** The thread that called into asynchronous code and waits for it; of a call that this thread makes, later. */
    private @Nullable Errands origin;
    private boolean isOrigin;
    /** What this thread does while it waits. */
    private @Nullable Errands errands;
    /** What was taken along last, to be used again while nothing changes. */
    private @Nullable Carried carried;

    Surroundings(Thread thread) {
        super(thread);
    }

    // ---- the context

    final ContextValues values() {
        Bindings own = bindings;
        return own == null ? values : own.values();
    }

    /** The context to look into and to change. */
    public final Bindings bindings() {
        Bindings own = bindings;
        if (own == null) {
            own = new Bindings(values);
            bindings = own;
        }
        return own;
    }

    /** The value of a context key, or null. */
    public final @Nullable Object contextValue(Object key) {
        return values().get(key);
    }

    /** What a job takes along that the running code starts; null if that is nothing. */
    final @Nullable Carried carried() {
        ContextValues now = values();
        Errands whose = origin();
        if (now == ContextValues.EMPTY && whose == null) {
            return null;
        }
        Carried last = carried;
        if (last == null || last.values != now || last.origin != whose) {
            last = new Carried(now, whose, null);
            carried = last;
        }
        return last;
    }

    /** Runs code with what was taken along. */
    final <T extends @Nullable Object> T within(@Nullable Carried load, Ride ride, Callable<T> code) throws Exception {
        ContextValues outerValues = values;
        Bindings outerBindings = bindings;
        Errands outerOrigin = origin;
        boolean wasOrigin = isOrigin;
        Carried outerCarried = carried;
        bindings = null;
        carried = null;
        isOrigin = ride == Ride.CALLED;
        if (load == null) {
            values = ContextValues.EMPTY;
            origin = null;
        } else {
            values = load.values;
            origin = load.origin;
        }
        try {
            return load == null ? code.call() : load.carry(code);
        } finally {
            values = outerValues;
            bindings = outerBindings;
            origin = outerOrigin;
            isOrigin = wasOrigin;
            carried = outerCarried; // a thread that serves many jobs keeps nothing of this one
        }
    }

    /** Runs code in this context, which it shares with whoever else is in it. */
    public final <T extends @Nullable Object> T inContext(Bindings shared, Callable<T> code) throws Exception {
        ContextValues outerValues = values;
        Bindings outerBindings = bindings;
        bindings = shared;
        try {
            return code.call();
        } finally {
            values = outerValues;
            bindings = outerBindings;
        }
    }

    /** From now on code runs in this context, until what is returned puts back the one before. */
    final Runnable enter(Bindings shared) {
        ContextValues outerValues = values;
        Bindings outerBindings = bindings;
        bindings = shared;
        return () -> {
            values = outerValues;
            bindings = outerBindings;
        };
    }

    // ---- errands

    /** Whose thread errands of the running code are for; null when no thread waits for it. */
    public final @Nullable Errands origin() {
        if (!isOrigin) {
            return origin;
        }
        Errands own = errands;
        if (own == null) {
            own = new Errands(thread());
            errands = own;
        }
        return own;
    }

    /** The errands that this thread does while it waits, if there are any. */
    public final @Nullable Errands errands() {
        return errands;
    }

    /** Says what this thread does while it waits; null for nothing. */
    public final void setErrands(@Nullable Errands errands) {
        this.errands = errands;
    }

    /** Whether there is one to do. */
    public final boolean hasErrands() {
        Errands asked = errands;
        return asked != null && !asked.isEmpty();
    }
}
