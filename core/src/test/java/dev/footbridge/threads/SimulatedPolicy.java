package dev.footbridge.threads;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** How a simulated pool decides how many jobs run at once. */
interface SimulatedPolicy {

    /** Whether the first in line may run now, beside so many. */
    boolean admits(SimulatedJob job, int running, long now);

    default void began(SimulatedJob job, long now) {}

    default void ended(SimulatedJob job, boolean spare, long now) {}

    /** Five milliseconds have passed. */
    default void tick(Collection<SimulatedJob> running, int queued, boolean spare, long now) {}

    /** Always as many. */
    static SimulatedPolicy fixed(int size) {
        return (_, running, _) -> running < size;
    }

    /** A thread for each job. */
    static SimulatedPolicy unbounded() {
        return (_, _, _) -> true;
    }

    /** The real one. */
    static Governed governed(int cpus, int max) {
        return new Governed(cpus, max);
    }

    /** Drives a {@link Governor}. */
    final class Governed implements SimulatedPolicy {

        private final int cpus;
        private final Governor governor;

        private Governed(int cpus, int max) {
            this.cpus = cpus;
            this.governor = new Governor(1, max, cpus, 0);
        }

        Governor governor() {
            return governor;
        }

        @Override
        public boolean admits(SimulatedJob job, int running, long now) {
            return governor.admits(governor.kind(job.function(), now));
        }

        @Override
        public void began(SimulatedJob job, long now) {
            Load load = governor.began(governor.kind(job.function(), now), now);
            load.begins(0, now);
            job.load(load);
        }

        @Override
        public void ended(SimulatedJob job, boolean spare, long now) {
            governor.ended(job.load(), job.cpuNanos(), spare, now);
        }

        @Override
        public void tick(Collection<SimulatedJob> running, int queued, boolean spare, long now) {
            List<Load.Sample> samples = new ArrayList<>();
            for (SimulatedJob job : running) {
                samples.add(new Load.Sample(job.load(), !job.isRunnable(), job.cpuNanos()));
            }
            governor.tick(samples, queued, new Governor.Conditions(cpus, spare, 0, null), now);
        }
    }

    /**
     * What the pool of .NET does, much simplified: every 100 ms a step up or down, on in the same direction while that
     * brought more jobs per second; one more thread after 500 ms in which no job ended.
     */
    static SimulatedPolicy hillClimbing(int cpus, int max) {
        return new SimulatedPolicy() {
            private int size = cpus;
            private int direction = 1;
            private int ends;
            private double before;
            private long since;
            private long lastEnd;

            @Override
            public boolean admits(SimulatedJob job, int running, long now) {
                return running < size;
            }

            @Override
            public void ended(SimulatedJob job, boolean spare, long now) {
                ends++;
                lastEnd = now;
            }

            @Override
            public void tick(Collection<SimulatedJob> running, int queued, boolean spare, long now) {
                if (queued == 0) {
                    lastEnd = now;
                }
                if (now - lastEnd >= 500_000_000) {
                    size = Math.min(max, size + 1);
                    lastEnd = now;
                }
                if (now - since < 100_000_000 || ends == 0) {
                    return;
                }
                double rate = ends * 1e9 / (now - since);
                direction = rate >= before * 1.02 ? direction : -direction;
                size = Math.clamp(size + direction * Math.max(1, size / 10), cpus, max);
                before = rate;
                ends = 0;
                since = now;
            }
        };
    }
}
