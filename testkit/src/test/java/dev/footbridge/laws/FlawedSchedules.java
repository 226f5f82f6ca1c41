package dev.footbridge.laws;

import dev.footbridge.Async;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Periodic jobs on a loop: Footbridge's, and homemade ones with a flaw. */
enum FlawedSchedules {
    /** Footbridge's own. */
    NONE {
        @Override
        Series repeat(EventLoop loop, Runnable job, Duration delay, Duration period) {
            ScheduledExecutorService executor = loop.asScheduledExecutorService();
            ScheduledFuture<?> future = executor.scheduleAtFixedRate(job, delay.toNanos(), period.toNanos(),
                    TimeUnit.NANOSECONDS);
            return new Series() {
                @Override
                public void cancel() {
                    future.cancel(true);
                }

                @Override
                public void shutDown() {
                    executor.shutdown();
                }

                @Override
                public void awaitEnd() {
                    ((Task<?>) future).outcome();
                    executor.close();
                }
            };
        }
    },
    /** A run begins at its time, whatever the last one does. */
    OVERLAPS {
        @Override
        Series repeat(EventLoop loop, Runnable job, Duration delay, Duration period) {
            return new Homemade(loop.start(() -> {
                Async.sleep(delay);
                for (;;) {
                    loop.start(job::run);
                    Async.sleep(period);
                }
            }), null);
        }
    },
    /** A cancel that comes while a run is under way is forgotten. */
    LOSES_CANCELS {
        @Override
        Series repeat(EventLoop loop, Runnable job, Duration delay, Duration period) {
            boolean[] running = {false};
            Homemade series = new Homemade(loop.start(() -> {
                Async.sleep(delay);
                for (;;) {
                    running[0] = true;
                    job.run();
                    running[0] = false;
                    Async.sleep(period);
                }
            }), null);
            return new Series() {
                @Override
                public void cancel() {
                    if (!running[0]) {
                        series.cancel();
                    }
                }

                @Override
                public void shutDown() {
                    cancel();
                }

                @Override
                public void awaitEnd() {
                    series.awaitEnd();
                }
            };
        }
    },
    /** It has ended when it is cancelled, and its run has not. */
    ENDS_EARLY {
        @Override
        Series repeat(EventLoop loop, Runnable job, Duration delay, Duration period) {
            return new Homemade(loop.start(() -> {
                Async.sleep(delay);
                for (;;) {
                    job.run();
                    Async.sleep(period);
                }
            }), new CompletableFuture<>());
        }
    };

    /** A periodic job under way. */
    interface Series {
        void cancel();

        void shutDown();

        void awaitEnd();
    }

    abstract Series repeat(EventLoop loop, Runnable job, Duration delay, Duration period);

    /** Ends with its task, or else when it was told to. */
    private record Homemade(Task<?> task, CompletableFuture<Boolean> told) implements Series {
        @Override
        public void cancel() {
            task.cancel();
            if (told != null) {
                told.complete(true);
            }
        }

        @Override
        public void shutDown() {
            cancel();
        }

        @Override
        public void awaitEnd() {
            if (told == null) {
                task.outcome();
            } else {
                Async.await(told);
            }
        }
    }
}
