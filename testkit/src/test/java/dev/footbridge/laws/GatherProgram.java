package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.laws.Faults.Fault;
import dev.footbridge.testkit.Interleaving;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Somebody has jobs run, so many at a time, and may be cancelled meanwhile. Guarded by the loop. */
final class GatherProgram {

    private final Interleaving run;
    private final Waiting waiting;
    private final Crowd crowd;
    private final Watched waiter;
    private final int limit;

    GatherProgram(Interleaving run, Waiting waiting) {
        this.run = run;
        this.waiting = waiting;
        this.waiter = Watched.alone(run.clock());
        this.crowd = new Crowd(run, 6);
        this.limit = 1 + run.draw(3);
    }

    /** Runs it to its end. */
    void run() {
        List<Planned> given = new ArrayList<>(crowd.jobs());
        if (run.coin()) {
            given.add(given.get(run.draw(given.size())));
        }
        crowd.cancelSometime(5);
        Task<@Nullable Void> waits = run.loop().start(() -> {
            try {
                if (run.coin()) {
                    values(given);
                } else {
                    outcomes(given);
                }
            } catch (CancelledException cancelled) {
                assertThat(waiter.isCancelled() || crowd.jobs().stream().anyMatch(Planned::isDisturbed))
                        .as("there is a reason: %s", cancelled.reason()).isTrue();
            }
            assertThat(crowd.running()).as("how many still run").isZero();
        });
        waiter.is(waits);
        if (run.draw(3) == 0) {
            run.sometime(waiter::cancel);
        }
        Outcomes.check(waits);
        long begun = crowd.jobs().stream().filter(Planned::hasBegun).count();
        Async.sleep(Duration.ofMillis(1));
        assertThat(crowd.jobs().stream().filter(Planned::hasBegun).count()).as("how many have begun").isEqualTo(begun);
        assertThat(crowd.peak()).as("how many ran at once").isLessThanOrEqualTo(limit);
    }

    private void values(List<Planned> given) {
        try {
            List<Integer> values = waiting.gather(limit, List.<Callable<Integer>>copyOf(given));
            assertThat(values).as("the values").isEqualTo(given.stream().map(Planned::number).toList());
        } catch (CancelledException cancelled) {
            throw cancelled;
        } catch (Exception failure) {
            assertThat(crowd.jobs()).as("what failed first")
                    .anyMatch(job -> job.thrown() == failure && job.end().equals(firstFailure()));
        }
    }

    private void outcomes(List<Planned> given) {
        List<Outcome<Integer>> outcomes = waiting.gatherOutcomes(limit, List.<Callable<Integer>>copyOf(given));
        assertThat(outcomes).hasSameSizeAs(given);
        for (int i = 0; i < outcomes.size(); i++) {
            Planned job = given.get(i);
            Fault thrown = job.thrown();
            switch (outcomes.get(i)) {
                case Outcome.Success<Integer>(Integer value) -> assertThat(value).isEqualTo(job.number());
                case Outcome.Failure<Integer>(Throwable error) -> assertThat(error).isSameAs(thrown);
                case Outcome.Cancelled<Integer> _ -> assertThat(job.isDisturbed()).as("it was cancelled").isTrue();
            }
        }
    }

    /** When the first one failed, or was cancelled. */
    private Duration firstFailure() {
        return crowd.jobs().stream().filter(job -> job.isOver() && !job.hasValue()).map(Planned::end)
                .min(Comparator.naturalOrder()).orElseThrow();
    }
}
