package dev.footbridge.reactor;

import dev.footbridge.Callback;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/** Passes on the one value of a publisher. */
final class MonoSubscriber<T> extends BaseSubscriber<T> {

    private final Callback<@Nullable T> callback;
    private final Context context;

    MonoSubscriber(Callback<@Nullable T> callback, Context context) {
        this.callback = callback;
        this.context = context;
    }

    @Override
    public Context currentContext() {
        return context;
    }

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
        requestUnbounded();
    }

    @Override
    protected void hookOnNext(T value) {
        if (!callback.succeed(value)) {
            Operators.onNextDropped(value, context);
        }
    }

    @Override
    protected void hookOnComplete() {
        callback.succeed(null);
    }

    @Override
    protected void hookOnError(Throwable error) {
        if (!callback.fail(error)) {
            Operators.onErrorDropped(error, context);
        }
    }
}
