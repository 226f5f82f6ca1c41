package dev.footbridge.conformance.tck;

import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.tck.flow.FlowPublisherVerification;

/** A stream of an iterable, pulled on the thread pool, as a publisher. */
public final class IteratedPublisherVerification extends FlowPublisherVerification<Long> {

    public IteratedPublisherVerification() {
        super(Limits.generous(), Limits.MILLIS_TO_GARBAGE);
    }

    @Override
    public Flow.Publisher<Long> createFlowPublisher(long elements) {
        return Numbers.iterated(elements).toPublisher();
    }

    /** There is none: a stream does not run, and so cannot fail, before something is requested. */
    @Override
    public Flow.@Nullable Publisher<Long> createFailedFlowPublisher() {
        return null;
    }
}
