package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.laws.FlawedBridges.Flaw;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Publishers, subscribers and processors in thousands of orders, with demand and cancels at any time. */
@Timeout(120)
class PublisherInterleavingsTest {

    private static final int RUNS = 2_000;

    @Test
    @DisplayName("E1, E4: subscribers get what they request, each item once, then the failure or the end, in any order")
    void giveWhatIsRequested() {
        Judged.explore(RUNS, PublisherProgram.subscribed(Bridges.real()));
    }

    @Test
    @DisplayName("E1, E2, E4: what is published comes back as a stream that asks for what it wants, in any order")
    void comeBackAsStreams() {
        Judged.explore(RUNS, PublisherProgram.pulled(Bridges.real()));
    }

    @Test
    void theChecksFindNothingWrongWithASoundTwin() {
        Judged.explore(RUNS / 4, PublisherProgram.subscribed(new FlawedBridges(Flaw.NONE)));
        Judged.explore(RUNS / 4, PublisherProgram.pulled(new FlawedBridges(Flaw.NONE)));
    }

    @ParameterizedTest(name = "the check finds a bridge with a flaw: {0}")
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    @DisabledIfSystemProperty(named = "footbridge.seed", matches = ".+")
    void theCheckFindsABrokenTwin(Flaw flaw) {
        Bridges flawed = new FlawedBridges(flaw);
        assertThatThrownBy(() -> Judged.explore(RUNS,
                flaw.isBack() ? PublisherProgram.pulled(flawed) : PublisherProgram.subscribed(flawed)))
                .isInstanceOf(AssertionError.class).hasMessageContaining("fails with seed")
                .hasMessageContaining(flaw.found());
    }
}
