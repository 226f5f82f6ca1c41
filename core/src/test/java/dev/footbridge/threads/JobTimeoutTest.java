package dev.footbridge.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.Task;
import dev.footbridge.testing.Gate;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The time limit of a pool's jobs. */
@Timeout(30)
class JobTimeoutTest {

    private static final Duration SHORT = Duration.ofMillis(20);

    private static ThreadPool open(boolean elastic, UnaryOperator<ThreadPoolOptions> set) {
        UnaryOperator<ThreadPoolOptions> named = o -> set.apply(o.withName("timed").withLimit(1));
        return elastic ? ThreadPool.elastic(named) : ThreadPool.open(named);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("law 3: a job that runs too long is interrupted and fails with a time-out once it has cleaned up")
    void interruptsAJobThatTakesTooLong(boolean elastic) {
        AtomicBoolean cleaned = new AtomicBoolean();
        try (ThreadPool pool = open(elastic, o -> o.withJobTimeout(SHORT)); Gate gate = new Gate()) {
            Task<Integer> late = pool.start(() -> {
                try {
                    gate.pass();
                    return 1;
                } finally {
                    cleaned.set(true);
                }
            });
            assertThatThrownBy(late::result).isInstanceOf(TimeoutException.class)
                    .hasMessage("the work did not end within its limit of PT0.02S and was cancelled");
            assertThat(cleaned).isTrue();
            assertThat(late.isCancelled()).isFalse();
            assertThat(pool.call(() -> Thread.currentThread().isInterrupted())).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("time in the queue does not count, time spent waiting does")
    void countsFromTheBeginning(boolean elastic) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (ThreadPool pool = open(elastic, o -> o.withJobTimeout(Duration.ofMillis(300)))) {
            Task<Void> first = pool.start(() -> never.await());
            Task<Integer> second = pool.start(() -> 2);
            Task<Void> third = pool.start(() -> Async.sleep(Duration.ofHours(1)));
            Task<Void> fourth = pool.start(() -> never.await());
            Task<Integer> fifth = pool.start(() -> 5);
            assertThatThrownBy(first::result).isInstanceOf(TimeoutException.class);
            assertThat(second.result()).isEqualTo(2);
            assertThatThrownBy(third::result).isInstanceOf(TimeoutException.class);
            assertThatThrownBy(fourth::result).isInstanceOf(TimeoutException.class);
            assertThat(fifth.result()).isEqualTo(5);
        }
    }

    @Test
    void keepsNameAndFailureOfTheJob() {
        try (ThreadPool pool = open(true, o -> o.withJobTimeout(Duration.ofHours(1)))) {
            IllegalStateException own = new IllegalStateException("own");
            Callable<Object> failing = () -> {
                throw own;
            };
            Task<Object> task = pool.start(failing);
            assertThat(task.name()).isEqualTo("timed/JobTimeoutTest lambda");
            assertThatThrownBy(task::result).isSameAs(own);
            assertThat(pool.tryStart(() -> 1)).isPresent();
        }
    }

    @Test
    @DisplayName("a cancel is still a cancel, and a time limit of the job's own comes first if it is shorter")
    void leavesOtherCancelsAlone() {
        try (ThreadPool pool = open(false, o -> o.withJobTimeout(Duration.ofHours(1))); Gate gate = new Gate()) {
            Task<Void> cancelled = pool.start(gate::pass);
            gate.awaitArrivals(1);
            cancelled.cancel("no more");
            cancelled.outcome();
            assertThat(cancelled.isCancelled()).isTrue();
            assertThatThrownBy(() -> pool.start(() -> Async.withTimeout(SHORT, () -> {
                gate.pass();
                return 1;
            })).result()).isInstanceOf(TimeoutException.class).hasMessageContaining("PT0.02S");
        }
    }
}
