package dev.footbridge.laws;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.laws.FlawedBridges.Flaw;
import dev.footbridge.stream.AsyncGenerator;
import dev.footbridge.stream.AsyncStream;
import dev.footbridge.sync.AsyncEvent;
import java.util.Optional;
import java.util.concurrent.Flow;

/** A publisher for the coroutines of one loop, as one writes it by hand, sound or with a flaw. */
record HomemadePublisher(AsyncStream<Integer> items, Flaw flaw) implements Flow.Publisher<Integer> {

    @Override
    public void subscribe(Flow.Subscriber<? super Integer> subscriber) {
        Delivery delivery = new Delivery(items.openAsync(), flaw, subscriber);
        subscriber.onSubscribe(delivery);
        Async.start(delivery::run);
    }

    private static final class Delivery implements Flow.Subscription {

        private final AsyncGenerator<Integer> items;
        private final Flaw flaw;
        private final Flow.Subscriber<? super Integer> subscriber;
        private final AsyncEvent change = AsyncEvent.create();
        private long demand;
        private boolean cancelled;

        Delivery(AsyncGenerator<Integer> items, Flaw flaw, Flow.Subscriber<? super Integer> subscriber) {
            this.items = items;
            this.flaw = flaw;
            this.subscriber = subscriber;
        }

        @Override
        public void request(long more) {
            demand = demand + more < 0 ? Long.MAX_VALUE : demand + more;
            wake();
        }

        @Override
        public void cancel() {
            cancelled = true;
            wake();
            if (flaw != Flaw.LEAVES_THE_BODY_BEHIND) {
                Async.start(items::close);
            }
        }

        private void wake() {
            change.set();
            change.clear();
        }

        private void run() throws Exception {
            try {
                deliver();
            } catch (CancelledException stop) {
                return;
            } catch (Throwable failure) {
                if (cancelled) {
                    throw failure;
                }
                if (flaw != Flaw.SWALLOWS_THE_FAILURE) {
                    subscriber.onError(failure);
                }
                if (flaw == Flaw.SWALLOWS_THE_FAILURE || flaw == Flaw.ENDS_TWICE) {
                    subscriber.onComplete();
                }
            }
            if (flaw != Flaw.LEAVES_THE_BODY_BEHIND) {
                items.close();
            }
        }

        private void deliver() throws Exception {
            if (flaw != Flaw.RUNS_AHEAD) {
                awaitDemand();
            }
            while (!cancelled) {
                Optional<Integer> item = items.next();
                if (cancelled && flaw != Flaw.GOES_ON_AFTER_THE_CANCEL) {
                    return;
                }
                if (item.isEmpty()) {
                    subscriber.onComplete();
                    return;
                }
                if (flaw == Flaw.RUNS_AHEAD) {
                    awaitDemand();
                }
                if (demand > 0 || flaw == Flaw.IGNORES_DEMAND) {
                    demand--;
                    subscriber.onNext(item.get());
                }
                if (flaw != Flaw.RUNS_AHEAD) {
                    awaitDemand();
                }
            }
        }

        private void awaitDemand() {
            while (demand <= 0 && !cancelled && flaw != Flaw.IGNORES_DEMAND && flaw != Flaw.DROPS_WHAT_IS_NOT_WANTED) {
                change.await();
            }
        }
    }
}
