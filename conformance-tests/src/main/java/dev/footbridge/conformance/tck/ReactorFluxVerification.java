package dev.footbridge.conformance.tck;

import dev.footbridge.reactor.Reactor;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import reactor.adapter.JdkFlowAdapter;

/** A stream as a publisher of Reactor's. */
public final class ReactorFluxVerification extends FlowPublisherVerification<Long> {

    public ReactorFluxVerification() {
        super(Limits.generous(), Limits.MILLIS_TO_GARBAGE);
    }

    @Override
    public Flow.Publisher<Long> createFlowPublisher(long elements) {
        return JdkFlowAdapter.publisherToFlowPublisher(Reactor.toFlux(Numbers.generated(elements)));
    }

    /** There is none: a stream does not run, and so cannot fail, before something is requested. */
    @Override
    public Flow.@Nullable Publisher<Long> createFailedFlowPublisher() {
        return null;
    }
}
