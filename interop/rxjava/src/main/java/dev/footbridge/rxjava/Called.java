package dev.footbridge.rxjava;

import dev.footbridge.Callback;
import dev.footbridge.OnCancel;
import io.reactivex.rxjava3.core.CompletableObserver;
import io.reactivex.rxjava3.core.MaybeObserver;
import io.reactivex.rxjava3.core.SingleObserver;
import io.reactivex.rxjava3.disposables.Disposable;
import io.reactivex.rxjava3.disposables.SerialDisposable;
import io.reactivex.rxjava3.plugins.RxJavaPlugins;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Passes on how a source of at most one value ends. */
final class Called<T> implements SingleObserver<T>, MaybeObserver<T>, CompletableObserver {

    private final Callback<@Nullable T> callback;
    private final SerialDisposable subscription = new SerialDisposable();

    private Called(Callback<@Nullable T> callback) {
        this.callback = callback;
    }

    /** Subscribes for this callback, unless it is over already. */
    @SuppressWarnings("unchecked") // a callback takes what the source has; a single never completes without a value
    static <T> void by(Callback<? extends @Nullable T> callback, Consumer<Called<T>> subscribe) {
        Called<T> called = new Called<>((Callback<@Nullable T>) callback);
        callback.onCancel(OnCancel.ABANDON, called.subscription::dispose);
        if (!callback.isOver()) {
            subscribe.accept(called);
        }
    }

    @Override
    public void onSubscribe(Disposable disposable) {
        subscription.set(disposable);
    }

    @Override
    public void onSuccess(T value) {
        callback.succeed(value);
    }

    @Override
    public void onComplete() {
        callback.succeed(null);
    }

    @Override
    public void onError(Throwable error) {
        if (!callback.fail(error)) {
            RxJavaPlugins.onError(error);
        }
    }
}
