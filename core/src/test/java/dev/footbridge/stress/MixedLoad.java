package dev.footbridge.stress;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;

/**
 * Everything at once on one loop, from many threads: calls, starts, awaits, cancels, limits, interrupts, yields, sleeps,
 * gathers, hops to threads and atomic sections. Says what broke.
 */
public final class MixedLoad {

    private static final int OPEN = 16;
    private static final int KINDS = 8;

    private final LoadedLoop loop;
    private final Violations violations = new Violations();
    private final Exclusive state = new Exclusive();
    private final LongAdder started = new LongAdder();
    private final LongAdder settled = new LongAdder();

    private MixedLoad(LoadedLoop loop) {
        this.loop = loop;
    }

    /** A failure that a body was told to end with. */
    private static final class Planned extends Exception {

        private static final long serialVersionUID = 1;

        private final int value;

        Planned(int value) {
            super("planned " + value, null, false, false);
            this.value = value;
        }
    }

    /** Puts the load on the loop; returns what went wrong, and nothing if all went well. Does not close the loop. */
    public static List<String> on(LoadedLoop loop, int operations, long seed, Duration limit) {
        MixedLoad load = new MixedLoad(loop);
        Load.drive(seed, limit, load.violations, random -> load.drive(random, operations));
        if (!load.violations.any()) {
            load.checkEnd();
        }
        if (load.state.overlaps() > 0) {
            load.violations.add(load.state.overlaps() + " times somebody ran while somebody else did");
        }
        return load.violations.all();
    }

    private void checkEnd() {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (loop.pending() != 0 && System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
        if (loop.pending() != 0) {
            violations.add(loop.pending() + " tasks are pending after all have settled");
        }
        if (started.sum() != settled.sum()) {
            violations.add(started + " tasks were started, " + settled + " settled");
        }
        long lost = loop.call(state::lost);
        if (lost != 0) {
            violations.add(lost + " of " + state.touches() + " steps of an unsynchronised counter were lost");
        }
    }

    private void drive(SplittableRandom random, int operations) throws Exception {
        ArrayDeque<Task<Integer>> open = new ArrayDeque<>();
        for (int i = 0; i < operations && !violations.any() && state.overlaps() == 0; i++) {
            operate(random, i, open);
            while (open.size() > OPEN) {
                settle(open.remove());
            }
        }
        open.forEach(this::settle);
    }

    private void operate(SplittableRandom random, int value, ArrayDeque<Task<Integer>> open) throws Exception {
        Callable<Integer> body = body(random.nextInt(KINDS), random.nextInt(30), value);
        switch (random.nextInt(12)) {
            case 0, 1 -> expect(value, () -> loop.call(body));
            case 2 -> loop.atomically(() -> touched(random.nextInt(30)));
            case 3 -> open.add(start(body));
            case 4 -> {
                Task<Integer> task = start(body);
                expect(value, task::result);
                settle(task);
            }
            case 5 -> {
                Task<Integer> task = start(body);
                task.cancel();
                open.add(task);
            }
            case 6 -> limited(body, value, Duration.ofNanos(random.nextInt(200_000)));
            case 7 -> gather(body, value);
            case 8 -> expect(value, () -> loop.call(() -> startedInside(body)));
            case 9 -> timed(body, value, Duration.ofNanos(1 + random.nextInt(200_000)));
            case 10 -> interrupted(body, value);
            default -> {
                if (!open.isEmpty()) {
                    open.peekLast().cancel("by another operation");
                }
            }
        }
    }

    private Integer touched(int spins) {
        state.touch(spins);
        return spins;
    }

    /** Touches the state before and after it lets others run, in one way or another. */
    private Callable<Integer> body(int kind, int spins, int value) {
        return () -> {
            state.touch(spins);
            switch (kind) {
                case 0, 1 -> Async.yieldNow();
                case 2 -> Async.sleep(Duration.ofNanos(1_000L * spins));
                case 3 -> Async.await(loop.start(() -> touched(spins)));
                case 4 -> Async.toThread(() -> value).result();
                case 5 -> loop.call(() -> touched(spins));
                case 6 -> throw new Planned(value);
                default -> {
                }
            }
            state.touch(0);
            return value;
        };
    }

    private Task<Integer> start(Callable<Integer> body) {
        started.increment();
        return loop.start(body);
    }

    private void settle(Task<Integer> task) {
        Outcome<Integer> outcome = task.outcome();
        settled.increment();
        if (outcome instanceof Outcome.Failure<Integer>(var error) && !(error instanceof Planned)) {
            violations.add(task + " failed", error);
        }
    }

    private Integer startedInside(Callable<Integer> body) throws Exception {
        state.touch(0);
        Task<Integer> cancelled = loop.start(body);
        Task<Integer> awaited = loop.start(body);
        cancelled.cancel();
        try {
            return awaited.result();
        } finally {
            state.touch(0);
            cancelled.outcome();
        }
    }

    private void gather(Callable<Integer> body, int value) throws Exception {
        List<Task<Integer>> tasks = List.of(start(body), start(body), start(body));
        expect(value, () -> {
            List<Integer> values = Async.gather(tasks);
            return values.equals(List.of(value, value, value)) ? value : -1;
        });
        tasks.forEach(this::settle);
    }

    private void limited(Callable<Integer> body, int value, Duration limit) throws Exception {
        Task<Integer> task = start(body);
        try {
            expect(value, () -> task.result(limit));
        } catch (TimeoutException late) {
            if (!task.isCancelled()) {
                violations.add(task + " was out of time and is not cancelled");
            }
        }
        settle(task);
    }

    private void timed(Callable<Integer> body, int value, Duration limit) throws Exception {
        try {
            expect(value, () -> Async.withTimeout(limit, () -> loop.call(body)));
        } catch (TimeoutException late) {
            // One of the two ways in which it may end.
        }
    }

    private void interrupted(Callable<Integer> body, int value) throws Exception {
        Thread.currentThread().interrupt();
        try {
            expect(value, () -> loop.call(body));
        } catch (CancelledException cancelled) {
            // One of the two ways in which it may end.
        }
        if (!Thread.interrupted()) {
            violations.add("an interrupt of a calling thread was lost");
        }
    }

    private void expect(int value, Callable<Integer> operation) throws Exception {
        int brought;
        try {
            brought = operation.call();
        } catch (Planned planned) {
            brought = planned.value;
        }
        if (brought != value) {
            violations.add("expected " + value + ", got " + brought);
        }
    }
}
