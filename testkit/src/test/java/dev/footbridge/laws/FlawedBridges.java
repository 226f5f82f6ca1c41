package dev.footbridge.laws;

import dev.footbridge.stream.AsyncStream;
import dev.footbridge.sync.AsyncQueue;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Ways between streams and publishers, each with its flaw. */
record FlawedBridges(Flaw flaw) implements Bridges {

    /** What is wrong, and what it is found by. */
    enum Flaw {
        /** Nothing: the checks must not find anything. */
        NONE(""),
        /** It gives what there is. */
        IGNORES_DEMAND("wanted"),
        /** It has the next item ready. */
        RUNS_AHEAD("numbers emitted before the next is wanted"),
        /** What comes without demand is dropped. */
        DROPS_WHAT_IS_NOT_WANTED("numbers"),
        /** A cancel is noticed when the next item has come. */
        GOES_ON_AFTER_THE_CANCEL("after the cancel"),
        /** A subscriber that has left is told no more, and its body not either. */
        LEAVES_THE_BODY_BEHIND("have not ended"),
        /** However it ends, it is complete. */
        SWALLOWS_THE_FAILURE("it has failed"),
        /** The end is told after the failure. */
        ENDS_TWICE("came after the end"),
        /** It asks for all there is, and stores it. */
        ASKS_FOR_EVERYTHING("numbers emitted before the next is wanted"),
        /** Who has had enough does not say so. */
        FORGETS_TO_CANCEL("have not ended");

        private final String found;

        Flaw(String found) {
            this.found = found;
        }

        String found() {
            return found;
        }

        /** Whether it is on the way back, from a publisher to a stream. */
        boolean isBack() {
            return this == ASKS_FOR_EVERYTHING || this == FORGETS_TO_CANCEL;
        }
    }

    @Override
    public Flow.Publisher<Integer> publisher(AsyncStream<Integer> items) {
        return flaw.isBack() ? Bridges.super.publisher(items) : new HomemadePublisher(items, flaw);
    }

    @Override
    public AsyncStream<Integer> stream(Flow.Publisher<Integer> items, int prefetch) {
        return AsyncStream.generate(out -> {
            Store store = new Store();
            items.subscribe(store);
            store.request(flaw == Flaw.ASKS_FOR_EVERYTHING ? Long.MAX_VALUE : 1);
            try {
                for (int item : store.queue) {
                    out.emit(item);
                    store.request(flaw == Flaw.ASKS_FOR_EVERYTHING ? Long.MAX_VALUE : 1);
                }
            } finally {
                store.leave(flaw);
            }
            store.fail();
        });
    }

    /** A subscriber that stores what comes. */
    private static final class Store implements Flow.Subscriber<Integer> {

        private final AsyncQueue<Integer> queue = AsyncQueue.unbounded();
        private Flow.@Nullable Subscription subscription;
        private @Nullable Exception failure;

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
        }

        void request(long most) {
            if (subscription != null) {
                subscription.request(most);
            }
        }

        void leave(Flaw flaw) {
            if (subscription != null && flaw != Flaw.FORGETS_TO_CANCEL) {
                subscription.cancel();
            }
        }

        @Override
        public void onNext(Integer item) {
            queue.put(item);
        }

        @Override
        public void onError(Throwable error) {
            failure = error instanceof Exception exception ? exception : new IllegalStateException(error);
            queue.close();
        }

        @Override
        public void onComplete() {
            queue.close();
        }

        void fail() throws Exception {
            if (failure != null) {
                throw failure;
            }
        }
    }
}
