package dev.footbridge.examples.queues;

import static dev.footbridge.Async.await;
import static dev.footbridge.Async.gather;
import static dev.footbridge.Async.start;

import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.sync.AsyncQueue;
import dev.footbridge.sync.QueueClosedException;
import dev.footbridge.sync.Select;
import dev.footbridge.sync.Sender;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How does work go from those who find it to those who do it? */
public final class Queues {

    private Queues() {}

    /** Runs each part. */
    public static void main(String[] args) {
        pipeline();
        EventLoop.run(() -> {
            workers();
            select();
            return null;
        });
        kinds();
    }

    private static void pipeline() {
        // @start region="pipeline"
        AsyncQueue<String> orders = AsyncQueue.bounded(2);
        Task<Integer> shipping = start(() -> { // a coroutine takes
            int shipped = 0;
            for (String order : orders) { // until the queue is closed and empty
                shipped += order.isEmpty() ? 0 : 1;
            }
            return shipped;
        });
        for (int n = 1; n <= 5; n++) { // a plain thread puts, by the same kind of call
            orders.put("order " + n); // waits while there are two
        }
        orders.close();
        IO.println(await(shipping) + " shipped");
        // @end
    }

    private static void workers() {
        // @start region="workers"
        AsyncQueue<Integer> jobs = AsyncQueue.bounded(16);
        AsyncQueue<Integer> results = AsyncQueue.unbounded();
        List<Task<?>> workers = List.of(worker(jobs, results.sender()), worker(jobs, results.sender()));
        for (int n = 1; n <= 10; n++) {
            jobs.put(n);
        }
        jobs.close();
        int sum = 0;
        for (int square : results) { // ends when the last sender is closed
            sum += square;
        }
        IO.println("sum of squares: " + sum);
        gather(workers);
        // @end
    }

    // @start region="worker"
    private static Task<?> worker(AsyncQueue<Integer> jobs, Sender<Integer> results) {
        return start(() -> {
            try (results) {
                for (int n : jobs) { // the workers share the items
                    results.put(n * n);
                }
            }
        });
    }
    // @end

    private static void select() {
        // @start region="select"
        AsyncQueue<String> orders = AsyncQueue.bounded(8);
        AsyncQueue<String> stops = AsyncQueue.bounded(1);
        Select<Optional<String>> next = Select.<Optional<String>>of()
                .take(stops, reason -> Optional.empty()) // the first that can happen; of several, the first given
                .take(orders, order -> Optional.of(order));
        orders.put("order 1");
        IO.println(next.await());
        orders.put("order 2");
        stops.put("closing time");
        IO.println(next.await() + ", " + orders.size() + " left");
        // @end
    }

    private static void kinds() {
        // @start region="kinds"
        AsyncQueue<String> urgent = AsyncQueue.priority(100, Comparator.comparingInt(String::length));
        urgent.put("can wait");
        urgent.put("now!");
        IO.println(urgent.take());

        AsyncQueue<String> full = AsyncQueue.bounded(1);
        IO.println(full.tryPut("first") + " " + full.tryPut("second")); // refuses instead of waiting
        IO.println(full.put("third", Duration.ofMillis(10))); // waits, but not for long
        IO.println(full.stats());

        full.close();
        IO.println(full.take()); // what is in it can still be taken
        try {
            IO.println(full.take());
        } catch (QueueClosedException e) {
            IO.println("closed and empty");
        }
        // @end
    }
}
