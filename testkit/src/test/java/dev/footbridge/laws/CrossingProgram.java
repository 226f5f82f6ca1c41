package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.laws.Chooser.Chosen;
import dev.footbridge.laws.Chooser.Clause;
import dev.footbridge.sync.AsyncQueue;
import dev.footbridge.sync.QueueStats;
import dev.footbridge.testkit.Interleaving;
import dev.footbridge.testkit.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Pairs who can only meet each other: one puts into a queue that holds nothing or takes from another, the other side does the
 * opposite, each as often. Nobody may be left over, and of each meeting both sides say the same.
 */
final class CrossingProgram {

    private static final Duration LONG = Duration.ofDays(1);

    private final Interleaving run;
    private final Chooser chooser;
    private final AsyncQueue<Integer> one = AsyncQueue.rendezvous();
    private final AsyncQueue<Integer> two = AsyncQueue.rendezvous();
    private final List<Integer> given = new ArrayList<>();
    private final List<Integer> got = new ArrayList<>();
    private int items;

    private CrossingProgram(Interleaving run, Chooser chooser) {
        this.run = run;
        this.chooser = chooser;
    }

    /** The program, with this way to select. */
    static Scenario with(Function<Interleaving, Chooser> choosers) {
        return run -> new CrossingProgram(run, choosers.apply(run)).run();
    }

    private void run() {
        int pairs = 1 + run.draw(3);
        int rounds = 1 + run.draw(4);
        List<Task<Void>> all = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            all.add(run.loop().start(() -> meet(one, two, rounds)));
            all.add(run.loop().start(() -> meet(two, one, rounds)));
        }
        for (Task<Void> each : all) {
            if (each.outcome() instanceof Outcome.Failure<Void>(var error)) {
                throw new AssertionError(each + " failed: " + error, error);
            }
        }
        assertThat(got).as("what was taken").containsExactlyInAnyOrderElementsOf(given);
        assertThat(got).as("meetings").hasSize(pairs * rounds);
        for (AsyncQueue<Integer> queue : List.of(one, two)) {
            assertThat(queue.stats()).returns(0, QueueStats::waitingToPut).returns(0, QueueStats::waitingToTake);
        }
    }

    private void meet(AsyncQueue<Integer> to, AsyncQueue<Integer> from, int rounds) {
        for (int i = 0; i < rounds; i++) {
            run.pause();
            int mine = items++;
            Clause<Integer> put = new Clause<>(to, mine);
            Clause<Integer> take = new Clause<>(from, null);
            Chosen<Integer> chosen = chooser.choose(run.coin() ? List.of(put, take) : List.of(take, put), LONG)
                    .orElseThrow();
            (chosen.item() == mine ? given : got).add(chosen.item());
        }
    }
}
