package dev.footbridge.cluster.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SeenTest {

    @Test
    @DisplayName("each number counts once, in whatever order they come")
    void countsOnce() {
        List<Long> numbers = new ArrayList<>();
        for (long i = 1; i <= 1_000; i++) {
            numbers.add(i);
        }
        Collections.shuffle(numbers, new Random(3));
        Seen seen = new Seen();
        assertThat(numbers).allSatisfy(number -> assertThat(seen.first(number)).isTrue());
        Collections.shuffle(numbers, new Random(4));
        assertThat(numbers).allSatisfy(number -> assertThat(seen.first(number)).isFalse());
        assertThat(seen.first(1_001)).isTrue();
        assertThat(seen.first(0)).isFalse();
        assertThat(seen.first(-5)).isFalse();
    }

    @Test
    @DisplayName("a number that never comes holds up nobody")
    void bearsGaps() {
        Seen seen = new Seen();
        for (long number = 2; number < 200_000; number++) {
            if (number % 1_000 != 0) {
                assertThat(seen.first(number)).isTrue();
                assertThat(seen.first(number)).isFalse();
            }
        }
        assertThat(seen.first(1)).as("far too late").isFalse();
    }
}
