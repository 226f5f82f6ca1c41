package dev.footbridge.threads;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long BEAT = 5_000_000;

    private final Pace pace = new Pace(2, 0);
    private long now;

    private void goOn(int beats) {
        for (int i = 0; i < beats; i++) {
            now += BEAT;
            pace.goOn(4, now);
        }
    }

    @Test
    @DisplayName("law 2: jobs are stuck when none has ended for long, also where some had in the same window")
    void isStuckWhenNoneEndsAnyMore() {
        goOn(10);
        assertThat(pace.isStuck()).isFalse();
        pace.ended(2, 2, BEAT);
        goOn(39);
        assertThat(pace.isStuck()).isFalse();
        goOn(1);
        assertThat(pace.isStuck()).isTrue();
        pace.ended(2, 2, BEAT);
        assertThat(pace.isStuck()).isFalse();
    }

    @Test
    void givesEachWindowItsTime() {
        goOn(40);
        pace.restart();
        assertThat(pace.isStuck()).isFalse();
        goOn(40);
        assertThat(pace.isStuck()).isTrue();
    }
}
