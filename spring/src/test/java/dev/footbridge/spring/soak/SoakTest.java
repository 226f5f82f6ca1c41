package dev.footbridge.spring.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A short pass of the soak; {@link Soak} is the long one. */
class SoakTest {

    @ParameterizedTest(name = "virtual threads: {0}")
    @ValueSource(booleans = {true, false})
    void keepsRequestsApartAndLeavesNothingBehind(boolean virtual) throws Exception {
        SoakRun.Figures figures = new SoakRun(virtual, 60).run(Duration.ofSeconds(4));
        assertThat(figures.violations()).as(figures.toString()).isEmpty();
    }
}
