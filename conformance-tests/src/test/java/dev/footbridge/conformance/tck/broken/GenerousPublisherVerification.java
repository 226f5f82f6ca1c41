package dev.footbridge.conformance.tck.broken;

import dev.footbridge.conformance.tck.GeneratedPublisherVerification;
import dev.footbridge.conformance.tck.Limits;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import org.reactivestreams.tck.flow.FlowPublisherVerification;

/** Broken: a publisher that gives one item more than it is asked for, and forgets no subscriber. */
public final class GenerousPublisherVerification extends FlowPublisherVerification<Long> {

    private final GeneratedPublisherVerification sound = new GeneratedPublisherVerification();
    private final Queue<Flow.Subscriber<?>> subscribers = new ConcurrentLinkedQueue<>();

    public GenerousPublisherVerification() {
        super(Limits.hasty(), 100);
    }

    @Override
    public Flow.Publisher<Long> createFlowPublisher(long elements) {
        Flow.Publisher<Long> publisher = sound.createFlowPublisher(elements);
        return subscriber -> {
            publisher.subscribe(new Generous<>(subscriber));
            subscribers.add(subscriber);
        };
    }

    @Override
    public Flow.Publisher<Long> createFailedFlowPublisher() {
        return null;
    }

    private record Generous<T>(Flow.Subscriber<? super T> subscriber) implements Flow.Subscriber<T> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscriber.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long items) {
                    subscription.request(items + 1);
                }

                @Override
                public void cancel() {
                    subscription.cancel();
                }
            });
        }

        @Override
        public void onNext(T item) {
            subscriber.onNext(item);
        }

        @Override
        public void onError(Throwable error) {
            subscriber.onError(error);
        }

        @Override
        public void onComplete() {
            subscriber.onComplete();
        }
    }
}
