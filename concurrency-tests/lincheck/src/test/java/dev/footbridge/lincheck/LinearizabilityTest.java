package dev.footbridge.lincheck;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.footbridge.internal.PromiseOperations;
import dev.footbridge.internal.SequentialPromise;
import dev.footbridge.internal.broken.BrokenPromise;
import dev.footbridge.loop.InboxOperations;
import dev.footbridge.loop.SequentialInbox;
import dev.footbridge.loop.broken.BrokenInbox;
import dev.footbridge.sync.LimiterOperations;
import dev.footbridge.sync.QueueOperations;
import dev.footbridge.sync.SemaphoreOperations;
import dev.footbridge.sync.SequentialLimiter;
import dev.footbridge.sync.SequentialQueue;
import dev.footbridge.sync.SequentialSemaphore;
import dev.footbridge.sync.broken.BrokenLimiter;
import dev.footbridge.sync.broken.BrokenQueue;
import dev.footbridge.sync.broken.BrokenSemaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What does not wait behaves as if one operation came after the other; every twin is found not to. */
@Timeout(value = 1, unit = TimeUnit.DAYS) // longer runs; Lincheck itself ends a run that hangs
class LinearizabilityTest {

    /** Random scenarios for each class; the more there are, the more interleavings of each. */
    private static final int SCENARIOS = Integer.getInteger("footbridge.lincheck", 5);
    private static final int INTERLEAVINGS = 20 * SCENARIOS;
    private static final int SCENARIOS_FOR_A_TWIN = 100;

    /**
     * A data structure, what it is when one thread at a time uses it, and a twin that is broken on purpose.
     *
     * @param operations what threads do with it
     * @param sequential what they must see
     * @param broken the twin
     */
    private record Subject(Class<?> operations, Class<?> sequential, Class<?> broken) {
        @Override
        public String toString() {
            return operations.getName();
        }
    }

    static Stream<Subject> subjects() {
        return Stream.of(
                new Subject(InboxOperations.class, SequentialInbox.class, BrokenInbox.class),
                new Subject(PromiseOperations.class, SequentialPromise.class, BrokenPromise.class),
                new Subject(SemaphoreOperations.class, SequentialSemaphore.class, BrokenSemaphore.class),
                new Subject(LimiterOperations.class, SequentialLimiter.class, BrokenLimiter.class),
                new Subject(QueueOperations.Fifo.class, SequentialQueue.Fifo.class, BrokenQueue.Fifo.class),
                new Subject(QueueOperations.Lifo.class, SequentialQueue.Lifo.class, BrokenQueue.Lifo.class),
                new Subject(QueueOperations.Priority.class, SequentialQueue.Priority.class,
                        BrokenQueue.Priority.class));
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void isLinearizable(Subject subject) {
        options(subject).iterations(SCENARIOS).check(subject.operations);
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void findsTheTwinBroken(Subject subject) {
        AssertionError found = assertThrows(AssertionError.class,
                () -> options(subject).iterations(SCENARIOS_FOR_A_TWIN).check(subject.broken),
                () -> "a check that " + subject.broken + " passes says nothing about " + subject);
        assertTrue(found.getMessage().contains("Invalid execution results"), found::getMessage);
    }

    private static ModelCheckingOptions options(Subject subject) {
        return new ModelCheckingOptions().sequentialSpecification(subject.sequential)
                .invocationsPerIteration(INTERLEAVINGS).threads(2).actorsBefore(1).actorsPerThread(2).actorsAfter(1)
                .minimizeFailedScenario(false);
    }
}
