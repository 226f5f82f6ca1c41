package dev.footbridge.reactor;

import dev.footbridge.context.ContextKey;
import java.util.function.Supplier;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/** The values of our keys in Reactor's context, under the keys themselves. */
final class Contexts {

    private Contexts() {}

    /** A context of Reactor's with what the calling code has. */
    static Context withOurs() {
        return Context.of(dev.footbridge.context.Context.current().values());
    }

    /** Runs code with what is in Reactor's context, in a copy of the calling code's own. */
    static <T> T call(ContextView view, Supplier<T> code) {
        if (view.stream().noneMatch(entry -> entry.getKey() instanceof ContextKey)) {
            return code.get();
        }
        var context = dev.footbridge.context.Context.current().copy();
        context.run(() -> view.stream().forEach(entry -> {
            if (entry.getKey() instanceof ContextKey<?> key) {
                set(key, entry.getValue());
            }
        }));
        return context.call(code::get);
    }

    /** Runs code with what is in Reactor's context, as {@link #call}. */
    static void run(ContextView view, Runnable code) {
        call(view, () -> {
            code.run();
            return view;
        });
    }

    @SuppressWarnings("unchecked") // whoever put a value of another type under the key meets it there
    private static <V> void set(ContextKey<V> key, Object value) {
        key.set((V) value);
    }
}
