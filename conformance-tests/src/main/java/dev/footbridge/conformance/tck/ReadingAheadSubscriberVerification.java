package dev.footbridge.conformance.tck;

import java.util.concurrent.Flow;
import org.reactivestreams.tck.flow.FlowSubscriberBlackboxVerification;
import org.testng.annotations.AfterMethod;

/** The subscriber of a stream whose items are taken as they come, several asked for at a time. */
public final class ReadingAheadSubscriberVerification extends FlowSubscriberBlackboxVerification<Integer> {

    private final SubscribedRuns runs = new SubscribedRuns();

    public ReadingAheadSubscriberVerification() {
        super(Limits.generous());
    }

    @Override
    public Flow.Subscriber<Integer> createFlowSubscriber() {
        return runs.<Integer>begin(16, item -> {}).subscriber();
    }

    @Override
    public Integer createElement(int element) {
        return element;
    }

    /** Ends what the test has left running. */
    @AfterMethod
    public void endRuns() {
        runs.end();
    }
}
