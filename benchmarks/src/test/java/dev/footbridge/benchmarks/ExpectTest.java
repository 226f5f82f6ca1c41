package dev.footbridge.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ExpectTest {

    @Test
    void passesWhatIsRight() {
        assertThat(Expect.value(Expect.sumBelow(5), 10)).isEqualTo(10);
    }

    @Test
    void failsAContenderThatLostWork() {
        assertThatThrownBy(() -> Expect.value(10, 9)).isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "the contender must return 10 when all its work is done, not 9: its time means nothing before"
                                + " that is repaired");
    }
}
