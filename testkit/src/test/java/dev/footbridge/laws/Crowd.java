package dev.footbridge.laws;

import dev.footbridge.Task;
import dev.footbridge.laws.Faults.Fault;
import dev.footbridge.testkit.Interleaving;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some {@link Planned} jobs, for those who wait for several. Guarded by the loop. */
final class Crowd {

    private static final Duration UNIT = Duration.ofMillis(1);
    private static final Duration LONG = Duration.ofHours(1);

    private final Interleaving run;
    private final Faults faults = new Faults();
    private final List<Planned> jobs = new ArrayList<>();
    private int running;
    private int peak;
    private int places;

    /** One to so many jobs, whose plans are drawn. */
    Crowd(Interleaving run, int most) {
        this.run = run;
        for (int i = run.draw(most); i >= 0; i--) {
            Duration time = run.draw(6) == 0 ? LONG : UNIT.multipliedBy(run.draw(4));
            jobs.add(new Planned(this, jobs.size(), time, perhaps(3), UNIT.multipliedBy(run.draw(3)), perhaps(5)));
        }
    }

    private @Nullable Fault perhaps(int odds) {
        return run.draw(odds) == 0 ? faults.next() : null;
    }

    /** Starts each as a task of its own, and lets some of them run for a while. */
    List<Task<Integer>> start() {
        jobs.forEach(Planned::start);
        run.pause();
        return jobs.stream().map(Planned::task).toList();
    }

    /** Some of them are cancelled sometime: one in so many. */
    void cancelSometime(int odds) {
        for (Planned job : jobs) {
            if (run.draw(odds) == 0) {
                run.sometime(job::cancel);
            }
        }
    }

    /** Waits for those that were started, so that each failure has been looked at. */
    void seeThrough() {
        jobs.forEach(job -> job.task().outcome());
    }

    Interleaving drawn() {
        return run;
    }

    Duration now() {
        return run.clock().elapsed();
    }

    /** A short time. */
    Duration units() {
        return UNIT.multipliedBy(run.draw(6));
    }

    List<Planned> jobs() {
        return jobs;
    }

    void begins() {
        running++;
        peak = Math.max(peak, running);
    }

    void ends() {
        running--;
    }

    /** How many run, cleanup included. */
    int running() {
        return running;
    }

    /** How many ran at once at most. */
    int peak() {
        return peak;
    }

    int nextPlace() {
        return ++places;
    }
}
