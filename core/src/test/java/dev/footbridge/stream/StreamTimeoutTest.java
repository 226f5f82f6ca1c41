package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.footbridge.Async;
import dev.footbridge.Task;
import dev.footbridge.sync.AsyncQueue;
import dev.footbridge.testing.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code timeout}: how long an item may keep one waiting. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StreamTimeoutTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final TimedLoop loop = new TimedLoop();
    private final AsyncQueue<Integer> items = AsyncQueue.unbounded();
    private final List<Integer> seen = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    @DisplayName("each item has the whole time, from when it is asked for")
    void givesEachItemTheWholeTime() {
        Task<Void> run = loop.start(() -> AsyncStream.fromQueue(items).timeout(MINUTE).forEach(seen::add));
        for (int i = 0; i < 5; i++) {
            loop.advance(MINUTE.minus(SECOND));
            items.put(i);
            int last = i;
            Eventually.until(() -> seen.contains(last));
        }
        loop.advance(MINUTE.minusNanos(1));
        assertThat(run.isDone()).isFalse();
        loop.advance(Duration.ofNanos(1));
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(run::result)
                .withMessage("no item came within PT1M");
        assertThat(seen).containsExactly(0, 1, 2, 3, 4);
        assertThat(loop.timers()).isZero();
    }

    @Test
    void limitsTheTimeToTheEnd() {
        Task<Void> run = loop.start(() -> AsyncStream.fromQueue(items).timeout(MINUTE).forEach(seen::add));
        items.put(1);
        loop.advance(MINUTE.minus(SECOND));
        items.close();
        run.result();
        assertThat(seen).containsExactly(1);
    }

    @Test
    void doesNotCountTheTimeThatWhatFollowsTakes() {
        Task<List<Integer>> run = loop.start(() -> Probe.plain().first(3).timeout(SECOND).map(item -> {
            Async.sleep(MINUTE);
            return item;
        }).toList());
        assertThat(loop.finish(run, MINUTE)).containsExactly(0, 1, 2);
    }

    @Test
    void countsTheTimeThatWhatComesBeforeTakes() {
        Task<List<Integer>> run = loop.start(() -> Probe.plain().first(3).map(item -> {
            Async.sleep(MINUTE);
            return item;
        }).timeout(SECOND).toList());
        loop.advance(SECOND);
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(run::result);
    }

    @Test
    @DisplayName("D1: the source has cleaned up when the time-out is reported, however long that takes")
    void closesTheSourceBeforeItFails() {
        CompletableFuture<String> mayEnd = new CompletableFuture<>();
        List<String> log = new CopyOnWriteArrayList<>();
        AsyncStream<Integer> source = AsyncStream.generate(out -> {
            try {
                Async.sleep(Duration.ofDays(1));
            } finally {
                Async.await(mayEnd);
                log.add("cleaned");
            }
        });
        Task<List<Integer>> run = loop.start(() -> source.timeout(MINUTE).toList());
        loop.advance(MINUTE);
        assertThat(run.isDone()).isFalse();
        mayEnd.complete("now");
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(run::result);
        assertThat(log).containsExactly("cleaned");
    }

    @Test
    @DisplayName("law 5: a cleanup that fails after a time-out is suppressed in it")
    void keepsAFailureOfTheCleanup() {
        IllegalStateException cleanup = new IllegalStateException("cleanup");
        Task<Long> run = loop.start(() -> Probe.failingInCleanup(cleanup).waitingAfter(1).timeout(MINUTE).count());
        loop.advance(MINUTE);
        Throwable thrown = catchThrowable(run::result);
        assertThat(thrown).isInstanceOf(TimeoutException.class);
        assertThat(thrown.getSuppressed()).containsExactly(cleanup);
    }

    @Test
    void passesItemsThatAreThereAtOnce() {
        Task<List<Integer>> run = loop.start(() -> Probe.plain().first(5).prefetch(10).timeout(Duration.ofNanos(1)).map(
                item -> {
                    Async.sleep(MINUTE);
                    return item;
                }).toList());
        assertThat(loop.finish(run, MINUTE)).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void interruptsABlockingSourceOnAThread() {
        Probe probe = Probe.plain();
        assertThatThrownBy(() -> probe.then(1, () -> Thread.sleep(MINUTE)).on(Async.getThreadPool()).timeout(Duration
                .ofMillis(5)).toList()).isInstanceOf(TimeoutException.class);
        probe.assertClosed();
    }

    @Test
    void canBeFollowedByARetry() {
        Task<List<Integer>> run = loop.start(() -> AsyncStream.fromQueue(items).timeout(MINUTE).retry(1).take(2)
                .toList());
        items.put(1);
        loop.advance(MINUTE);
        items.put(2);
        assertThat(run.result()).containsExactly(1, 2);
    }
}
