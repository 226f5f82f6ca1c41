package dev.footbridge.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void putsNamesOnTheLeftAndFiguresOnTheRight() {
        assertThat(Table.of(1, "way", "s").row("a-long-name", 1).row("b", 23).lines())
                .containsExactly("way           s", "a-long-name   1", "b            23");
    }
}
