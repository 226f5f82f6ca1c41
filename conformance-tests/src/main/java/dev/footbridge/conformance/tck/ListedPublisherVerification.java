package dev.footbridge.conformance.tck;

import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.tck.flow.FlowPublisherVerification;

/** A stream that holds its items, as a publisher. */
public final class ListedPublisherVerification extends FlowPublisherVerification<Integer> {

    private static final int MOST_ITEMS = 1_000;

    public ListedPublisherVerification() {
        super(Limits.generous(), Limits.MILLIS_TO_GARBAGE);
    }

    @Override
    public long maxElementsFromPublisher() {
        return MOST_ITEMS;
    }

    @Override
    public Flow.Publisher<Integer> createFlowPublisher(long elements) {
        return Numbers.listed(Math.toIntExact(elements)).toPublisher();
    }

    /** There is none: a stream does not run, and so cannot fail, before something is requested. */
    @Override
    public Flow.@Nullable Publisher<Integer> createFailedFlowPublisher() {
        return null;
    }
}
