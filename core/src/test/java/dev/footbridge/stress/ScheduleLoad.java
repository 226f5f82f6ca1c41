package dev.footbridge.stress;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Jobs for later by chance, from many threads, on views that are cancelled, shut down and closed meanwhile. Says what
 * broke: runs of one series that overlap, runs after the end, futures that never end, failures that are lost.
 */
final class ScheduleLoad {

    private static final int OPEN = 12;
    private static final int USES = 50;

    private final Supplier<ScheduledExecutorService> views;
    private final Duration patience;
    private final Violations violations = new Violations();

    private ScheduleLoad(Supplier<ScheduledExecutorService> views, Duration patience) {
        this.views = views;
        this.patience = patience;
    }

    /** A failure that a run was told to end with. */
    private static final class Planned extends RuntimeException {

        private static final long serialVersionUID = 1;

        Planned() {
            super("planned", null, false, false);
        }
    }

    /** Puts the load on views of one level; returns what went wrong. */
    static List<String> on(Supplier<ScheduledExecutorService> views, int operations, long seed, Duration patience) {
        ScheduleLoad load = new ScheduleLoad(views, patience);
        Load.drive(seed, patience, load.violations, random -> load.drive(random, operations));
        return load.violations.all();
    }

    /** One job, and what its runs were like. */
    private final class Watched implements Runnable {

        private final AtomicInteger running = new AtomicInteger();
        private final AtomicInteger runs = new AtomicInteger();
        private final int failing;
        private volatile boolean ended;

        Watched(int failing) {
            this.failing = failing;
        }

        @Override
        public void run() {
            if (running.incrementAndGet() != 1) {
                violations.add("two runs of one series at once");
            }
            if (ended) {
                violations.add("a run after the end");
            }
            try {
                if (runs.incrementAndGet() == failing) {
                    throw new Planned();
                }
                Thread.onSpinWait();
            } finally {
                running.decrementAndGet();
            }
        }
    }

    private record Job(Watched watched, ScheduledFuture<?> future, boolean periodic) {}

    private void drive(SplittableRandom random, int operations) throws Exception {
        ScheduledExecutorService view = views.get();
        ArrayDeque<Job> open = new ArrayDeque<>();
        for (int i = 0; i < operations && !violations.any(); i++) {
            boolean last = i + 1 == operations || i % USES == USES - 1;
            operate(view, random, open);
            if (last) {
                end(view, random);
            }
            while (open.size() > (last ? 0 : OPEN)) {
                settle(open.remove(), random, last);
            }
            if (last) {
                view.close();
                if (!view.isTerminated()) {
                    violations.add("a view that was closed is not terminated: " + view);
                }
                view = views.get();
            }
        }
        view.close();
    }

    private void operate(ScheduledExecutorService view, SplittableRandom random, ArrayDeque<Job> open) {
        Watched job = new Watched(random.nextInt(8));
        long delay = random.nextInt(-1, 200);
        long period = random.nextInt(1, 100);
        open.add(switch (random.nextInt(3)) {
            case 0 -> new Job(job, view.schedule(job, delay, TimeUnit.MICROSECONDS), false);
            case 1 -> new Job(job, view.scheduleAtFixedRate(job, delay, period, TimeUnit.MICROSECONDS), true);
            default -> new Job(job, view.scheduleWithFixedDelay(job, delay, period, TimeUnit.MICROSECONDS), true);
        });
    }

    private void end(ScheduledExecutorService view, SplittableRandom random) {
        if (random.nextBoolean()) {
            view.shutdown();
        } else {
            view.shutdownNow();
        }
        try {
            view.schedule(() -> violations.add("ran on a view that was shut down"), 0, TimeUnit.SECONDS);
            violations.add("a view that was shut down took a job");
        } catch (RejectedExecutionException refused) {
            // As it should.
        }
    }

    private void settle(Job job, SplittableRandom random, boolean shut) throws InterruptedException {
        if (!shut && (job.periodic() || random.nextInt(4) == 0)) {
            job.future().cancel(random.nextBoolean());
        }
        try {
            job.future().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (job.periodic() || job.watched().runs.get() != 1) {
                violations.add("a job ended with a value after " + job.watched().runs + " runs: " + job.future());
            }
        } catch (CancellationException cancelled) {
            // One of the ways to end.
        } catch (ExecutionException failed) {
            if (!(failed.getCause() instanceof Planned) || job.watched().runs.get() != job.watched().failing) {
                violations.add("a job failed after " + job.watched().runs + " runs", failed);
            }
        } catch (TimeoutException late) {
            violations.add("a future did not end: " + job.future());
        }
        job.watched().ended = true;
        if (job.watched().running.get() != 0) {
            violations.add("a future ended before its run");
        }
    }
}
