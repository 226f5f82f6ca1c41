package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.ManualClock;
import dev.footbridge.testing.OpenLevels;
import dev.footbridge.testing.ReportedFailures;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Close with a limit: cleanup that takes longer goes on in the background, and is reported. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GeneratorCloseLimitTest {

    private static final Duration LIMIT = Duration.ofMillis(5);

    private final OpenLevels on = new OpenLevels();
    private final GeneratorCleanup held = GeneratorCleanup.held();

    @AfterEach
    void close() {
        held.letEnd();
        on.close();
    }

    private Generator<Integer> begun(String level, Duration limit, GeneratorBody<Integer> body) {
        Generator<Integer> numbers = Generator.open(o -> o.withLevel(on.level(level)).withCloseLimit(limit), body);
        assertThat(numbers.next()).isZero();
        return numbers;
    }

    private void assertReportedOnce(String level) {
        assertThat(on.failures().all()).singleElement().satisfies(report -> {
            assertThat(report.task()).isEqualTo(level + "/GeneratorCleanup lambda");
            assertThat(report.failure()).isInstanceOf(TimeoutException.class).hasMessage("the cleanup of generator "
                    + level + "/GeneratorCleanup lambda did not end within PT0.005S of its close and goes on in the"
                    + " background");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "small"})
    @DisplayName("E2: after the limit close returns, the cleanup goes on in the background, and that is reported once")
    void leavesTheCleanupToTheBackground(String level) {
        Generator<Integer> numbers = begun(level, LIMIT, held.of(GeneratorBodies.endless()));
        numbers.close();
        assertThat(held.begun()).isOne();
        assertThat(held.ended()).isZero();
        assertReportedOnce(level);
        held.letEnd();
        Eventually.until(() -> held.ended() == 1);
        on.close();
        assertReportedOnce(level);
    }

    @Test
    @DisplayName("E2: closing again waits again, and does not report again")
    void reportsOnceWhenClosedAgain() {
        Generator<Integer> numbers = begun("loop", LIMIT, held.of(GeneratorBodies.endless()));
        numbers.close();
        numbers.close();
        assertReportedOnce("loop");
        ForeignThread<Boolean> third = ForeignThread.of(() -> {
            numbers.close();
            return true;
        });
        held.letEnd();
        third.value();
        Eventually.until(() -> held.ended() == 1);
        numbers.close();
        assertReportedOnce("loop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool"})
    @DisplayName("E2: a failure of cleanup that went on in the background is reported as well")
    void reportsWhatTheBackgroundFailsWith(String level) {
        IOException failure = new IOException("late");
        Generator<Integer> numbers = begun(level, LIMIT, out -> {
            try (AutoCloseable _ = () -> {
                throw failure;
            }) {
                held.of(GeneratorBodies.endless()).run(out);
            }
        });
        numbers.close();
        assertThat(on.failures().failures()).singleElement().isInstanceOf(TimeoutException.class);
        held.letEnd();
        Eventually.until(() -> on.failures().all().size() == 2);
        assertThat(on.failures().failures()).last().isSameAs(failure);
        numbers.close();
        on.close();
        assertThat(on.failures().all()).hasSize(2);
    }

    @Test
    @DisplayName("E2: within the limit close waits to the end, throws what failed, and reports nothing")
    void waitsWithinTheLimit() {
        IOException failure = new IOException("cleanup");
        for (String level : List.of("loop", "pool")) {
            Generator<Integer> numbers = begun(level, GeneratorBodies.LONG, out -> {
                try {
                    GeneratorCleanup.quick().of(GeneratorBodies.endless()).run(out);
                } finally {
                    fail(failure);
                }
            });
            assertThatThrownBy(numbers::close).isSameAs(failure);
        }
        on.close();
        assertThat(on.failures().all()).isEmpty();
    }

    private static void fail(Exception failure) throws Exception {
        throw failure;
    }

    @Test
    @DisplayName("E2: a limit of zero does not wait for cleanup that waits, which ends all the same")
    void doesNotWaitAtAll() {
        Generator<Integer> numbers = begun("loop", Duration.ZERO, held.of(GeneratorBodies.endless()));
        numbers.close();
        assertThat(held.ended()).isZero();
        held.letEnd();
        Eventually.until(() -> held.ended() == 1);
    }

    @Test
    @DisplayName("E2: the limit is on the clock of the loop whose coroutine closes")
    void readsTheClockOfTheLoop() {
        ManualClock clock = new ManualClock();
        ReportedFailures reports = new ReportedFailures();
        try (EventLoop timed = EventLoop
                .open(o -> o.withTimeSource(clock).withFailureHandler(reports))) {
            AtomicInteger closed = new AtomicInteger();
            GeneratorBody<Integer> body = held.of(GeneratorBodies.endless());
            Task<Void> closer = timed.start(() -> {
                Generator<Integer> numbers = Generator.open(
                        o -> o.withLevel(on.loop()).withCloseLimit(GeneratorBodies.LONG), body);
                numbers.next();
                numbers.close();
                closed.incrementAndGet();
            });
            Eventually.until(() -> held.begun() == 1 && timed.stats().timers() == 1);
            clock.advance(GeneratorBodies.LONG.minusNanos(1));
            timed.call(Async::yieldNow);
            assertThat(closed.get()).isZero();
            clock.advance(Duration.ofNanos(1));
            Eventually.until(closer::isDone);
            assertThat(closed.get()).isOne();
            assertThat(reports.all()).isEmpty(); // it is the body's level that tells
            assertThat(on.failures().failures()).singleElement().isInstanceOf(TimeoutException.class);
            held.letEnd();
        }
    }
}
