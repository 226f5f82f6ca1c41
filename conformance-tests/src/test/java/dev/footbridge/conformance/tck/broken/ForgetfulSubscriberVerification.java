package dev.footbridge.conformance.tck.broken;

import dev.footbridge.conformance.tck.Limits;
import dev.footbridge.conformance.tck.SubscribedRuns;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.tck.flow.FlowSubscriberBlackboxVerification;
import org.testng.annotations.AfterMethod;

/** Broken: a subscriber that does not cancel a second subscription, and passes over null. */
public final class ForgetfulSubscriberVerification extends FlowSubscriberBlackboxVerification<Integer> {

    private final SubscribedRuns runs = new SubscribedRuns();

    public ForgetfulSubscriberVerification() {
        super(Limits.hasty());
    }

    @Override
    public Flow.Subscriber<Integer> createFlowSubscriber() {
        return new Forgetful<>(runs.<Integer>begin(1, item -> {}).subscriber(), new AtomicBoolean());
    }

    @Override
    public Integer createElement(int element) {
        return element;
    }

    @AfterMethod
    public void endRuns() {
        runs.end();
    }

    private record Forgetful<T>(Flow.Subscriber<T> subscriber, AtomicBoolean subscribed) implements Flow.Subscriber<T> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            if (!subscribed.getAndSet(subscription != null)) {
                subscriber.onSubscribe(subscription);
            }
        }

        @Override
        public void onNext(T item) {
            if (item != null) {
                subscriber.onNext(item);
            }
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
