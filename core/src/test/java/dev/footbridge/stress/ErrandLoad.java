package dev.footbridge.stress;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Level;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that call into two loops, whose code starts tasks on both and on a small pool, all of which send errands back:
 * one inside the other, some cancelled, some out of time, some left behind when the call has ended.
 */
final class ErrandLoad {

    private static final int DEPTH = 3;
    private static final int PLACES = 2;
    private static final Duration MOMENT = Duration.ofNanos(50_000);

    private final Level callers;
    private final EventLoop one = EventLoop.open(o -> o.withName("one").withFailureHandler((_, _) -> {}));
    private final EventLoop two = EventLoop.open(o -> o.withName("two").withFailureHandler((_, _) -> {}));
    private final ThreadPool pool = ThreadPool
            .open(o -> o.withName("pool").withLimit(PLACES).withFailureHandler((_, _) -> {}));
    private final Violations violations = new Violations();

    private ErrandLoad(Level callers) {
        this.callers = callers;
    }

    /** What went wrong when errands were sent by way of this level. */
    static List<String> on(Level callers, int operations, long seed, Duration limit) {
        ErrandLoad load = new ErrandLoad(callers);
        Load.drive(seed, limit, load.violations, random -> {
            for (int i = 0; i < operations && !load.violations.any(); i++) {
                load.call(random);
            }
        });
        load.end();
        return load.violations.all();
    }

    private void end() {
        if (violations.any()) {
            one.abort();
            two.abort();
            pool.abort();
            return;
        }
        one.close();
        two.close();
        pool.close();
        if (pool.stats().peak() > PLACES) {
            violations.add(pool.stats().peak() + " jobs of the pool ran at once");
        }
    }

    /** One call of a thread, and what its errands do there. */
    private final class Call {

        private final Thread thread = Thread.currentThread();
        private final AtomicInteger asked = new AtomicInteger();
        /** Only the thread touches it. */
        private int done;

        /** An errand that must run here. */
        private int step(SplittableRandom random, int depth) {
            if (Thread.currentThread() != thread) {
                violations.add("an errand of " + thread + " ran on " + Thread.currentThread());
            }
            int before = done;
            int inside = depth > 0 && random.nextInt(3) == 0 ? loop(random).call(() -> branch(random, depth - 1)) : 0;
            if (inside == 0 && done != before) {
                violations.add("two errands of " + thread + " overlapped");
            }
            done++;
            return inside + 1;
        }

        /** Code of the call, wherever it runs. */
        private int branch(SplittableRandom random, int depth) {
            int steps = 0;
            for (int i = random.nextInt(3); i >= 0; i--) {
                SplittableRandom inner = random.split();
                steps += switch (random.nextInt(depth > 0 ? 9 : 3)) {
                    case 0, 1 -> ask(() -> step(inner, depth));
                    case 2 -> yielding(inner, depth);
                    case 3 -> limited(inner);
                    case 4 -> cancelled(inner);
                    case 5 -> pool.start(() -> branch(inner, depth - 1)).result();
                    default -> loop(inner).start(() -> branch(inner, depth - 1)).result();
                };
            }
            return steps;
        }

        private int ask(Callable<Integer> errand) {
            asked.incrementAndGet();
            return callers.call(errand);
        }

        private int yielding(SplittableRandom random, int depth) {
            asked.incrementAndGet();
            Task<Integer> errand = callers.start(() -> step(random, depth));
            Async.yieldNow();
            return errand.result();
        }

        private int limited(SplittableRandom random) {
            try {
                Async.withTimeout(MOMENT, () -> callers.call(() -> {
                    Thread.sleep(random.nextInt(3) == 0 ? 0 : 10_000);
                    return 1;
                }));
            } catch (TimeoutException _) {
                return 0;
            }
            return 0;
        }

        private int cancelled(SplittableRandom random) {
            Task<Integer> errand = callers.start(() -> {
                Async.sleep(Duration.ofNanos(1L + random.nextInt(2) * 10_000_000_000L));
                return 1;
            });
            if (random.nextBoolean() && !Thread.currentThread().getName().startsWith("driver")) {
                Async.yieldNow(); // on a caller's thread this might do the endless errand before it can be cancelled
            }
            errand.cancel("not needed");
            errand.outcome();
            return 0;
        }
    }

    private EventLoop loop(SplittableRandom random) {
        return random.nextBoolean() ? one : two;
    }

    private void call(SplittableRandom random) {
        if (random.nextInt(8) == 0) {
            interrupted(random);
            return;
        }
        Call call = new Call();
        List<Task<Integer>> left = new ArrayList<>();
        int steps = loop(random).call(() -> {
            if (random.nextInt(4) == 0) {
                left.add(loop(random).start(() -> callers.start(() -> 1).result()));
            }
            return call.branch(random.split(), DEPTH);
        });
        if (steps != call.asked.get() || call.done != steps) {
            violations.add(call.asked + " errands were sent, " + call.done + " done, " + steps + " came back");
        }
        left.forEach(Task::result);
    }

    /** An errand by which the thread is interrupted: the call ends, with all that it waits for. */
    private void interrupted(SplittableRandom random) {
        Thread me = Thread.currentThread();
        try {
            loop(random).call(() -> {
                Task<Integer> endless = loop(random).start(() -> callers.call(() -> {
                    me.interrupt();
                    Thread.sleep(10_000);
                    return 1;
                }));
                return endless.result();
            });
            violations.add("an interrupt was lost");
        } catch (CancelledException _) {
            // As it should be.
        } catch (Throwable error) {
            if (!(error instanceof InterruptedException)) {
                violations.add("an interrupt ended as", error);
            }
        }
        Thread.interrupted();
    }
}
