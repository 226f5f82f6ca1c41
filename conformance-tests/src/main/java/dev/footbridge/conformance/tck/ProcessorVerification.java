package dev.footbridge.conformance.tck;

import dev.footbridge.stream.AsyncStream;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import org.reactivestreams.tck.flow.IdentityFlowProcessorVerification;
import org.reactivestreams.tck.flow.support.TestException;
import org.testng.annotations.AfterClass;

/** One operator between a publisher and its only subscriber. */
public final class ProcessorVerification extends IdentityFlowProcessorVerification<Integer> {

    private final ExecutorService publishers = Executors.newCachedThreadPool();

    public ProcessorVerification() {
        super(Limits.generous(), Limits.MILLIS_TO_GARBAGE);
    }

    @Override
    protected Flow.Processor<Integer, Integer> createIdentityFlowProcessor(int bufferSize) {
        return AsyncStream.processor(in -> in.map(item -> item));
    }

    @Override
    protected Flow.Publisher<Integer> createFailedFlowPublisher() {
        Flow.Processor<Integer, Integer> failed = createIdentityFlowProcessor(1);
        failed.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long items) {}

            @Override
            public void cancel() {}
        });
        failed.onError(new TestException());
        return failed;
    }

    @Override
    public long maxSupportedSubscribers() {
        return 1;
    }

    @Override
    public ExecutorService publisherExecutorService() {
        return publishers;
    }

    @Override
    public Integer createElement(int element) {
        return element;
    }

    /** Ends the threads of the publishers. */
    @AfterClass
    public void endPublishers() {
        publishers.shutdownNow();
    }
}
