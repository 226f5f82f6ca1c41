package dev.footbridge.conformance.tck;

import dev.footbridge.rxjava.RxJava;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.FlowAdapters;
import org.reactivestreams.tck.flow.FlowPublisherVerification;

/** A stream as a publisher of RxJava's. */
public final class RxJavaFlowableVerification extends FlowPublisherVerification<Long> {

    public RxJavaFlowableVerification() {
        super(Limits.generous(), Limits.MILLIS_TO_GARBAGE);
    }

    @Override
    public Flow.Publisher<Long> createFlowPublisher(long elements) {
        return FlowAdapters.toFlowPublisher(RxJava.toFlowable(Numbers.generated(elements)));
    }

    /** There is none: a stream does not run, and so cannot fail, before something is requested. */
    @Override
    public Flow.@Nullable Publisher<Long> createFailedFlowPublisher() {
        return null;
    }
}
