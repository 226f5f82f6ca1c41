package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.CancelledException;
import dev.footbridge.Task;
import dev.footbridge.testkit.Interleaving;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Somebody waits for the first of several tasks, and may be cancelled meanwhile. Guarded by the loop. */
final class RaceProgram {

    private final Interleaving run;
    private final Waiting waiting;
    private final Crowd crowd;
    private final Watched waiter;
    private final boolean any;

    RaceProgram(Interleaving run, Waiting waiting) {
        this.run = run;
        this.waiting = waiting;
        this.waiter = Watched.alone(run.clock());
        this.crowd = new Crowd(run, 5);
        this.any = run.coin();
    }

    /** Runs it to its end. */
    void run() {
        List<Task<Integer>> tasks = crowd.start();
        crowd.cancelSometime(4);
        Task<@Nullable Void> waits = run.loop().start(() -> race(tasks));
        waiter.is(waits);
        if (run.draw(3) == 0) {
            run.sometime(waiter::cancel);
        }
        Outcomes.check(waits);
        crowd.seeThrough();
    }

    private void race(List<Task<Integer>> tasks) {
        List<Planned> before = crowd.jobs().stream().filter(Planned::isOver).toList();
        boolean met = waiter.isCancelled() && winner(before) == null && before.size() < tasks.size();
        try {
            Integer value = any ? waiting.any(tasks) : waiting.race(tasks);
            Planned winner = winner(before);
            assertThat(value).as("who was first, by the value").isEqualTo(winner == null ? null : winner.number());
            assertThat(met).as("a wait that began in a cancelled scope went by").isFalse();
        } catch (CancelledException cancelled) {
            Planned first = first(before, _ -> true);
            assertThat(waiter.isCancelled() || first != null && first.isDisturbed())
                    .as("there is a reason: %s", cancelled.reason()).isTrue();
        } catch (Exception failure) {
            Planned first = first(before, _ -> true);
            assertThat(first == null ? null : first.thrown()).as("who was first, by the failure").isSameAs(failure);
        }
        assertThat(crowd.running()).as("how many still run").isZero();
        assertThat(tasks).allMatch(Task::isDone);
    }

    private @Nullable Planned winner(List<Planned> before) {
        return first(before, job -> !any || job.task().state() == Task.State.SUCCESS);
    }

    /** Of those that were over before, the first given; else the one that was over first. */
    private @Nullable Planned first(List<Planned> before, Predicate<Planned> fit) {
        return before.stream().filter(fit).findFirst().orElseGet(() -> crowd.jobs().stream().filter(Planned::isOver)
                .filter(fit).min(Comparator.comparingInt(Planned::place)).orElse(null));
    }
}
