package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.CancelledException;
import dev.footbridge.Task;
import dev.footbridge.laws.Waiting.Ends;
import dev.footbridge.testkit.Interleaving;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Somebody takes tasks as they end, with a limit, and may leave early or be cancelled. Guarded by the loop. */
final class CompletionsProgram {

    private final Interleaving run;
    private final Waiting waiting;
    private final Crowd crowd;
    private final Watched waiter;

    CompletionsProgram(Interleaving run, Waiting waiting) {
        this.run = run;
        this.waiting = waiting;
        this.waiter = Watched.alone(run.clock());
        this.crowd = new Crowd(run, 6);
    }

    /** Runs it to its end. */
    void run() {
        List<Task<Integer>> tasks = crowd.start();
        crowd.cancelSometime(4);
        Task<@Nullable Void> waits = run.loop().start(() -> take(tasks));
        waiter.is(waits);
        if (run.draw(3) == 0) {
            run.sometime(waiter::cancel);
        }
        Outcomes.check(waits);
        crowd.seeThrough();
    }

    private void take(List<Task<Integer>> tasks) {
        Duration limit = run.coin() ? crowd.units() : Waiting.FOREVER;
        Duration end = crowd.now().plus(limit);
        List<Planned> before = crowd.jobs().stream().filter(Planned::isOver).toList();
        List<Planned> taken = new ArrayList<>();
        try (Ends ends = waiting.asCompleted(tasks, limit)) {
            for (int i = run.draw(tasks.size() + 1); i > 0; i--) {
                boolean met = waiter.isCancelled() && taken.size() == over();
                taken.add(next(ends, taken.size()));
                assertThat(met).as("a wait that began in a cancelled scope went by").isFalse();
                run.pause();
            }
        } catch (CancelledException cancelled) {
            assertThat(waiter.isCancelled()).as("somebody cancelled who waits").isTrue();
        } catch (Exception late) {
            assertThat(late).isInstanceOf(TimeoutException.class);
            assertThat(crowd.now()).as("when the time was up").isGreaterThanOrEqualTo(end);
        }
        assertThat(crowd.running()).as("how many still run").isZero();
        assertThat(tasks).allMatch(Task::isDone);
        checkOrder(before, taken);
    }

    private Planned next(Ends ends, int taken) throws Exception {
        try {
            Task<Integer> task = ends.next();
            assertThat(task.isDone()).isTrue();
            return crowd.jobs().stream().filter(job -> job.task() == task).findFirst().orElseThrow();
        } catch (TimeoutException late) {
            assertThat(over()).as("what has ended comes before the time-out").isEqualTo(taken);
            throw late;
        }
    }

    private int over() {
        return (int) crowd.jobs().stream().filter(Planned::isOver).count();
    }

    /** What was over before comes first, as it was given, then the others as they ended. */
    private void checkOrder(List<Planned> before, List<Planned> taken) {
        List<Planned> expected = new ArrayList<>(before);
        crowd.jobs().stream().filter(job -> !before.contains(job)).sorted(Comparator.comparingInt(Planned::place))
                .filter(Planned::isOver).forEach(expected::add);
        assertThat(taken).as("what has ended, in that order").isEqualTo(expected.subList(0, taken.size()));
    }
}
