package dev.footbridge.threads;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A pool, its jobs and the processors, simulated in steps of a quarter of a millisecond: those that can run share the
 * processors evenly, with some loss for each one too many, and making a thread takes a tenth of a millisecond.
 */
final class Simulation {

    private static final double STEP = 0.25;
    private static final double MAKING_A_THREAD = 0.1;
    /** Of all that is computed, this part is lost for each thread that could run and has no processor. */
    private static final double LOSS = 0.003;
    private static final double LONGEST = 120_000;

    private final int cpus;
    private final int neighbours;
    private final SimulatedPolicy policy;
    private final ArrayDeque<SimulatedJob> arriving;
    private final ArrayDeque<SimulatedJob> queue = new ArrayDeque<>();
    private final List<SimulatedJob> running = new ArrayList<>();
    private final List<Double> waits = new ArrayList<>();
    private int threads;
    private int peak;
    private int peakRunnable;
    private double idle;
    private boolean spare;
    private double now;

    private Simulation(int cpus, int neighbours, SimulatedPolicy policy, List<SimulatedJob> jobs) {
        this.cpus = cpus;
        this.neighbours = neighbours;
        this.policy = policy;
        this.arriving = new ArrayDeque<>(jobs.stream().sorted(Comparator.comparing(SimulatedJob::arrives)).toList());
    }

    /**
     * What came of it.
     *
     * @param millis when the last job ended
     * @param waited how long nine of ten jobs queued at most, in milliseconds
     * @param peak the most jobs that ran at once
     * @param peakRunnable the most that wanted a processor at once
     */
    record Result(double millis, double waited, int peak, int peakRunnable) {}

    /** Runs the jobs beside so many others who compute all the time. */
    static Result run(int cpus, int neighbours, SimulatedPolicy policy, List<SimulatedJob> jobs) {
        return new Simulation(cpus, neighbours, policy, jobs).run();
    }

    private Result run() {
        for (long step = 0; !arriving.isEmpty() || !queue.isEmpty() || !running.isEmpty(); step++) {
            now = step * STEP;
            if (now > LONGEST) {
                throw new AssertionError(queue.size() + " jobs wait, " + running.size() + " run for ever");
            }
            while (!arriving.isEmpty() && arriving.getFirst().arrives() <= now) {
                queue.add(arriving.removeFirst());
            }
            admit();
            advance();
            if (step % 20 == 19) {
                policy.tick(running, queue.size(), spare, nanos());
                admit();
            }
            if (step % 400 == 399) {
                spare = idle >= 0.5 * 400 * STEP;
                idle = 0;
            }
        }
        waits.sort(null);
        return new Result(now, waits.get(waits.size() * 9 / 10), peak, peakRunnable);
    }

    private long nanos() {
        return (long) (now * 1e6);
    }

    private void admit() {
        while (!queue.isEmpty() && policy.admits(queue.getFirst(), running.size(), nanos())) {
            SimulatedJob job = queue.removeFirst();
            running.add(job);
            boolean made = running.size() > threads;
            threads = Math.max(threads, running.size());
            job.begin(now, made ? MAKING_A_THREAD : 0);
            waits.add(job.waited());
            policy.began(job, nanos());
        }
        peak = Math.max(peak, running.size());
    }

    private void advance() {
        running.forEach(SimulatedJob::claim);
        int runnable = (int) running.stream().filter(SimulatedJob::isRunnable).count();
        peakRunnable = Math.max(peakRunnable, runnable);
        int wanting = runnable + neighbours;
        idle += STEP * Math.max(0, cpus - wanting);
        double processor = STEP * Math.min(1, (double) cpus / Math.max(1, wanting))
                / (1 + LOSS * Math.max(0, wanting - cpus));
        for (SimulatedJob job : List.copyOf(running)) {
            if (job.advance(STEP, job.isRunnable() ? processor : 0)) {
                running.remove(job);
                policy.ended(job, spare, nanos());
            }
        }
    }
}
