package dev.footbridge.conformance.tck;

import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.tck.flow.FlowPublisherVerification;

/** A stream that reads ahead of its subscriber, as a publisher. */
public final class ReadingAheadPublisherVerification extends FlowPublisherVerification<Long> {

    public ReadingAheadPublisherVerification() {
        super(Limits.generous(), Limits.MILLIS_TO_GARBAGE);
    }

    @Override
    public Flow.Publisher<Long> createFlowPublisher(long elements) {
        return Numbers.generated(elements).prefetch(16).toPublisher();
    }

    /** There is none: a stream does not run, and so cannot fail, before something is requested. */
    @Override
    public Flow.@Nullable Publisher<Long> createFailedFlowPublisher() {
        return null;
    }
}
