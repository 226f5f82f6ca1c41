package dev.footbridge.cli.levels;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrimesTest {

    @Test
    void bothWaysOfCountingAgreeWithTheKnownNumbers() {
        assertThat(Primes.below(100_000)).isEqualTo(9_592);
        assertThat(Primes.between(0, 100_000)).isEqualTo(9_592);
        assertThat(Primes.between(100_000, 200_000)).isEqualTo(17_984 - 9_592);
        assertThat(Primes.between(0, 2)).isZero();
    }
}
