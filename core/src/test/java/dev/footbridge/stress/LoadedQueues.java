package dev.footbridge.stress;

import dev.footbridge.sync.AsyncQueue;
import dev.footbridge.sync.QueueStats;
import dev.footbridge.sync.Select;
import dev.footbridge.sync.Sender;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What two queues must be able to do to be put under load: real ones, or such as are broken on purpose. */
public interface LoadedQueues {

    /** An item, and the queue that it was taken from. */
    record Taken(int queue, long item) {}

    /** Puts into the first queue or into the second, and waits for room. */
    void put(int queue, long item);

    /** Puts into the first queue or into the second within this time. */
    boolean put(int queue, long item, Duration limit);

    /** Puts into either, whichever has room first, the one asked for if both have; which it was, if it was in time. */
    Optional<Integer> putAny(int preferred, long item, Duration limit);

    /** Takes from the first queue or from the second within this time. */
    Optional<Taken> take(int queue, Duration limit);

    /** Takes from either, whichever has an item first, the one asked for if both have. */
    Taken takeAny(int preferred);

    /** As above, within this time. */
    Optional<Taken> takeAny(int preferred, Duration limit);

    /** One more that puts. */
    void open();

    /** One that puts ends; after the last, takes fail once all is taken. */
    void close();

    /** Ends all at once. */
    void abort();

    /** How both stand. */
    List<QueueStats> stats();

    /** Real ones. */
    static LoadedQueues of(AsyncQueue<Long> one, AsyncQueue<Long> two) {
        return new Real(List.of(one, two));
    }

    /** Real ones, to be spoilt. */
    class Real implements LoadedQueues {

        private final List<AsyncQueue<Long>> queues;
        private final AsyncQueue<List<Sender<Long>>> senders = AsyncQueue.unbounded();

        Real(List<AsyncQueue<Long>> queues) {
            this.queues = queues;
        }

        @Override
        public void put(int queue, long item) {
            queues.get(queue).put(item);
        }

        @Override
        public boolean put(int queue, long item, Duration limit) {
            return queues.get(queue).put(item, limit);
        }

        @Override
        public Optional<Integer> putAny(int preferred, long item, Duration limit) {
            int other = 1 - preferred;
            return Select.<Integer>of().put(queues.get(preferred), item, () -> preferred)
                    .put(queues.get(other), item, () -> other).await(limit);
        }

        @Override
        public Optional<Taken> take(int queue, Duration limit) {
            return queues.get(queue).take(limit).map(item -> new Taken(queue, item));
        }

        private Select<Taken> takes(int preferred) {
            int other = 1 - preferred;
            return Select.<Taken>of().take(queues.get(preferred), item -> new Taken(preferred, item))
                    .take(queues.get(other), item -> new Taken(other, item));
        }

        @Override
        public Taken takeAny(int preferred) {
            return takes(preferred).await();
        }

        @Override
        public Optional<Taken> takeAny(int preferred, Duration limit) {
            return takes(preferred).await(limit);
        }

        @Override
        public void open() {
            senders.put(queues.stream().map(AsyncQueue::sender).toList());
        }

        @Override
        public void close() {
            senders.take().forEach(Sender::close);
        }

        @Override
        public void abort() {
            queues.forEach(AsyncQueue::abort);
        }

        @Override
        public List<QueueStats> stats() {
            return queues.stream().map(AsyncQueue::stats).toList();
        }
    }
}
