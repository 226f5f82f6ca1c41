package dev.footbridge.stress;

import dev.footbridge.Async;
import dev.footbridge.AsyncCallable;
import dev.footbridge.Level;
import dev.footbridge.plan.Parallel;
import dev.footbridge.plan.Plan;
import dev.footbridge.plan.Serial;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Plans made by chance, whose members count who runs. */
final class PlanTree {

    private final LongAdder begun = new LongAdder();
    private final AtomicInteger running = new AtomicInteger();

    /** A failure that a member was told to end with. */
    static final class Planned extends RuntimeException {

        private static final long serialVersionUID = 1;

        Planned() {
            super("planned", null, false, false);
        }
    }

    /** How many members run at the moment. */
    int running() {
        return running.get();
    }

    /** How many members have begun. */
    long begun() {
        return begun.sum();
    }

    /** So many plans, each the only member of the next, on one level: Parallel and Serial by turns. */
    static Plan<? extends List<?>> chain(int depth, Level level) {
        Plan<? extends List<?>> plan = Parallel.<Object>of().schedule(() -> (Object) "bottom");
        for (int i = 1; i < depth; i++) {
            plan = i % 3 == 0 ? Serial.<Object>of().schedule(plan) : Parallel.<Object>of().schedule(plan);
        }
        return Parallel.<Object>of().schedule(plan).on(level);
    }

    /** What is at the bottom of what a chain brought. */
    static Object bottom(List<?> brought) {
        Object inner = brought;
        while (inner instanceof List<?> list && list.size() == 1) {
            inner = list.getFirst();
        }
        return inner;
    }

    /** A plan of some depth and width, some of whose members fail, sleep or wait. */
    Plan<? extends List<?>> random(SplittableRandom random, int depth, int failures) {
        int width = 1 + random.nextInt(4);
        boolean collects = random.nextInt(4) == 0;
        if (random.nextInt(3) == 0) {
            Serial<Object> serial = Serial.of();
            for (int i = 0; i < width; i++) {
                serial = depth > 0 && random.nextBoolean()
                        ? serial.schedule(random(random, depth - 1, failures))
                        : serial.schedule(member(random, failures));
            }
            return collects ? serial.collectErrors() : serial;
        }
        Parallel<Object> parallel = Parallel.of();
        for (int i = 0; i < width; i++) {
            if (depth > 0 && random.nextBoolean()) {
                parallel = parallel.schedule(random(random, depth - 1, failures));
            } else if (random.nextInt(4) == 0) {
                AsyncCallable<Object> stage = () -> CompletableFuture.completedFuture("stage");
                parallel = parallel.schedule(stage);
            } else {
                parallel = parallel.schedule(member(random, failures));
            }
        }
        Parallel<Object> limited = random.nextInt(3) == 0 ? parallel.limit(1 + random.nextInt(3)) : parallel;
        return collects ? limited.collectErrors() : limited;
    }

    private Callable<Object> member(SplittableRandom random, int failures) {
        boolean fails = random.nextInt(100) < failures;
        Duration pause = Duration.ofNanos(random.nextInt(4) == 0 ? random.nextInt(100_000) : 0);
        return () -> {
            begun.increment();
            running.incrementAndGet();
            try {
                Async.sleep(pause);
                if (fails) {
                    throw new Planned();
                }
                return "done";
            } finally {
                running.decrementAndGet();
            }
        };
    }
}
