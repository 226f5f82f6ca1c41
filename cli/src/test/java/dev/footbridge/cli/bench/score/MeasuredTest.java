package dev.footbridge.cli.bench.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MeasuredTest {

    @Test
    void theErrorOfARatioIsThatOfBothFigures() {
        Measured ratio = Measured.of(30, 0.9).over(Measured.of(1_000, 40)); // 3 % and 4 %
        assertThat(ratio.value()).isEqualTo(0.03, within(1e-12));
        assertThat(ratio.high()).isEqualTo(0.03 * 1.05, within(1e-12));
        assertThat(ratio.low()).isEqualTo(0.03 * 0.95, within(1e-12));
    }

    @Test
    void theUpperEndOfARatioComesFromTheLowerEndOfThePeer() {
        Measured ratio = Measured.of(10).over(new Measured(10, 9, 12));
        assertThat(ratio.high()).isEqualTo(1.1, within(1e-12));
        assertThat(ratio.low()).isEqualTo(0.8, within(1e-12));
    }

    @Test
    void aRatioIsNeverBelowZero() {
        assertThat(Measured.of(1, 3).over(Measured.of(1)).low()).isZero();
    }

    @Test
    void anErrorThatIsNoNumberIsNotKnown() {
        assertThat(Measured.of(5, Double.NaN)).isEqualTo(Measured.of(5)).returns(false, Measured::hasSpread);
        assertThat(Measured.of(5, 1)).isEqualTo(new Measured(5, 4, 6)).returns(true, Measured::hasSpread);
    }

    @Test
    void aRateIsTurnedIntoATime() {
        Measured nanos = new Unit("ops/us").cost(Measured.of(50, 5));
        assertThat(nanos.value()).isEqualTo(20, within(1e-9));
        assertThat(nanos.low()).isEqualTo(18, within(1e-9));
        assertThat(nanos.high()).isEqualTo(22, within(1e-9));
    }

    @Test
    void refusesAFigureOutsideItsBar() {
        assertThatThrownBy(() -> new Measured(3, 1, 2)).hasMessage(
                "a figure must lie between the ends of its bar (it is 3.0, they are 1.0 and 2.0)");
    }
}
