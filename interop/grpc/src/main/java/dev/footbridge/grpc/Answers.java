package dev.footbridge.grpc;

import dev.footbridge.stream.AsyncStream;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The answers to a call that has many: one item is asked for whenever the call can take one. */
final class Answers<T> implements Flow.Subscriber<T> {

    private final ServerCallStreamObserver<T> call;
    private volatile Flow.@Nullable Subscription subscription;
    /** Whether an item has been asked for that has not come. */
    private final AtomicBoolean asked = new AtomicBoolean();

    private Answers(ServerCallStreamObserver<T> call) {
        this.call = call;
    }

    static <T> void of(AsyncStream<T> items, ServerCallStreamObserver<T> call) {
        Answers<T> answers = new Answers<>(call);
        call.setOnReadyHandler(answers::ask);
        call.setOnCancelHandler(answers::leave);
        items.toPublisher().subscribe(answers);
    }

    private void ask() {
        Flow.Subscription run = subscription;
        if (run != null && call.isReady() && asked.compareAndSet(false, true)) {
            run.request(1);
        }
    }

    private void leave() {
        Flow.Subscription run = subscription;
        if (run != null) {
            run.cancel();
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription run) {
        subscription = run;
        if (call.isCancelled()) {
            run.cancel();
        } else {
            ask();
        }
    }

    @Override
    public void onNext(T item) {
        if (!call.isCancelled()) {
            call.onNext(item);
        }
        asked.set(false);
        ask();
    }

    @Override
    public void onError(Throwable error) {
        if (call.isCancelled()) {
            Uncalled.report(error);
        } else {
            call.onError(Answer.status(error));
        }
    }

    @Override
    public void onComplete() {
        if (!call.isCancelled()) {
            call.onCompleted();
        }
    }
}
