package dev.footbridge.sync;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;

/**
 * Runs code by chance on the calling thread, as a coroutine of one of two loops, or as a job on a thread; and ends some
 * of it early by a cancel, a limit or an interrupt.
 */
final class Somewhere implements AutoCloseable {

    private final EventLoop one = EventLoop.open(o -> o.withName("one").withFailureHandler((_, _) -> {}));
    private final EventLoop two = EventLoop.open(o -> o.withName("two").withFailureHandler((_, _) -> {}));
    private final ThreadPool pool = ThreadPool
            .open(o -> o.withName("pool").withLimit(2).withFailureHandler((_, _) -> {}));

    /** Runs the code; empty if it was ended early. */
    <T> Optional<T> run(SplittableRandom random, Callable<T> code) throws Exception {
        int spins = random.nextInt(200);
        return switch (random.nextInt(12)) {
            case 0 -> Optional.of(one.call(code));
            case 1 -> Optional.of(two.call(code));
            case 2 -> value(one.start(code).outcome());
            case 3 -> value(two.start(code).outcome());
            case 4 -> value(pool.start(code).outcome());
            case 5 -> cancelled(one.start(code), spins);
            case 6 -> cancelled(two.start(code), spins);
            case 7 -> cancelled(pool.start(code), spins);
            case 8 -> limited(Duration.ofNanos(1 + random.nextInt(100_000)), code);
            case 9 -> interrupted(code);
            default -> Optional.of(code.call());
        };
    }

    private static <T> Optional<T> value(Outcome<T> outcome) {
        return outcome instanceof Outcome.Cancelled<T> ? Optional.empty() : Optional.of(outcome.get());
    }

    private static <T> Optional<T> cancelled(Task<T> task, int spins) {
        for (int i = 0; i < spins; i++) {
            Thread.onSpinWait();
        }
        task.cancel();
        return value(task.outcome());
    }

    private static <T> Optional<T> limited(Duration limit, Callable<T> code) {
        try {
            return Optional.of(Async.withTimeout(limit, code));
        } catch (TimeoutException over) {
            return Optional.empty();
        }
    }

    private static <T> Optional<T> interrupted(Callable<T> code) throws Exception {
        Thread.currentThread().interrupt();
        try {
            return Optional.of(code.call());
        } catch (CancelledException met) {
            return Optional.empty();
        } finally {
            if (!Thread.interrupted()) {
                throw new AssertionError("the interrupt was lost");
            }
        }
    }

    @Override
    public void close() {
        one.abort();
        two.abort();
        pool.abort();
    }
}
