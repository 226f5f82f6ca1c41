package dev.footbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Limits of a scope, on a clock that the test moves. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DeadlineTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final ManualClock clock = new ManualClock();
    private final EventLoop loop = EventLoop.open(o -> o.withName("limits").withTimeSource(clock));

    @AfterEach
    void close() {
        loop.close();
    }

    /** Waits until the loop has begun some coroutines and all of them wait. */
    private void settle() {
        Eventually.until(() -> loop.stats().pending() > 0 && !loop.stats().busy() && loop.stats().ready() == 0);
    }

    @Test
    @DisplayName("D6: a limit moved later passes later, and not at its old time")
    void movesLater() {
        AtomicReference<Duration> left = new AtomicReference<>();
        Task<String> task = loop.start(() -> Async.withDeadline(MINUTE, (Deadline deadline) -> {
            deadline.moveTo(MINUTE.multipliedBy(3));
            Async.sleep(MINUTE.multipliedBy(2));
            left.set(deadline.remaining());
            Async.sleep(HOUR);
            return "never";
        }));
        settle();
        clock.advance(MINUTE.multipliedBy(2));
        Eventually.until(() -> left.get() != null);
        assertThat(left).hasValue(MINUTE);
        settle();
        assertThat(task.isDone()).isFalse();
        clock.advance(MINUTE);
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(task::result)
                .withMessageContaining("did not end within").withMessageContaining("PT3M");
    }

    @Test
    @DisplayName("D6: a limit moved nearer passes sooner, and one moved to zero or before at once")
    void movesNearer() {
        Task<String> task = loop.start(() -> Async.withDeadline(HOUR, (Deadline deadline) -> {
            deadline.moveTo(MINUTE);
            Async.sleep(HOUR.multipliedBy(2));
            return "never";
        }));
        settle();
        clock.advance(MINUTE);
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(task::result);
        for (Duration over : new Duration[]{Duration.ZERO, Duration.ofSeconds(-5)}) {
            assertThatExceptionOfType(TimeoutException.class)
                    .isThrownBy(() -> loop.call(() -> Async.withDeadline(HOUR, (Deadline deadline) -> {
                        deadline.moveTo(over);
                        Async.sleep(HOUR);
                        return "never";
                    })));
        }
    }

    @Test
    @DisplayName("D6: a limit that has passed stays passed, whatever it is moved to")
    void staysPassed() {
        Task<Boolean> task = loop.start(() -> Async.withDeadline(MINUTE, (Deadline deadline) -> {
            try {
                Async.sleep(HOUR);
            } catch (CancelledException cancelled) {
                assertThat(deadline.isExpired()).isTrue();
                assertThat(deadline.remaining()).isLessThanOrEqualTo(Duration.ZERO);
                deadline.moveTo(HOUR);
                assertThat(deadline.isExpired()).isTrue();
            }
            Async.sleep(MINUTE);
            return true;
        }));
        settle();
        clock.advance(MINUTE);
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(task::result);
    }

    @Test
    @DisplayName("D6: nothing of a limit is left once its scope has ended")
    void leavesNothingBehind() {
        Task<String> task = loop.start(() -> {
            String value = Async.withDeadline(MINUTE, (Deadline deadline) -> {
                assertThat(deadline.isExpired()).isFalse();
                deadline.moveTo(HOUR);
                return "in time";
            });
            assertThat(loop.stats().timers()).isZero();
            Async.sleep(HOUR.multipliedBy(3));
            return value;
        });
        settle();
        clock.advance(HOUR.multipliedBy(3));
        assertThat(task.result()).isEqualTo("in time");
    }

    @Test
    @DisplayName("D6, D12: a cancel from outside inside a limit stays a cancel")
    void keepsAForeignCancel() {
        AtomicReference<Throwable> met = new AtomicReference<>();
        Task<String> task = loop.start(() -> Async.withTimeout(MINUTE, () -> {
            try {
                Async.sleep(HOUR);
                return "never";
            } catch (CancelledException cancelled) {
                met.set(cancelled);
                throw cancelled;
            }
        }));
        settle();
        task.cancel("the user left");
        assertThatThrownBy(task::result).isInstanceOf(CancelledException.class).hasMessage("the user left");
        assertThat(met.get()).hasMessage("the user left");
    }

    @Test
    @DisplayName("D6: a cancel from outside wins over a limit that passes during the cleanup, and the other way round")
    void letsTheForeignCancelWin() {
        for (boolean limitFirst : new boolean[]{false, true}) {
            CompletableFuture<Void> cleanup = new CompletableFuture<>();
            AtomicBoolean cleaning = new AtomicBoolean();
            Task<String> task = loop.start(() -> Async.withTimeout(MINUTE, () -> {
                try {
                    Async.sleep(HOUR);
                    return "never";
                } finally {
                    cleaning.set(true);
                    Async.shielded(() -> Async.await(cleanup));
                }
            }));
            settle();
            if (limitFirst) {
                clock.advance(MINUTE);
            } else {
                task.cancel("the user left");
            }
            Eventually.until(cleaning::get);
            settle();
            if (limitFirst) {
                task.cancel("the user left");
            } else {
                clock.advance(MINUTE);
            }
            cleanup.complete(null);
            assertThatThrownBy(task::result).as("limit first: %s", limitFirst).isInstanceOf(CancelledException.class)
                    .hasMessage("the user left");
            assertThat(task.isCancelled()).isTrue();
        }
    }

    @Test
    @DisplayName("D6: a foreign exception passes unchanged, before the limit and after it")
    void passesForeignExceptions() {
        IOException broken = new IOException("broken pipe");
        assertThatThrownBy(() -> loop.call(() -> Async.withTimeout(MINUTE, () -> {
            throw broken;
        }))).isSameAs(broken);
        Task<Object> late = loop.start(() -> Async.withTimeout(MINUTE, () -> {
            try {
                Async.sleep(HOUR);
                return "never";
            } catch (CancelledException cancelled) {
                throw broken;
            }
        }));
        settle();
        clock.advance(MINUTE);
        assertThatThrownBy(late::result).isSameAs(broken);
    }

    @Test
    @DisplayName("D6: waiting for a task that somebody else cancelled is not a time-out")
    void keepsACancelledChildApart() {
        Task<String> child = loop.start(() -> {
            Async.sleep(HOUR);
            return "never";
        });
        Task<String> task = loop.start(() -> Async.withTimeout(MINUTE, () -> child.result()));
        settle();
        child.cancel("the child left");
        assertThatThrownBy(task::result).isInstanceOf(CancelledException.class).hasMessage("the child left");
    }

    @Test
    @DisplayName("D6: of two nested limits the one that passed is the one reported, and only its scope ends")
    void tellsNestedLimitsApart() {
        Task<String> inner = loop.start(() -> Async.withTimeout(HOUR, () -> {
            try {
                return Async.withTimeout(MINUTE, () -> {
                    Async.sleep(HOUR);
                    return "never";
                });
            } catch (TimeoutException timedOut) {
                Async.sleep(MINUTE);
                return "went on after " + timedOut.getMessage();
            }
        }));
        settle();
        clock.advance(MINUTE);
        Eventually.until(() -> loop.stats().timers() == 2);
        settle();
        clock.advance(MINUTE);
        assertThat(inner.result()).startsWith("went on after").contains("PT1M");

        AtomicBoolean innerSaw = new AtomicBoolean();
        Task<String> outer = loop.start(() -> Async.withTimeout(MINUTE, () -> {
            try {
                return Async.withTimeout(HOUR, () -> {
                    Async.sleep(HOUR);
                    return "never";
                });
            } catch (TimeoutException timedOut) {
                innerSaw.set(true);
                throw timedOut;
            }
        }));
        settle();
        clock.advance(MINUTE);
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(outer::result).withMessageContaining("PT1M");
        assertThat(innerSaw).isFalse();
    }

    @Test
    @DisplayName("D6: after a time-out the code around it may wait again")
    void endsWithItsScope() {
        Task<String> task = loop.start(() -> {
            try {
                Async.withTimeout(MINUTE, () -> {
                    Async.sleep(HOUR);
                    return "never";
                });
            } catch (TimeoutException timedOut) {
                Async.sleep(MINUTE);
            }
            return "waited again";
        });
        settle();
        clock.advance(MINUTE);
        Eventually.until(() -> loop.stats().timers() == 1);
        settle();
        clock.advance(MINUTE);
        assertThat(task.result()).isEqualTo("waited again");
    }
}
