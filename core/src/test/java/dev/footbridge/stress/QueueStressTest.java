package dev.footbridge.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.sync.AsyncQueue;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Many threads and two loops on two queues, by chance. The full size is {@code -Dfootbridge.stress=100000}; a failure names
 * the seed, which {@code -Dfootbridge.seed=} repeats (the threads' timing excepted).
 */
@Timeout(1_800)
class QueueStressTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final long seed = Load.seed();

    @ParameterizedTest(name = "F1, F2, F4: threads and coroutines lose, double and confuse nothing; capacities {0} and {1}")
    @CsvSource({"0, 0", "1, 0", "2, 30", "2147483647, 1"})
    void keepsEveryItem(int one, int two) {
        LoadedQueues queues = LoadedQueues.of(AsyncQueue.bounded(one), AsyncQueue.bounded(two));
        List<String> violations = QueueLoad.on(queues, Load.operations(2), seed, Load.limit());
        assertThat(violations).as("seed %d", seed).isEmpty();
    }

    @Test
    @DisplayName("F4: the check finds queues that lose what a cancelled taker took")
    void theCheckFindsALostItem() {
        LoadedQueues broken = BrokenQueues.losingWhatTheCancelledTook(AsyncQueue.bounded(1), AsyncQueue.bounded(2));
        assertThat(QueueLoad.on(broken, 2_000, seed, LONG)).anyMatch(found -> found.contains("was lost"));
    }

    @Test
    @DisplayName("F1: the check finds queues that put later than they say")
    void theCheckFindsAWrongOrder() {
        LoadedQueues broken = BrokenQueues.puttingLater(AsyncQueue.bounded(1), AsyncQueue.bounded(2));
        assertThat(QueueLoad.on(broken, 2_000, seed, LONG)).anyMatch(found -> found.contains("came after item"));
    }
}
