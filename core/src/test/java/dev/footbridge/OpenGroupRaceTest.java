package dev.footbridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.OpenLevels;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups that end while other threads start tasks in them and cancel them. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@DisplayName("groups and other threads")
class OpenGroupRaceTest {

    private static final int ROUNDS = 150;
    private static final int FLOOD = 50;

    private final OpenLevels on = new OpenLevels();

    @AfterEach
    void close() {
        on.close();
    }

    /** What happened in one round. */
    private static final class Round {

        private final AtomicInteger running = new AtomicInteger();
        private final ConcurrentLinkedQueue<Task<?>> taken = new ConcurrentLinkedQueue<>();
        private final Set<Throwable> thrown = ConcurrentHashMap.newKeySet();
        private volatile boolean over;
        private volatile boolean late;

        /** A job that takes a moment, or longer than the test has, and may fail. */
        BlockingAction job(int number) {
            return () -> {
                running.incrementAndGet();
                late |= over;
                try {
                    Async.yieldNow();
                    if (number % 5 == 4) {
                        IOException failure = new IOException("number " + number);
                        thrown.add(failure);
                        throw failure;
                    }
                    Async.sleep(Duration.ofSeconds(Math.floorMod(number, 7) == 3 ? 60 : 0));
                } finally {
                    running.decrementAndGet();
                }
            };
        }

        /** Starts jobs until the group takes no more. */
        void startUntilRefused(TaskGroup group, CountDownLatch began, int failing) {
            try {
                for (int number = 0;; number++) {
                    taken.add(group.start(job(number + failing)));
                    began.countDown();
                    if (number > FLOOD) {
                        LockSupport.parkNanos(50_000); // enough to race with, not to drown in
                    }
                }
            } catch (IllegalStateException refused) {
                began.countDown();
            }
        }
    }

    @ParameterizedTest(name = "C13: a task that others start at the very end is refused or seen through, on the {0}")
    @ValueSource(strings = {"loop", "pool", "small"})
    void seesThroughWhatItTakes(String level) throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            Round round = new Round();
            CountDownLatch began = new CountDownLatch(2);
            List<Thread> starters = new ArrayList<>();
            Throwable thrown = null;
            try (TaskGroup group = TaskGroup.open(on.level(level))) {
                int failing = i % 2 == 0 ? Integer.MIN_VALUE / 2 : 0; // counts below zero, where none fails
                for (int t = 0; t < 2; t++) {
                    starters.add(Thread.startVirtualThread(() -> round.startUntilRefused(group, began, failing)));
                }
                Eventually.until(() -> began.getCount() == 0); // deaf to the interrupt that a failing task sends
                switch (i % 3) {
                    case 0 -> group.cancel("enough");
                    case 1 -> Thread.yield();
                    default -> starters.add(Thread.startVirtualThread(() -> group.cancel("enough, says another")));
                }
            } catch (Exception failed) {
                thrown = failed;
            }
            round.over = true;
            assertThat(Thread.currentThread().isInterrupted()).as("an interrupt left behind, round %s", i).isFalse();
            assertThat(round.running).as("tasks that run behind their group, round %s", i).hasValue(0);
            for (Thread starter : starters) {
                starter.join();
            }
            assertThat(round.taken).as("round %s", i).allMatch(Task::isDone);
            assertThat(round.late).as("a task that began behind its group, round %s", i).isFalse();
            assertThat(carried(thrown)).as("failures, round %s", i)
                    .containsExactlyInAnyOrderElementsOf(round.thrown);
        }
        on.close();
        assertThat(on.failures().all()).isEmpty();
    }

    /** The failures of tasks in what was thrown, which may be the interrupt that a cancel of the group sent. */
    private static List<Throwable> carried(Throwable thrown) {
        List<Throwable> all = new ArrayList<>();
        if (thrown instanceof IOException) {
            all.add(thrown);
        }
        if (thrown != null) {
            for (Throwable suppressed : thrown.getSuppressed()) {
                all.addAll(carried(suppressed));
            }
        }
        return all;
    }
}
