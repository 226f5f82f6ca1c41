package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.laws.Ledger.Item;
import dev.footbridge.laws.QueueProgram.End;
import dev.footbridge.laws.SimpleQueue.Fault;
import dev.footbridge.sync.AsyncQueue;
import dev.footbridge.testkit.Interleavings;
import dev.footbridge.testkit.Scenario;
import java.util.Comparator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Queues in thousands of interleavings, and the checks in front of queues that are broken on purpose. */
@Timeout(120)
class QueueInterleavingsTest {

    private static final int RUNS = 2_000;
    private static final Comparator<Item> FIRST_IN_FIRST_OUT = (_, _) -> 0;
    private static final Comparator<Item> URGENCY = Comparator.comparing(item -> item.number() % 2);

    private static void explore(Scenario scenario) {
        Interleavings.of(RUNS).explore(scenario);
    }

    /** As the same program passes with a sound queue, whatever is found is the fault. */
    private static void assertFound(Scenario scenario) {
        assertThatThrownBy(() -> explore(scenario)).isInstanceOf(AssertionError.class)
                .hasMessageContaining("fails with seed");
    }

    private static Scenario simple(Fault fault, End end) {
        return QueueProgram.on(capacity -> new SimpleQueue<>(capacity, fault), FIRST_IN_FIRST_OUT, end);
    }

    @ParameterizedTest(name = "F1, F2, F4: nothing is lost, doubled, out of turn or left waiting; closed {0}")
    @EnumSource
    void losesNothing(End end) {
        explore(QueueProgram.on(capacity -> ExploredQueue.of(AsyncQueue.bounded(capacity)), FIRST_IN_FIRST_OUT, end));
    }

    @ParameterizedTest(name = "F1, F4: with priorities nothing is lost, doubled, out of turn or left waiting; closed {0}")
    @EnumSource
    void losesNothingWithPriorities(End end) {
        explore(QueueProgram.on(capacity -> ExploredQueue.of(AsyncQueue.priority(capacity, URGENCY)), URGENCY, end));
    }

    @Test
    @DisplayName("F5: a join ends when the work is done, not before and not later")
    void joinsExactlyWhenTheWorkIsDone() {
        explore(JoinProgram.on(() -> ExploredQueue.of(AsyncQueue.unbounded())));
    }

    @ParameterizedTest(name = "the checks find nothing wrong with another queue that is sound; closed {0}")
    @EnumSource
    void theChecksPassASoundQueue(End end) {
        explore(simple(Fault.NONE, end));
        explore(JoinProgram.on(() -> new SimpleQueue<>(Integer.MAX_VALUE, Fault.NONE)));
    }

    @ParameterizedTest(name = "the checks find a queue that {0}; closed {1}")
    @CsvSource({"HANDS_TO_THE_CANCELLED, ONCE_ALL_IS_DONE", "HANDS_TO_THE_CANCELLED, SOMETIME",
            "WAKES_WITHOUT_RESERVING, ONCE_ALL_IS_DONE", "WAKES_WITHOUT_RESERVING, SOMETIME",
            "KEEPS_A_CANCELLED_PUT, ONCE_ALL_IS_DONE", "KEEPS_A_CANCELLED_PUT, SOMETIME",
            "LETS_THE_LAST_IN_LINE_OVERTAKE, ONCE_ALL_IS_DONE", "LETS_THE_LAST_IN_LINE_OVERTAKE, SOMETIME",
            "FORGETS_WHO_WAITS_AT_THE_CLOSE, SOMETIME", "DROPS_WHAT_IS_STORED_AT_THE_CLOSE, SOMETIME"})
    void theChecksFindTheFault(Fault fault, End end) {
        assertFound(simple(fault, end));
    }

    @ParameterizedTest(name = "the checks find priorities under which the oldest of equal items is not first; closed {0}")
    @EnumSource
    void theChecksFindAWrongOrder(End end) {
        Comparator<Item> wrong = URGENCY.thenComparing(Comparator.comparing(Item::producer).reversed());
        assertFound(QueueProgram.on(capacity -> ExploredQueue.of(AsyncQueue.priority(capacity, wrong)), URGENCY, end));
    }

    @Test
    @DisplayName("the check of join finds a queue that takes empty for done")
    void theCheckFindsAJoinTooEarly() {
        assertFound(JoinProgram.on(() -> new SimpleQueue<>(Integer.MAX_VALUE, Fault.JOINS_WHEN_EMPTY)));
    }
}
