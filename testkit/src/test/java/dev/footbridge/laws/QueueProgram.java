package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Async;
import dev.footbridge.BlockingAction;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.laws.Ledger.Item;
import dev.footbridge.sync.QueueClosedException;
import dev.footbridge.testkit.Interleaving;
import dev.footbridge.testkit.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/**
 * A few producers and consumers of one queue, drawn: how many, how they put and take, with which limits, who is cancelled
 * and when, and when the queue is closed or aborted. The first consumer is never cancelled and goes on to the close, so
 * somebody can always go on.
 */
final class QueueProgram {

    /** When the queue is closed. */
    enum End {
        ONCE_ALL_IS_DONE, SOMETIME
    }

    private final Interleaving run;
    private final ExploredQueue<Item> queue;
    private final Ledger ledger = new Ledger();
    private final List<Task<Void>> consumers = new ArrayList<>();

    private QueueProgram(Interleaving run, ExploredQueue<Item> queue) {
        this.run = run;
        this.queue = queue;
    }

    /** The program, on a queue made by this of a drawn capacity; the order is the queue's, where it is not that of the puts. */
    static Scenario on(IntFunction<ExploredQueue<Item>> queues, Comparator<Item> order, End end) {
        return run -> {
            int capacity = run.draw(5);
            new QueueProgram(run, new ModelledQueue<>(queues.apply(capacity), capacity, order)).run(end);
        };
    }

    private void run(End end) {
        List<Task<Void>> producers = new ArrayList<>();
        for (int i = run.draw(3); i >= 0; i--) {
            int number = i;
            producers.add(started(() -> produce(number)));
        }
        consumers.add(run.loop().start(this::consume));
        for (int i = run.draw(3); i > 0; i--) {
            consumers.add(started(this::consume));
        }
        if (end == End.SOMETIME) {
            run.sometime(this::end);
        }
        producers.forEach(QueueProgram::assertEnded);
        if (end == End.ONCE_ALL_IS_DONE) {
            Async.sleep(Duration.ofHours(1));
            checkAtRest();
            end();
        }
        consumers.forEach(QueueProgram::assertEnded);
        ledger.dropped(queue.abort());
        assertThat(queue.waitingToPut() + queue.waitingToTake()).as("nobody waits at the end").isZero();
        ledger.check();
    }

    private Task<Void> started(BlockingAction job) {
        Task<Void> task = run.loop().start(job);
        if (run.draw(3) == 0) {
            run.sometime(task::cancel);
        }
        return task;
    }

    private static void assertEnded(Task<Void> task) {
        if (task.outcome() instanceof Outcome.Failure<Void>(var error)) {
            throw new AssertionError(task + " failed: " + error, error);
        }
    }

    private void end() {
        if (run.coin()) {
            queue.close();
        } else {
            ledger.dropped(queue.abort());
        }
    }

    /** A consumer waits, so there is nothing it could take, and nobody who would have to wait for room. */
    private void checkAtRest() {
        assertThat(ledger.inside()).as("items lost").isZero();
        assertThat(queue.size()).as("items in the queue while somebody waits for one").isZero();
        assertThat(queue.waitingToPut()).as("who waits to put while somebody waits to take").isZero();
        assertThat(queue.waitingToTake()).as("those who wait to take")
                .isEqualTo((int) consumers.stream().filter(consumer -> !consumer.isDone()).count());
    }

    private Duration drawnLimit() {
        return Duration.ofMillis(run.draw(20));
    }

    private void breathe() {
        if (run.draw(4) == 0) {
            Async.sleep(drawnLimit());
        } else {
            run.pause();
        }
    }

    private void produce(int producer) {
        try {
            int items = 1 + run.draw(5);
            for (int number = 0; number < items; number++) {
                breathe();
                put(new Item(producer, number));
            }
        } catch (QueueClosedException closed) {
            // It ends with the queue.
        }
    }

    private void put(Item item) {
        if (run.draw(4) > 0) {
            putWithin(item, drawnLimit());
            return;
        }
        try {
            Async.withTimeout(drawnLimit(), () -> {
                putWithin(item, Duration.ofDays(1));
                return item;
            });
        } catch (TimeoutException late) {
            // It was put all the same, or refused.
        }
    }

    private void putWithin(Item item, Duration limit) {
        boolean put = false;
        try {
            if (run.coin()) {
                queue.put(item);
                put = true;
            } else {
                put = queue.put(item, limit);
            }
        } finally {
            if (put) {
                ledger.accepted(item);
            } else {
                ledger.refused(item);
            }
        }
    }

    private void consume() {
        try {
            for (int limited = run.draw(4); limited > 0; limited--) {
                takeWithin(drawnLimit());
                breathe();
            }
            for (;;) {
                ledger.taken(queue.take());
                breathe();
            }
        } catch (QueueClosedException closed) {
            // It ends with the queue.
        }
    }

    private void takeWithin(Duration limit) {
        if (run.coin()) {
            queue.take(limit).ifPresent(ledger::taken);
            return;
        }
        try {
            Async.withTimeout(limit, () -> {
                Item item = queue.take();
                ledger.taken(item);
                return item;
            });
        } catch (TimeoutException late) {
            // It has taken an item all the same, or not.
        }
    }
}
