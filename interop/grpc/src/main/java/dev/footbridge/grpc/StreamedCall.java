package dev.footbridge.grpc;

import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One call whose messages go to one subscriber, which asks for them. */
final class StreamedCall<T> implements ClientResponseObserver<Object, T>, Flow.Subscription {

    private final Flow.Subscriber<? super T> subscriber;
    private volatile @Nullable ClientCallStreamObserver<Object> call;
    private volatile boolean cancelled;

    private StreamedCall(Flow.Subscriber<? super T> subscriber) {
        this.subscriber = subscriber;
    }

    /** Makes the call; a subscriber that is told of the call may ask before that is made. */
    static <T> void begin(Consumer<StreamObserver<T>> make, Flow.Subscriber<? super T> subscriber) {
        StreamedCall<T> streamed = new StreamedCall<>(subscriber);
        make.accept(streamed);
        if (streamed.call == null) {
            throw new IllegalStateException("the function made no call with the observer it was given, or one that is"
                    + " not of a gRPC stub: call the stub's streaming method with it");
        }
        subscriber.onSubscribe(streamed);
    }

    // ---- what gRPC tells

    @Override
    public void beforeStart(ClientCallStreamObserver<Object> made) {
        made.disableAutoRequestWithInitial(0);
        call = made;
    }

    @Override
    public void onNext(T message) {
        subscriber.onNext(message);
    }

    @Override
    public void onError(Throwable error) {
        if (!cancelled) {
            subscriber.onError(error);
        }
    }

    @Override
    public void onCompleted() {
        subscriber.onComplete();
    }

    // ---- what the subscriber asks

    @Override
    public void request(long messages) {
        ClientCallStreamObserver<Object> made = call;
        if (made != null) {
            made.request((int) Math.min(messages, Integer.MAX_VALUE));
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
        ClientCallStreamObserver<Object> made = call;
        if (made != null) {
            made.cancel("the stream's run has ended", null);
        }
    }
}
