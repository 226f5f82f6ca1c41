package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.laws.BrokenTurnstile.Flaw;
import dev.footbridge.sync.AsyncSemaphore;
import dev.footbridge.testkit.Interleavings;
import dev.footbridge.testkit.Scenario;
import java.util.function.IntFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A semaphore in thousands of orders, with requests of several permits, cancels and time limits. */
@Timeout(60)
class SemaphoreInterleavingsTest {

    private static final int RUNS = 2_000;
    private static final int MOST = 4;

    private static Scenario turns(IntFunction<Turnstile> semaphore) {
        return run -> {
            int permits = 1 + run.draw(MOST);
            new Turns(run, semaphore.apply(permits), new FairTurns(permits), permits).take();
        };
    }

    @Test
    @DisplayName("law 3: permits are conserved and first come is first served, whoever gives up, in any order")
    void conservesItsPermits() {
        Interleavings.of(RUNS).explore(turns(permits -> Turnstile.of(AsyncSemaphore.bounded(permits))));
    }

    @Test
    void theCheckFindsNothingWrongWithASoundTwin() {
        Interleavings.of(RUNS / 4).explore(turns(permits -> new BrokenTurnstile(Flaw.NONE, permits)));
    }

    @ParameterizedTest(name = "the check finds a semaphore with a flaw: {0}")
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    @DisabledIfSystemProperty(named = "footbridge.seed", matches = ".+")
    void theCheckFindsABrokenTwin(Flaw flaw) {
        assertThatThrownBy(
                () -> Interleavings.of(RUNS).explore(turns(permits -> new BrokenTurnstile(flaw, permits))))
                .isInstanceOf(AssertionError.class).hasMessageContaining("fails with seed");
    }
}
