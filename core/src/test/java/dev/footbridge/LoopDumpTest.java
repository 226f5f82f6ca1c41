package dev.footbridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.Gate;
import dev.footbridge.testing.ReportedFailures;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A dump says of every task of a loop what it does; one that will not stop is named with its own stack. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LoopDumpTest {

    private static void waitHere() {
        Async.sleep(Duration.ofDays(1));
    }

    private static void cleanUpForLong(CountDownLatch cleaning) {
        try {
            Async.sleep(Duration.ofDays(1));
        } finally {
            cleaning.countDown();
            Async.shielded((Callable<Boolean>) () -> {
                Async.sleep(Duration.ofDays(1));
                return true;
            });
        }
    }

    @Test
    @DisplayName("D12: a dump shows who runs, who waits where, who is queued, and why one was cancelled")
    void showsWhatEveryTaskDoes() {
        CountDownLatch cleaning = new CountDownLatch(1);
        try (Gate gate = new Gate();
                EventLoop loop = EventLoop.open(o -> o.withName("loop").withCloseTimeout(Duration.ZERO)
                        .withAbortTimeout(Duration.ofMillis(1)).withFailureHandler((_, _) -> {}))) {
            Task<?> cleans = loop.start(() -> cleanUpForLong(cleaning));
            loop.start(LoopDumpTest::waitHere);
            Eventually.until(() -> loop.stats().timers() == 2);
            cleans.cancel("no longer needed");
            Eventually.until(() -> cleaning.getCount() == 0 && loop.stats().timers() == 2);
            loop.start(() -> {
                loop.start(() -> "queued");
                gate.pass();
            });
            Eventually.until(() -> loop.stats().ready() == 1);
            String dump = loop.dump();
            assertThat(dump).startsWith("event loop 'loop': EventLoopStats[");
            assertThat(dump.lines().filter(line -> line.startsWith("loop/"))).hasSize(4)
                    .anyMatch(line -> line.endsWith(": waits, cancelled: no longer needed"))
                    .anyMatch(line -> line.endsWith(": waits")).anyMatch(line -> line.endsWith(": runs"))
                    .anyMatch(line -> line.endsWith(": queued"));
            assertThat(dump).contains("LoopDumpTest.waitHere(").contains("LoopDumpTest.cleanUpForLong(")
                    .doesNotContain("dev.footbridge.internal.").doesNotContain("dev.footbridge.loop.Worker");
            gate.open();
        }
    }

    @Test
    @DisplayName("of a loop that does nothing there is only a line")
    void isShortForAnIdleLoop() {
        try (EventLoop loop = EventLoop.open(o -> o.withName("loop"))) {
            assertThat(loop.dump().lines()).hasSize(1);
        }
    }

    @Test
    @DisplayName("each task that would not stop is reported with its own stack")
    void reportsTheStuckWithTheirOwnStacks() {
        ReportedFailures reports = new ReportedFailures();
        CountDownLatch cleaning = new CountDownLatch(2);
        EventLoop loop = EventLoop.open(o -> o.withName("loop").withFailureHandler(reports)
                .withAbortTimeout(Duration.ofMillis(1)));
        List<Task<Object>> tasks = List.of(loop.start(() -> stuckHere(cleaning)),
                loop.start(() -> stuckThere(cleaning)));
        Eventually.until(() -> loop.stats().timers() == 2);
        loop.abort();
        assertThat(tasks).allMatch(Task::isCancelled);
        assertThat(reports.failures()).hasSize(2).allSatisfy(
                stuck -> assertThat(stuck).isInstanceOf(TimeoutException.class).hasMessageContaining("did not stop"))
                .anySatisfy(stuck -> assertThat(stuck.getStackTrace())
                        .anyMatch(frame -> frame.getMethodName().equals("stuckHere")))
                .anySatisfy(stuck -> assertThat(stuck.getStackTrace())
                        .anyMatch(frame -> frame.getMethodName().equals("stuckThere")));
    }

    private static Object stuckHere(CountDownLatch cleaning) {
        cleanUpForLong(cleaning);
        return "never";
    }

    private static Object stuckThere(CountDownLatch cleaning) {
        cleanUpForLong(cleaning);
        return "never";
    }
}
