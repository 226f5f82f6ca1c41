package dev.footbridge.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.footbridge.Async;
import dev.footbridge.Task;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.LoggedFailures;
import dev.footbridge.testing.ManualClock;
import dev.footbridge.testing.ReportedFailures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CallbackTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ReportedFailures reports = new ReportedFailures();
    private final ManualClock clock = new ManualClock();
    private final EventLoop loop = EventLoop
            .open(o -> o.withName("calls").withFailureHandler(reports).withTimeSource(clock));
    /** Touched on the loop only. */
    private final List<String> seen = new ArrayList<>();

    @AfterEach
    void close() {
        loop.close();
    }

    private List<String> seenSoFar() {
        return loop.call(() -> List.copyOf(seen));
    }

    private void advance(Duration by) {
        clock.advance(by);
        loop.call(() -> {
            Async.yieldNow();
        });
    }

    @Test
    void runsOnTheLoop() {
        AtomicBoolean onLoop = new AtomicBoolean();
        CountDownLatch ran = new CountDownLatch(1);
        loop.callSoon(() -> {
            onLoop.set(Async.runningLoop().filter(loop::equals).isPresent());
            ran.countDown();
        });
        Eventually.until(() -> ran.getCount() == 0);
        assertThat(onLoop).isTrue();
    }

    @Test
    @DisplayName("A15: runs after what is ready, in the order given")
    void runsAfterWhatIsReady() {
        loop.call(() -> {
            Task<Boolean> ready = loop.start(() -> seen.add("ready"));
            loop.callSoon(() -> seen.add("soon"));
            loop.callSoon(() -> loop.callSoon(() -> seen.add("from a callback")));
            loop.callSoon(() -> seen.add("sooner than that"));
            seen.add("now");
            ready.result();
            Async.yieldNow();
            Async.yieldNow();
        });
        assertThat(seenSoFar()).containsExactly("now", "ready", "soon", "sooner than that", "from a callback");
    }

    @Test
    void runsAtItsTimeAndNotBefore() {
        loop.callLater(MINUTE.multipliedBy(2), () -> seen.add("later"));
        loop.callLater(MINUTE, () -> seen.add("first"));
        loop.callLater(MINUTE, () -> seen.add("second of the same time"));
        loop.callAt(clock.instant().plus(MINUTE), () -> seen.add("by the clock"));
        advance(MINUTE.minusNanos(1));
        assertThat(seenSoFar()).isEmpty();
        advance(Duration.ofNanos(1));
        assertThat(seenSoFar()).containsExactly("first", "second of the same time", "by the clock");
        advance(MINUTE);
        assertThat(seenSoFar()).endsWith("later").hasSize(4);
        assertThat(loop.stats().timers()).isZero();
    }

    @Test
    void wakesAnIdleLoop() {
        CountDownLatch ran = new CountDownLatch(1);
        loop.callLater(MINUTE, ran::countDown);
        Eventually.until(() -> loop.stats().timers() == 1 && !loop.stats().busy());
        clock.advance(MINUTE);
        Eventually.until(() -> ran.getCount() == 0);
    }

    @Test
    void runsAsSoonAsPossibleWhenTheTimeHasPassed() {
        loop.callLater(Duration.ZERO, () -> seen.add("zero"));
        loop.callLater(Duration.ofSeconds(-5), () -> seen.add("negative"));
        loop.callLater(Duration.ofSeconds(Long.MIN_VALUE), () -> seen.add("the most negative"));
        loop.callAt(Instant.EPOCH, () -> seen.add("past"));
        advance(Duration.ZERO);
        assertThat(seenSoFar()).containsExactlyInAnyOrder("zero", "negative", "the most negative", "past");
    }

    @Test
    void acceptsAnyFuture() {
        Handle never = loop.callLater(Duration.ofSeconds(Long.MAX_VALUE), () -> seen.add("never"));
        Handle farAway = loop.callAt(Instant.MAX, () -> seen.add("never"));
        advance(Duration.ofDays(365));
        assertThat(seenSoFar()).isEmpty();
        assertThat(never.cancel()).isTrue();
        assertThat(farAway.cancel()).isTrue();
        Eventually.until(() -> loop.stats().timers() == 0);
    }

    @Test
    void isTakenBack() {
        Handle soon = loop.call(() -> {
            Handle handle = loop.callSoon(() -> seen.add("never"));
            assertThat(handle.isCancelled()).isFalse();
            assertThat(handle.cancel()).isTrue();
            assertThat(handle.cancel()).as("again").isFalse();
            Async.yieldNow();
            return handle;
        });
        Handle later = loop.callLater(MINUTE, () -> seen.add("never"));
        assertThat(later.cancel()).isTrue();
        assertThat(later.isCancelled()).isTrue();
        assertThat(soon.isCancelled()).isTrue();
        advance(MINUTE);
        assertThat(seenSoFar()).isEmpty();
        assertThat(loop.stats().timers()).isZero();
        Handle ran = loop.callSoon(() -> seen.add("ran"));
        assertThat(seenSoFar()).containsExactly("ran");
        assertThat(ran.cancel()).isFalse();
        assertThat(ran.isCancelled()).isFalse();
    }

    @Test
    void isTakenBackBetweenItsTimeAndItsTurn() {
        Handle[] second = new Handle[1];
        loop.callLater(MINUTE, () -> second[0].cancel());
        second[0] = loop.callLater(MINUTE, () -> seen.add("never"));
        advance(MINUTE);
        assertThat(seenSoFar()).isEmpty();
    }

    @Test
    void racesBetweenItsTurnAndBeingTakenBack() {
        AtomicInteger runs = new AtomicInteger();
        int taken = 0;
        for (int round = 0; round < 5000; round++) {
            Handle handle = loop.callSoon(runs::incrementAndGet);
            for (int spin = round % 60; spin > 0; spin--) {
                Thread.onSpinWait();
            }
            if (handle.cancel()) {
                taken++;
            }
        }
        assertThat(loop.call(runs::get)).isEqualTo(5000 - taken);
    }

    @Test
    @DisplayName("A11, D11: a callback that throws is reported once, by name, and disturbs nothing")
    void reportsFailures() {
        RuntimeException runtime = new IllegalStateException("of a callback");
        Error error = new NoSuchMethodError("of a callback");
        loop.callSoon(() -> {
            throw runtime;
        });
        loop.callLater(MINUTE, () -> {
            throw error;
        });
        loop.callSoon(() -> seen.add("went on"));
        advance(MINUTE);
        assertThat(seenSoFar()).containsExactly("went on");
        assertThat(reports.failures()).containsExactly(runtime, error);
        assertThat(reports.all()).allMatch(report -> report.task().equals("calls/CallbackTest lambda"));
    }

    @Test
    @DisplayName("A11: a failure handler that throws does not disturb the loop")
    void survivesABrokenHandler() {
        AtomicInteger told = new AtomicInteger();
        AssertionError broken = new AssertionError("the handler is broken, too");
        IllegalStateException failure = new IllegalStateException("of a callback");
        try (LoggedFailures logged = new LoggedFailures();
                EventLoop unlucky = EventLoop
                        .open(o -> o.withFailureHandler((_, _) -> {
                            told.incrementAndGet();
                            throw broken;
                        }))) {
            unlucky.callSoon(() -> {
                throw failure;
            });
            assertThat(unlucky.call(() -> "alive")).isEqualTo("alive");
            assertThat(told).hasValue(1);
            assertThat(logged.failures()).containsExactly(broken);
            assertThat(broken).hasSuppressedException(failure);
        }
    }

    @Test
    void mayWait() {
        loop.callSoon(() -> {
            seen.add("before");
            Async.sleep(MINUTE);
            seen.add("after");
        });
        assertThat(seenSoFar()).containsExactly("before");
        Eventually.until(() -> loop.stats().timers() == 1);
        advance(MINUTE);
        assertThat(seenSoFar()).containsExactly("before", "after");
    }

    @Test
    void refusesNull() {
        assertThatNullPointerException().isThrownBy(() -> loop.callSoon(null))
                .withMessageContaining("the callback is null");
        assertThatNullPointerException().isThrownBy(() -> loop.callLater(MINUTE, null))
                .withMessageContaining("the callback is null");
        assertThatNullPointerException().isThrownBy(() -> loop.callAt(Instant.EPOCH, null))
                .withMessageContaining("the callback is null");
    }
}
