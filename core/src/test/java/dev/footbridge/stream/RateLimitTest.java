package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Task;
import dev.footbridge.testing.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code rateLimit}: not too many items in any stretch of time. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RateLimitTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final TimedLoop loop = new TimedLoop();
    private final List<Duration> times = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        loop.close();
    }

    private AsyncStream<Integer> timed(AsyncStream<Integer> items) {
        return items.map(item -> {
            times.add(loop.now());
            return item;
        });
    }

    @Test
    void passesSoManyAtOnceAndThenSoManyPerTime() {
        Task<List<Integer>> run = loop.start(() -> timed(Probe.plain().first(7).rateLimit(3, MINUTE)).toList());
        assertThat(loop.finish(run, Duration.ofSeconds(30))).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(times).containsExactly(Duration.ZERO, Duration.ZERO, Duration.ZERO, MINUTE, MINUTE, MINUTE, MINUTE
                .multipliedBy(2));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    @DisplayName("law 9: in no stretch of the time are there more items than the limit")
    void hasNoMoreInAnyStretchOfTheTime(int limit) {
        Task<List<Integer>> run = loop.start(() -> timed(Probe.plain().first(25).map(item -> {
            Async.sleep(Duration.ofSeconds(item * 7 % 11)); // they come by fits and starts
            return item;
        }).rateLimit(limit, Duration.ofSeconds(13))).toList());
        loop.finish(run, Duration.ofSeconds(1));
        assertThat(times).hasSize(25).isSorted();
        for (int i = limit; i < times.size(); i++) {
            assertThat(times.get(i).minus(times.get(i - limit))).isGreaterThanOrEqualTo(Duration.ofSeconds(13));
        }
    }

    @Test
    void doesNotHoldBackItemsThatComeSlowly() {
        Task<List<Integer>> run = loop.start(() -> timed(Probe.plain().first(5).map(item -> {
            Async.sleep(MINUTE);
            return item;
        }).rateLimit(1, MINUTE)).toList());
        assertThat(loop.finish(run, MINUTE)).hasSize(5);
        assertThat(times).containsExactly(MINUTE, MINUTE.multipliedBy(2), MINUTE.multipliedBy(3), MINUTE.multipliedBy(
                4), MINUTE.multipliedBy(5));
    }

    @Test
    void leavesItsLoopToOthersWhileItHoldsAnItemBack() {
        Task<List<Integer>> run = loop.start(() -> Probe.plain().first(2).rateLimit(1, MINUTE).toList());
        loop.settle();
        assertThat(loop.start(() -> "another").result()).isEqualTo("another");
        assertThat(run.isDone()).isFalse();
        loop.advance(MINUTE);
        assertThat(run.result()).containsExactly(0, 1);
    }

    @Test
    void isCancelledWhileItHoldsAnItemBack() {
        Probe probe = Probe.shielded();
        Task<List<Integer>> run = loop.start(() -> probe.endless().rateLimit(1, MINUTE).toList());
        Eventually.until(() -> probe.emitted() == 2);
        run.cancel("enough");
        assertThatThrownBy(run::result).isInstanceOf(CancelledException.class).hasMessage("enough");
        probe.assertClosed();
        assertThat(loop.timers()).isZero();
    }

    @Test
    @DisplayName("law 8: each run has a rate of its own")
    void countsEachRunByItself() {
        AsyncStream<Integer> stream = timed(Probe.plain().first(2).rateLimit(2, MINUTE));
        Task<List<Integer>> one = loop.start(() -> stream.toList());
        Task<List<Integer>> two = loop.start(() -> stream.toList());
        assertThat(one.result()).isEqualTo(two.result());
        assertThat(loop.start(() -> stream.toList()).result()).hasSize(2);
        assertThat(times).hasSize(6).containsOnly(Duration.ZERO);
    }

    @Test
    void runsOnAThreadToo() {
        assertThat(Probe.plain().first(5).rateLimit(2, Duration.ofMillis(1)).on(Async.getThreadPool()).toList())
                .containsExactly(0, 1, 2, 3, 4);
    }
}
