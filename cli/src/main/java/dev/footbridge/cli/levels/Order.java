package dev.footbridge.cli.levels;

import dev.footbridge.Level;
import dev.footbridge.plan.Parallel;
import dev.footbridge.plan.Serial;
import java.util.List;
import java.util.Locale;

/** Whether the jobs come one after another or all at once. */
enum Order {

    SEQUENTIAL {
        @Override
        List<Integer> results(Level level, List<Job> jobs) {
            Serial<Integer> plan = Serial.of();
            for (Job job : jobs) {
                plan = job.addTo(plan);
            }
            return plan.on(level).block();
        }
    },

    CONCURRENT {
        @Override
        List<Integer> results(Level level, List<Job> jobs) {
            Parallel<Integer> plan = Parallel.of();
            for (Job job : jobs) {
                plan = job.addTo(plan);
            }
            return plan.on(level).block();
        }
    };

    /** Runs the jobs on the level and returns their results in order. */
    abstract List<Integer> results(Level level, List<Job> jobs);

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
