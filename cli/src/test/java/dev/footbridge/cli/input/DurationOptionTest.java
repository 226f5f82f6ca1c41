package dev.footbridge.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationOptionTest {

    private final DurationOption option = new DurationOption();

    @ParameterizedTest
    @CsvSource({"50ms,PT0.05S", "0.5s,PT0.5S", "2m,PT2M", "0,PT0S", "-5ms,PT-0.005S", "1.5ms,PT0.0015S"})
    void readsANumberWithAUnit(String text, Duration expected) {
        assertThat(option.convert(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "ms", "5 ms", "1h", "5mss", "0x5ms", "99999999999s"})
    void refusesAnythingElse(String text) {
        assertThatThrownBy(() -> option.convert(text)).isInstanceOf(TypeConversionException.class)
                .hasMessage("'" + text + "' is no time: write a number and a unit, as 50ms or 0.5s");
    }
}
