package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.CancelledException;
import dev.footbridge.Task;
import dev.footbridge.Waited;
import dev.footbridge.laws.Waiting.Until;
import dev.footbridge.testkit.Interleaving;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;

/** Somebody waits for tasks without taking part in them, and may be cancelled meanwhile. Guarded by the loop. */
final class WaitProgram {

    private final Interleaving run;
    private final Waiting waiting;
    private final Crowd crowd;
    private final Watched waiter;

    WaitProgram(Interleaving run, Waiting waiting) {
        this.run = run;
        this.waiting = waiting;
        this.waiter = Watched.alone(run.clock());
        this.crowd = new Crowd(run, 5);
    }

    /** Runs it to its end. */
    void run() {
        List<Task<Integer>> tasks = new ArrayList<>(crowd.start());
        crowd.cancelSometime(4);
        if (run.coin()) {
            tasks.add(tasks.getFirst());
        }
        Task<String> waits = run.loop().start(() -> {
            for (int i = run.draw(3); i >= 0; i--) {
                wait(tasks);
                run.pause();
            }
            return "waited";
        });
        waiter.is(waits);
        if (run.coin()) {
            run.sometime(waiter::cancel);
        }
        Outcomes.check(waits);
        crowd.seeThrough();
        for (Planned job : crowd.jobs()) {
            assertThat(job.isDisturbed() || !job.task().isCancelled()).as("nobody cancels what is waited for").isTrue();
        }
    }

    private void wait(List<Task<Integer>> tasks) {
        Until until = Until.values()[run.draw(3)];
        Duration limit = run.coin() ? crowd.units() : Waiting.FOREVER;
        Duration begin = crowd.now();
        boolean met = waiter.isCancelled() && !holds(until);
        Waited<Integer> waited;
        try {
            waited = limit == Waiting.FOREVER ? waiting.wait(until, tasks) : waiting.wait(until, tasks, limit);
        } catch (CancelledException cancelled) {
            assertThat(waiter.isCancelled()).as("somebody cancelled who waits").isTrue();
            throw cancelled;
        }
        assertThat(met).as("a wait that began in a cancelled scope went by").isFalse();
        List<Task<Integer>> distinct = List.copyOf(new LinkedHashSet<>(tasks));
        assertThat(waited.done()).as("what is done").isEqualTo(distinct.stream().filter(Task::isDone).toList());
        assertThat(waited.pending()).as("what is not").isEqualTo(distinct.stream().filter(t -> !t.isDone()).toList());
        Duration expected = holds(until) ? since(until) : begin.plus(limit);
        assertThat(crowd.now()).as("when the wait was over").isEqualTo(Collections.max(List.of(begin, expected)));
    }

    private boolean holds(Until until) {
        boolean all = crowd.jobs().stream().allMatch(Planned::isOver);
        return switch (until) {
            case ALL -> all;
            case ANY -> crowd.jobs().stream().anyMatch(Planned::isOver);
            case FIRST_FAILURE -> all || crowd.jobs().stream().anyMatch(WaitProgram::hasFailed);
        };
    }

    /** When it began to hold. */
    private Duration since(Until until) {
        List<Duration> ends = crowd.jobs().stream().filter(Planned::isOver).map(Planned::end).toList();
        List<Duration> failures = crowd.jobs().stream().filter(WaitProgram::hasFailed).map(Planned::end).toList();
        return switch (until) {
            case ALL -> Collections.max(ends);
            case ANY -> Collections.min(ends);
            case FIRST_FAILURE -> failures.isEmpty() ? Collections.max(ends) : Collections.min(failures);
        };
    }

    private static boolean hasFailed(Planned job) {
        return job.isOver() && job.task().state() != Task.State.SUCCESS;
    }
}
