package dev.footbridge.cli.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.cli.soak.kinds.Kind;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrawnTest {

    private static final int MANY = 500;

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 42, -7, Long.MAX_VALUE})
    void aSeedStandsForOneProgram(long seed) {
        assertThat(Drawn.of(seed, Kind.ALL).describe()).isEqualTo(Drawn.of(seed, Kind.ALL).describe())
                .startsWith("seed " + seed + " (").contains("actor 0 on ");
    }

    @Test
    void differentSeedsStandForDifferentPrograms() {
        assertThat(LongStream.range(0, MANY).mapToObj(seed -> Drawn.of(seed, Kind.ALL).program().describe()))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyKindIsDrawn() {
        Set<Kind> drawn = LongStream.range(0, MANY).mapToObj(seed -> Drawn.of(seed, Kind.ALL).kind())
                .collect(Collectors.toSet());
        assertThat(drawn).containsExactlyInAnyOrderElementsOf(Kind.ALL);
    }
}
