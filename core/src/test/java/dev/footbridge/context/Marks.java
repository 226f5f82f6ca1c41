package dev.footbridge.context;

import dev.footbridge.BlockingAction;
import dev.footbridge.internal.Body;
import java.util.Objects;
import java.util.concurrent.Callable;

/** One word in three places: as a context value, in a thread-local and in a scoped value. Carried while this is open. */
final class Marks implements AutoCloseable {

    static final ContextKey<String> KEY = ContextKey.of("mark");
    static final ThreadLocal<String> LOCAL = new ThreadLocal<>();
    static final ScopedValue<String> SCOPED = ScopedValue.newInstance();

    /** What code sees that was given no mark. */
    static final String NONE = "-/-/-";

    private final ContextCarriers.Registration local = ContextCarriers.register(ContextCarriers.of(LOCAL));
    private final ContextCarriers.Registration scoped = ContextCarriers.register(ContextCarriers.of(SCOPED));

    private Marks() {}

    static Marks carried() {
        return new Marks();
    }

    /** Runs code with this mark in all three places. */
    static <T> T with(String mark, Callable<T> code) {
        String before = LOCAL.get();
        LOCAL.set(mark);
        try {
            return KEY.call(mark, () -> ScopedValue.where(SCOPED, mark).call(code::call));
        } finally {
            LOCAL.set(before);
        }
    }

    /** Runs code without a value with this mark in all three places. */
    static void with(String mark, BlockingAction code) {
        with(mark, Body.of(code));
    }

    /** What the calling code sees in the three places. */
    static String seen() {
        return KEY.find().orElse("-") + "/" + Objects.requireNonNullElse(LOCAL.get(), "-") + "/"
                + Objects.requireNonNullElse(SCOPED.isBound() ? SCOPED.get() : null, "-");
    }

    /** What code sees that was given this mark. */
    static String all(String mark) {
        return mark + "/" + mark + "/" + mark;
    }

    /** Sets another mark where that can be set, as a careless job does. */
    static String change() {
        String seen = seen();
        KEY.set("changed");
        LOCAL.set("changed");
        return seen;
    }

    @Override
    public void close() {
        scoped.close();
        local.close();
        LOCAL.remove();
    }
}
