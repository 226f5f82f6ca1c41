package dev.footbridge.processes.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryTest {

    private static List<String> options(String heap, int workers, String... user) {
        return Memory.options(heap, JvmOptions.of(List.of(user)), workers);
    }

    @Test
    void sharesTheMemoryAmongTheWorkers() {
        assertThat(options("", 4)).containsExactly("-XX:MaxRAMPercentage=15.0000", "-Xms16384k",
                "-XX:+UseCompressedOops");
    }

    @Test
    void givesTheHeapThatWasAskedFor() {
        assertThat(options("256m", 4)).containsExactly("-Xmx256m", "-Xms16384k");
    }

    @Test
    void startsASmallHeapWithItsFullSize() {
        assertThat(options("10m", 1)).containsExactly("-Xmx10m", "-Xms10240k");
    }

    @Test
    void leavesTheHeapToTheUsersOptions() {
        assertThat(options("", 2, "-Xmx8m")).containsExactly("-Xms8192k");
        assertThat(options("", 2, "-XX:MaxHeapSize=1g")).containsExactly("-Xms16384k");
        assertThat(options("", 2, "-XX:MaxRAMPercentage=5")).containsExactly("-Xms1024k");
    }

    @Test
    void leavesReferencesToAnotherCollector() {
        assertThat(options("", 1, "-XX:+UseZGC")).containsExactly("-XX:MaxRAMPercentage=60.0000", "-Xms16384k");
    }

    @ParameterizedTest
    @ValueSource(strings = {"256", "1m", "-5m", "lots", "256mb", "8 m", "99999999999999g"})
    void refusesWhatIsNoHeap(String heap) {
        assertThatThrownBy(() -> options(heap, 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the heap of a worker must be a number with k, m or g behind it, and at least 8m (it is \""
                        + heap + "\"): give one such as 256m, or leave it out");
    }

    @Test
    void refusesAHeapGivenTwice() {
        assertThatThrownBy(() -> options("256m", 1, "-Xmx1g")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the heap of a worker is given twice (as \"256m\" and in the JVM options [-Xmx1g]):"
                        + " leave one of them out");
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2k,2048", "3M,3145728", "1g,1073741824", "1t,1099511627776",
            "999999999999t,9223372036854775807",
            "x,-1"})
    void readsAmounts(String amount, long bytes) {
        assertThat(Memory.bytes(amount)).isEqualTo(bytes);
    }
}
