package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.laws.FlawedGroups.Flaw;
import dev.footbridge.laws.Program.Step;
import dev.footbridge.testkit.Interleaving;
import dev.footbridge.testkit.Interleavings;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Trees of task groups in thousands of orders, with failures, limits, shields and cancels from outside. */
@Timeout(120)
class GroupInterleavingsTest {

    private static final int RUNS = 4_000;

    private static void explore(Interleaving run, Groups groups) {
        new Program(run, Parts.real().with(groups), List.of(Step.values()), 3).run();
    }

    @Test
    @DisplayName("C3, C13, C14: no task outlives its group, and every failure arrives once, in any order")
    void ownsItsTasks() {
        Interleavings.of(RUNS).explore(run -> explore(run, Groups.lambdas()));
    }

    @Test
    @DisplayName("C3, C13, C14: the same goes for groups that are opened, joined and closed")
    void ownsItsTasksAsAResource() {
        Interleavings.of(RUNS).explore(run -> explore(run, Groups.resources()));
    }

    @Test
    @DisplayName("C3, C13, C14: and for the ones inside the others")
    void ownsItsTasksInEitherForm() {
        Interleavings.of(RUNS).explore(run -> explore(run, Groups.both(run)));
    }

    @ParameterizedTest(name = "the check finds a group with a flaw: {0}")
    @EnumSource
    @DisabledIfSystemProperty(named = "footbridge.seed", matches = ".+")
    void theCheckFindsABrokenTwin(Flaw flaw) {
        assertThatThrownBy(
                () -> Interleavings.of(RUNS).explore(run -> explore(run, new FlawedGroups(run.loop(), flaw))))
                .isInstanceOf(AssertionError.class).hasMessageContaining("fails with seed")
                .hasMessageContaining(flaw.found());
    }
}
