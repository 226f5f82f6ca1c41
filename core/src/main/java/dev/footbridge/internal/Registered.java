package dev.footbridge.internal;

import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Code that is registered to run later: it takes along the context of whoever registers it. */
@SuppressWarnings({"overloads", "NullAway"}) // each function is of one kind; the JDK's signatures say nothing about null
final class Registered {

    private Registered() {}

    static Runnable of(Runnable code) {
        Objects.requireNonNull(code, "code");
        Carried carried = Carried.capture();
        return () -> run(carried, code);
    }

    static <T extends @Nullable Object> Supplier<T> of(Supplier<T> code) {
        Objects.requireNonNull(code, "code");
        Carried carried = Carried.capture();
        return () -> Carried.call(carried, code::get);
    }

    static <T extends @Nullable Object> Consumer<T> of(Consumer<T> code) {
        Objects.requireNonNull(code, "code");
        Carried carried = Carried.capture();
        return value -> run(carried, () -> code.accept(value));
    }

    static <A extends @Nullable Object, B extends @Nullable Object> BiConsumer<A, B> of(BiConsumer<A, B> code) {
        Objects.requireNonNull(code, "code");
        Carried carried = Carried.capture();
        return (a, b) -> run(carried, () -> code.accept(a, b));
    }

    static <A extends @Nullable Object, R extends @Nullable Object> Function<A, R> of(Function<A, R> code) {
        Objects.requireNonNull(code, "code");
        Carried carried = Carried.capture();
        return value -> Carried.call(carried, () -> code.apply(value));
    }

    static <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> BiFunction<A, B, R> of(
            BiFunction<A, B, R> code) {
        Objects.requireNonNull(code, "code");
        Carried carried = Carried.capture();
        return (a, b) -> Carried.call(carried, () -> code.apply(a, b));
    }

    private static void run(@Nullable Carried carried, Runnable code) {
        Carried.call(carried, () -> {
            code.run();
            return carried;
        });
    }
}
