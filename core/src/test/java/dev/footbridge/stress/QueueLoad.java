package dev.footbridge.stress;

import dev.footbridge.CancelledException;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.stress.LoadedQueues.Taken;
import dev.footbridge.sync.QueueClosedException;
import dev.footbridge.sync.QueueStats;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;

/**
 * Threads of both kinds and coroutines of two loops that put into two queues and take from them: plainly, with limits, by
 * selects, interrupted, and cancelled at any moment. Says what broke: items lost, doubled, out of order or there though
 * their put was refused, and whoever does not come to an end.
 */
public final class QueueLoad {

    private static final int PRODUCERS = Load.THREADS / 2;
    private static final int ACCEPTED = 1;
    private static final int TAKEN = 16;
    private static final int WAYS = 4;

    private final LoadedQueues queues;
    private final List<EventLoop> loops;
    private final int operations;
    private final Violations violations = new Violations();
    private final AtomicInteger roles = new AtomicInteger();
    /** What became of each item, by producer and number: accepted, and how often taken. */
    private final List<AtomicIntegerArray> fates;

    private QueueLoad(LoadedQueues queues, List<EventLoop> loops, int operations) {
        this.queues = queues;
        this.loops = loops;
        this.operations = operations;
        this.fates = IntStream.range(0, PRODUCERS).mapToObj(_ -> new AtomicIntegerArray(operations))
                .toList();
    }

    /** Puts the load on the queues, with so many items of each producer; what went wrong, and nothing if all went well. */
    public static List<String> on(LoadedQueues queues, int operations, long seed, Duration limit) {
        try (EventLoop one = EventLoop.open(o -> o.withFailureHandler((_, _) -> {}));
                EventLoop two = EventLoop.open(o -> o.withFailureHandler((_, _) -> {}))) {
            QueueLoad load = new QueueLoad(queues, List.of(one, two), operations);
            for (int i = 0; i < PRODUCERS; i++) {
                queues.open();
            }
            Load.drive(seed, limit, load.violations, load::drive);
            if (!load.violations.any()) {
                load.checkEnd();
            }
            one.abort();
            two.abort();
            return load.violations.all();
        }
    }

    private void drive(SplittableRandom random) throws Exception {
        int role = roles.getAndIncrement();
        if (role < PRODUCERS) {
            produce(role, random);
        } else {
            new Consumer(random).consume();
        }
    }

    /** Something is wrong: everybody may go home. */
    private void wrong(String what) {
        violations.add(what);
        queues.abort();
    }

    private void checkEnd() {
        for (int producer = 0; producer < PRODUCERS; producer++) {
            for (int number = 0; number < operations; number++) {
                switch (fates.get(producer).get(number)) {
                    case 0, ACCEPTED + TAKEN -> {
                    }
                    case ACCEPTED -> violations.add("item " + number + " of producer " + producer + " was lost");
                    case TAKEN ->
                        violations.add("item " + number + " of producer " + producer + " was taken, but refused");
                    default -> violations.add("item " + number + " of producer " + producer + " was doubled");
                }
            }
        }
        for (QueueStats stats : queues.stats()) {
            if (stats.size() + stats.waitingToPut() + stats.waitingToTake() > 0 || stats.put() != stats.taken()) {
                violations.add("a queue is left with " + stats);
            }
        }
    }

    /** Does it somewhere: on this thread, interrupted or not, in a coroutine of either loop, or in one that is cancelled. */
    private void somewhere(SplittableRandom random, Runnable operation) {
        EventLoop loop = loops.get(random.nextInt(2));
        switch (random.nextInt(8)) {
            case 0 -> loop.call(operation::run);
            case 1 -> interrupted(operation);
            case 2, 3 -> {
                Task<Void> task = loop.start(operation::run);
                for (int spins = random.nextInt(1 << random.nextInt(12)); spins > 0; spins--) {
                    Thread.onSpinWait();
                }
                task.cancel();
                if (task.outcome() instanceof Outcome.Failure<Void>(var error)) {
                    rethrow(error);
                }
            }
            case 4 -> loop.start(operation::run).result();
            default -> operation.run();
        }
    }

    private static void rethrow(Throwable error) {
        if (error instanceof QueueClosedException closed) {
            throw closed;
        }
        throw new AssertionError("an operation failed: " + error, error);
    }

    private void interrupted(Runnable operation) {
        Thread.currentThread().interrupt();
        try {
            operation.run();
        } catch (CancelledException cancelled) {
            // One of the two ways in which it may end.
        } finally {
            if (!Thread.interrupted()) {
                wrong("an interrupt was lost");
            }
        }
    }

    private static Duration limit(SplittableRandom random) {
        return Duration.ofNanos(random.nextInt(100_000));
    }

    private void produce(int producer, SplittableRandom random) {
        try {
            for (int number = 0; number < operations && !violations.any(); number++) {
                int item = number;
                int queue = random.nextInt(2);
                int way = random.nextInt(WAYS);
                Duration limit = limit(random);
                somewhere(random, () -> {
                    if (put(way, queue, ((long) producer << Integer.SIZE) + item, limit)) {
                        fates.get(producer).addAndGet(item, ACCEPTED);
                    }
                });
            }
        } catch (QueueClosedException aborted) {
            if (!violations.any()) {
                throw aborted;
            }
        } finally {
            queues.close();
        }
    }

    private boolean put(int way, int queue, long item, Duration limit) {
        return switch (way) {
            case 0 -> queues.putAny(queue, item, Duration.ofDays(1)).isPresent();
            case 1 -> queues.putAny(queue, item, limit).isPresent();
            case 2 -> queues.put(queue, item, limit);
            default -> {
                queues.put(queue, item);
                yield true;
            }
        };
    }

    /** Takes until both queues are closed and empty, and sees that the items of each producer come in order. */
    private final class Consumer {

        private final SplittableRandom random;
        private final int[][] last = new int[2][PRODUCERS];

        Consumer(SplittableRandom random) {
            this.random = random;
        }

        void consume() {
            while (!violations.any()) {
                int queue = random.nextInt(2);
                int way = random.nextInt(WAYS);
                Duration limit = limit(random);
                try {
                    somewhere(random, () -> take(way, queue, limit));
                } catch (QueueClosedException closed) {
                    if (queues.stats().stream().allMatch(stats -> stats.closed() && stats.size() == 0)) {
                        return;
                    }
                }
            }
        }

        private void take(int way, int queue, Duration limit) {
            switch (way) {
                case 0 -> queues.take(queue, limit).ifPresent(this::taken);
                case 1 -> queues.takeAny(queue, limit).ifPresent(this::taken);
                default -> taken(queues.takeAny(queue));
            }
        }

        private void taken(Taken taken) {
            int producer = (int) (taken.item() >> Integer.SIZE);
            int number = (int) taken.item();
            fates.get(producer).addAndGet(number, TAKEN);
            if (last[taken.queue()][producer] > number) {
                wrong("item " + number + " of producer " + producer + " came after item "
                        + last[taken.queue()][producer]);
            }
            last[taken.queue()][producer] = number;
        }
    }
}
