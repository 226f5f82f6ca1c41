package dev.footbridge.conformance.tck;

import dev.footbridge.CancelledException;
import dev.footbridge.Task;
import dev.footbridge.sync.AsyncSemaphore;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.tck.SubscriberWhiteboxVerification;
import org.reactivestreams.tck.flow.FlowSubscriberWhiteboxVerification;
import org.testng.annotations.AfterMethod;

/**
 * The subscriber of a stream whose items are taken when the test says so, seen from both sides: the TCK is told what
 * came out of the stream. The first item is asked for in any case, as that is what makes a stream subscribe.
 */
public final class PulledSubscriberVerification extends FlowSubscriberWhiteboxVerification<Integer> {

    private final SubscribedRuns runs = new SubscribedRuns();

    public PulledSubscriberVerification() {
        super(Limits.generous());
    }

    @Override
    protected Flow.Subscriber<Integer> createFlowSubscriber(WhiteboxSubscriberProbe<Integer> probe) {
        AsyncSemaphore wanted = AsyncSemaphore.of(0);
        SubscribedRuns.Run<Integer> run = runs.begin(1, item -> {
            probe.registerOnNext(item);
            wanted.acquire();
        });
        tellEnd(run.task(), probe);
        return new Probed(run, wanted, probe);
    }

    private static void tellEnd(Task<@Nullable Void> task, WhiteboxSubscriberProbe<Integer> probe) {
        var _ = task.whenComplete((_, error) -> {
            if (error == null) {
                probe.registerOnComplete();
            } else if (!(error instanceof CancelledException)) {
                probe.registerOnError(error);
            }
        });
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

    /** The stream's own subscriber; the test learns with the first subscription how to ask for items and to cancel. */
    private record Probed(SubscribedRuns.Run<Integer> run, AsyncSemaphore wanted,
            WhiteboxSubscriberProbe<Integer> probe) implements Flow.Subscriber<Integer> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            run.subscriber().onSubscribe(subscription);
            probe.registerOnSubscribe(new SubscriberWhiteboxVerification.SubscriberPuppet() {
                @Override
                public void triggerRequest(long elements) {
                    wanted.release(Math.toIntExact(elements));
                }

                @Override
                public void signalCancel() {
                    run.task().cancel("the test cancels");
                }
            });
        }

        @Override
        public void onNext(Integer item) {
            run.subscriber().onNext(item);
        }

        @Override
        public void onError(Throwable error) {
            run.subscriber().onError(error);
        }

        @Override
        public void onComplete() {
            run.subscriber().onComplete();
        }
    }
}
