package dev.footbridge.stream;

import dev.footbridge.BlockingAction;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ManualClock;
import java.time.Duration;
import java.util.concurrent.Callable;

/** An event loop on a clock that a test moves, each time when nothing else is left to do. */
final class TimedLoop implements AutoCloseable {

    private final ManualClock clock = new ManualClock();
    private final EventLoop loop = EventLoop.open(o -> o.withName("timed").withTimeSource(clock));

    <T> Task<T> start(Callable<T> job) {
        return loop.start(job);
    }

    Task<Void> start(BlockingAction job) {
        return loop.start(job);
    }

    /** What time it is. */
    Duration now() {
        return Duration.ofNanos(clock.nanoTime());
    }

    /** Moves the clock, as a job of the loop's may that takes so long. */
    void pass(Duration time) {
        clock.advance(time);
    }

    /** Waits until all that runs on the loop waits. */
    TimedLoop settle() {
        Eventually.until(() -> {
            var stats = loop.stats();
            return !stats.busy() && stats.ready() == 0;
        });
        return this;
    }

    /** Moves the clock once all that runs on the loop waits, and waits until it does so again. */
    TimedLoop advance(Duration by) {
        settle();
        clock.advance(by);
        // What is due is woken by another thread; a coroutine of ours comes after it.
        loop.call(() -> {});
        return settle();
    }

    /** Moves the clock by so much at a time until the task has ended. */
    <T> T finish(Task<T> task, Duration step) {
        Eventually.until(() -> {
            if (!task.isDone()) {
                advance(step);
            }
            return task.isDone();
        });
        return task.result();
    }

    /** How many sleeps and limits are pending. */
    int timers() {
        return loop.stats().timers();
    }

    @Override
    public void close() {
        loop.abort();
    }
}
