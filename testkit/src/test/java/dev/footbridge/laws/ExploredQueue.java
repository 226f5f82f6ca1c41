package dev.footbridge.laws;

import dev.footbridge.sync.AsyncQueue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a queue must be able to do to be explored: the real one, or one that is broken on purpose. */
interface ExploredQueue<T> {

    void put(T item);

    boolean put(T item, Duration limit);

    T take();

    Optional<T> take(Duration limit);

    void taskDone();

    void join();

    boolean join(Duration limit);

    void close();

    List<T> abort();

    int size();

    int waitingToPut();

    int waitingToTake();

    /** The real one. */
    static <T> ExploredQueue<T> of(AsyncQueue<T> queue) {
        return new ExploredQueue<>() {
            @Override
            public void put(T item) {
                queue.put(item);
            }

            @Override
            public boolean put(T item, Duration limit) {
                return queue.put(item, limit);
            }

            @Override
            public T take() {
                return queue.take();
            }

            @Override
            public Optional<T> take(Duration limit) {
                return queue.take(limit);
            }

            @Override
            public void taskDone() {
                queue.taskDone();
            }

            @Override
            public void join() {
                queue.join();
            }

            @Override
            public boolean join(Duration limit) {
                return queue.join(limit);
            }

            @Override
            public void close() {
                queue.close();
            }

            @Override
            public List<T> abort() {
                return queue.abort();
            }

            @Override
            public int size() {
                return queue.size();
            }

            @Override
            public int waitingToPut() {
                return queue.stats().waitingToPut();
            }

            @Override
            public int waitingToTake() {
                return queue.stats().waitingToTake();
            }
        };
    }
}
