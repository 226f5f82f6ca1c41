package dev.footbridge.cli.perf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void givesMeanMedianAndExtremes() {
        assertThat(Spread.ofNanos(List.of(4_000_000_000L, 1_000_000_000L, 1_000_000_000L)))
                .isEqualTo(new Spread(2, 1, 1, 4));
        assertThat(Spread.ofNanos(List.of(3_000_000_000L, 1_000_000_000L)).median()).isEqualTo(2);
    }
}
