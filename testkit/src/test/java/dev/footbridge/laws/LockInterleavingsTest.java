package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.laws.BrokenTurnstile.Flaw;
import dev.footbridge.sync.AsyncLock;
import dev.footbridge.testkit.Interleavings;
import dev.footbridge.testkit.Scenario;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A lock in thousands of orders, with cancels and time limits. */
@Timeout(60)
class LockInterleavingsTest {

    private static final int RUNS = 2_000;

    private static Scenario turns(Supplier<Turnstile> lock) {
        return run -> new Turns(run, lock.get(), new FairTurns(1), 1).take();
    }

    @Test
    @DisplayName("law 3: one holder at a time, in the order they came, and who gives up leaves no trace, in any order")
    void hasOneHolderAtATime() {
        Interleavings.of(RUNS).explore(turns(() -> Turnstile.of(AsyncLock.create())));
    }

    @Test
    void theCheckFindsNothingWrongWithASoundTwin() {
        Interleavings.of(RUNS / 4).explore(turns(() -> new BrokenTurnstile(Flaw.NONE, 1)));
    }

    @ParameterizedTest(name = "the check finds a lock with a flaw: {0}")
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"NONE", "FORGETS_THOSE_BEHIND", "LETS_OTHERS_OVERTAKE"})
    @DisabledIfSystemProperty(named = "footbridge.seed", matches = ".+")
    void theCheckFindsABrokenTwin(Flaw flaw) {
        assertThatThrownBy(() -> Interleavings.of(RUNS).explore(turns(() -> new BrokenTurnstile(flaw, 1))))
                .isInstanceOf(AssertionError.class).hasMessageContaining("fails with seed");
    }
}
