package dev.footbridge.cli.soak.kinds;

import dev.footbridge.CancelledException;
import dev.footbridge.cli.soak.play.Play;
import dev.footbridge.cli.soak.play.Scene;
import dev.footbridge.cli.soak.play.Step;
import dev.footbridge.cli.soak.subject.Channel;
import dev.footbridge.cli.soak.subject.Item;
import dev.footbridge.cli.soak.subject.Order;
import dev.footbridge.sync.QueueClosedException;
import dev.footbridge.sync.QueueStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A queue with its books, and what actors do with it. */
final class Queue {

    private static final Duration AT_ONCE = Duration.ofSeconds(10);

    private final Channel channel;
    private final Ledger ledger;
    private final int capacity;

    Queue(Play play, Order order, int capacity) {
        this.channel = play.stage().subject().queue(order, capacity);
        this.ledger = new Ledger(play, order);
        this.capacity = capacity;
    }

    Channel channel() {
        return channel;
    }

    Ledger ledger() {
        return ledger;
    }

    // ---- putting

    boolean put(Step step, Scene scene) throws InterruptedException {
        Item item = ledger.make(scene.actor(), step.amount());
        return ledger.put(item, switch (step.form()) {
            case "put" -> {
                channel.put(item);
                yield true;
            }
            case "put for" -> channel.put(item, step.limit());
            case "try put" -> channel.tryPut(item);
            case "offer for" -> view().offer(item, step.limit().toNanos(), TimeUnit.NANOSECONDS);
            default -> throw Forms.unknown(step);
        });
    }

    private BlockingQueue<Item> view() {
        return channel.queue().asBlockingQueue();
    }

    // ---- taking

    boolean take(Step step, Scene scene) throws InterruptedException {
        Optional<Item> item = switch (step.form()) {
            case "take" -> Optional.of(channel.take());
            case "take for" -> channel.take(step.limit());
            case "try take" -> channel.tryTake();
            case "poll for" -> polled(view().poll(step.limit().toNanos(), TimeUnit.NANOSECONDS));
            default -> throw Forms.unknown(step);
        };
        item.ifPresent(taken -> use(taken, step, scene));
        return item.isPresent();
    }

    private static Optional<Item> polled(@Nullable Item item) {
        return Optional.ofNullable(item);
    }

    /** Takes as many as the step says, by iteration. */
    boolean takeSome(Step step, Scene scene) {
        Iterator<Item> items = channel.iterator();
        for (int left = step.amount(); left > 0; left--) {
            if (!items.hasNext()) {
                return false;
            }
            use(items.next(), step, scene);
        }
        return true;
    }

    /** It was taken: works on it. */
    void use(Item item, Step step, Scene scene) {
        ledger.taken(scene.actor(), item);
        try {
            if (!step.hold().isZero()) {
                scene.pause(step.hold());
            }
        } finally {
            channel.taskDone();
        }
    }

    // ---- what a queue may say

    /** Something done with queues. */
    interface Use {
        boolean run() throws InterruptedException;
    }

    /** Does something that is not done when the queue is closed. */
    static boolean unlessClosed(Scene scene, Use use) {
        try {
            return use.run();
        } catch (QueueClosedException closed) {
            return false;
        } catch (InterruptedException interrupted) {
            scene.check(scene.mayBeCut(), "a queue was interrupted that nobody had cancelled", interrupted);
            Thread.currentThread().interrupt();
            throw new CancelledException("interrupted at a queue");
        }
    }

    // ---- the end

    /** All have ended and the queue is closed: nothing is lost, nobody waits. */
    void checkEnd(Play play) {
        ledger.drained(drain());
        ledger.checkEnd();
        QueueStats stats = channel.stats();
        boolean empty = stats.size() == 0 && stats.waitingToPut() == 0 && stats.waitingToTake() == 0
                && stats.unfinished() == 0 && stats.put() == ledger.accepted() && stats.peak() <= capacity;
        play.check(empty, ledger.accepted() + " were put, the queue of " + capacity + " says in the end: " + stats);
        play.check(channel.join(AT_ONCE), "the queue still waits for work when all is done");
    }

    private List<Item> drain() {
        List<Item> left = new ArrayList<>();
        try {
            for (Optional<Item> item = channel.tryTake(); item.isPresent(); item = channel.tryTake()) {
                left.add(item.get());
                channel.taskDone();
            }
        } catch (QueueClosedException empty) {
            // Closed, and nothing left in it.
        }
        return left;
    }
}
