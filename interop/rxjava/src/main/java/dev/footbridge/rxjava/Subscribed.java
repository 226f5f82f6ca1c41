package dev.footbridge.rxjava;

import dev.footbridge.Task;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.plugins.RxJavaPlugins;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A task whose value one observer is waiting for. */
final class Subscribed<T> {

    private final Task<? extends @Nullable T> task;
    private final Consumer<@Nullable T> value;
    private final Predicate<Throwable> error;
    private volatile boolean left;

    private Subscribed(Task<? extends @Nullable T> task, Consumer<@Nullable T> value, Predicate<Throwable> error) {
        this.task = task;
        this.value = value;
        this.error = error;
    }

    /** A source of the value of what each subscription starts. */
    static <T> Single<T> single(Supplier<Task<T>> start) {
        return Single.create(emitter -> {
            Task<T> task = start.get();
            Subscribed<T> observer = new Subscribed<>(task, result -> {
                if (result == null) {
                    emitter.onError(new NullPointerException("the value of " + task.name()
                            + " is null, which a Single cannot hold: use toMaybe"));
                } else {
                    emitter.onSuccess(result);
                }
            }, emitter::tryOnError);
            emitter.setCancellable(observer::leave);
            observer.begin();
        });
    }

    /** A source of the value of what each subscription starts; null is none. */
    static <T> Maybe<T> maybe(Supplier<Task<? extends @Nullable T>> start) {
        return Maybe.create(emitter -> {
            Subscribed<T> observer = new Subscribed<>(start.get(), result -> {
                if (result == null) {
                    emitter.onComplete();
                } else {
                    emitter.onSuccess(result);
                }
            }, emitter::tryOnError);
            emitter.setCancellable(observer::leave);
            observer.begin();
        });
    }

    private void begin() {
        task.whenComplete(this::end);
    }

    /** Also called when it has ended, which then changes nothing. */
    private void leave() {
        left = true;
        task.cancel("its observer disposed");
    }

    /** Whether it ended well or not: {@code whenComplete} gives a task's own exception, without a wrapper. */
    private void end(@Nullable T result, @Nullable Throwable failure) {
        if (failure == null) {
            value.accept(result);
        } else if (!error.test(failure) && !(left && failure instanceof CancellationException)) {
            RxJavaPlugins.onError(failure);
        }
    }
}
