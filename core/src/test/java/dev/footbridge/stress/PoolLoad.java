package dev.footbridge.stress;

import dev.footbridge.CancelledException;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.threads.ThreadPoolStats;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Nested calls, cancels, limits and interrupts by chance on one bounded pool, from many threads. Says what broke: more
 * jobs running than there are places, places lost, tasks that never settle.
 */
final class PoolLoad {

    private static final int OPEN = 12;
    private static final int DEEPEST = 5;

    private final LoadedPool pool;
    private final int limit;
    private final Violations violations = new Violations();
    private final AtomicInteger busy = new AtomicInteger();

    private PoolLoad(LoadedPool pool, int limit) {
        this.pool = pool;
        this.limit = limit;
    }

    /** A failure that a body was told to end with. */
    private static final class Planned extends RuntimeException {

        private static final long serialVersionUID = 1;

        Planned() {
            super("planned", null, false, false);
        }
    }

    /** Puts the load on the pool of so many places; returns what went wrong. Does not close the pool. */
    static List<String> on(LoadedPool pool, int limit, int operations, long seed, Duration patience) {
        PoolLoad load = new PoolLoad(pool, limit);
        Load.drive(seed, patience, load.violations, random -> load.drive(random, operations));
        if (!load.violations.any()) {
            load.checkEnd();
        }
        return load.violations.all();
    }

    private void checkEnd() {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        ThreadPoolStats last = pool.stats();
        while (!isQuiet(last) && System.nanoTime() - end < 0) {
            Thread.onSpinWait();
            last = pool.stats();
        }
        if (!isQuiet(last)) {
            violations.add("all tasks have settled and the pool is not quiet: " + last);
        }
        if (last.peak() > limit) {
            violations.add("the pool ran more than it may: " + last);
        }
    }

    private static boolean isQuiet(ThreadPoolStats now) {
        return now.running() == 0 && now.waiting() == 0 && now.queued() == 0 && now.started() == now.ended();
    }

    private void drive(SplittableRandom random, int operations) throws Exception {
        ArrayDeque<Task<Integer>> open = new ArrayDeque<>();
        for (int i = 0; i < operations && !violations.any(); i++) {
            operate(random, open);
            while (open.size() > (i + 1 == operations ? 0 : OPEN)) {
                settle(open.remove());
            }
        }
    }

    private void operate(SplittableRandom random, ArrayDeque<Task<Integer>> open) throws Exception {
        int depth = random.nextInt(DEEPEST);
        Callable<Integer> body = body(depth, random.nextLong());
        switch (random.nextInt(8)) {
            case 0, 1 -> expect(depth, () -> pool.call(body));
            case 2 -> open.add(pool.start(body));
            case 3 -> {
                Task<Integer> task = pool.start(body);
                task.cancel();
                open.add(task);
            }
            case 4 -> {
                Task<Integer> task = pool.start(body);
                try {
                    expect(depth, () -> task.result(Duration.ofNanos(random.nextInt(300_000))));
                } catch (TimeoutException late) {
                    open.add(task);
                }
            }
            case 5 -> {
                Optional<Task<Integer>> task = pool.tryStart(body);
                task.ifPresent(open::add);
            }
            case 6 -> {
                Thread.currentThread().interrupt();
                try {
                    expect(depth, () -> pool.call(body));
                } catch (CancelledException cancelled) {
                    // One of the two ways in which it may end.
                }
                if (!Thread.interrupted()) {
                    violations.add("an interrupt of a calling thread was lost");
                }
            }
            default -> {
                if (!open.isEmpty()) {
                    open.peekLast().cancel("by another operation");
                }
            }
        }
    }

    /** Nests so many calls, each in a place of its own, and busies itself before and after. */
    private Callable<Integer> body(int depth, long chance) {
        return () -> {
            run(chance);
            if (chance % 17 == 0) {
                throw new Planned();
            }
            int below = 0;
            if (depth > 0) {
                Callable<Integer> inner = body(depth - 1, chance * 31 + 7);
                below = (chance & 64) == 0 ? pool.call(inner) + 1 : pool.start(inner).result() + 1;
            }
            run(chance);
            return below;
        };
    }

    /** Needs a place all the time it takes. */
    private void run(long chance) throws InterruptedException {
        int others = busy.incrementAndGet();
        try {
            if (others > limit) {
                violations.add(others + " jobs ran at once, " + limit + " may");
            }
            if ((chance & 1023) == 1) {
                Thread.sleep(Duration.ofNanos(20_000));
            } else {
                for (int i = 0; i < (chance & 31); i++) {
                    Thread.onSpinWait();
                }
            }
        } finally {
            busy.decrementAndGet();
        }
    }

    private void expect(int depth, Callable<Integer> operation) throws Exception {
        try {
            int brought = operation.call();
            if (brought != depth) {
                violations.add("expected " + depth + ", got " + brought);
            }
        } catch (Planned planned) {
            // One of the two ways in which a body may end.
        }
    }

    private void settle(Task<Integer> task) {
        if (task.outcome() instanceof Outcome.Failure<Integer>(var error) && !(error instanceof Planned)) {
            violations.add(task + " failed", error);
        }
    }
}
