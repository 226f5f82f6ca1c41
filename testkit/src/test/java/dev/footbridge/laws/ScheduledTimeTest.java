package dev.footbridge.laws;

import static dev.footbridge.Async.await;
import static dev.footbridge.Async.sleep;
import static dev.footbridge.Async.withTimeout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.loop.EventLoop;
import dev.footbridge.testkit.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When the jobs of a loop's scheduled executor run: on the loop's own clock, to the nanosecond. */
@Timeout(30)
class ScheduledTimeTest {

    private static final Runnable NOTHING = () -> {};

    private final VirtualClock clock = VirtualClock.automatic();

    /** The seconds at which the runs of a series begin, of which each takes so many. */
    private List<Long> starts(String kind, long delay, long period, int runs, long... takes) {
        List<Long> starts = new ArrayList<>();
        try (EventLoop loop = EventLoop.open(o -> o.withTimeSource(clock))) {
            loop.call(() -> {
                ScheduledExecutorService executor = loop.asScheduledExecutorService();
                CompletableFuture<Void> enough = new CompletableFuture<>();
                Runnable job = () -> {
                    starts.add(clock.elapsed().toSeconds());
                    if (starts.size() == runs) {
                        enough.complete(null);
                    }
                    sleep(Duration.ofSeconds(takes[Math.min(starts.size(), takes.length) - 1]));
                };
                ScheduledFuture<?> series = kind.equals("rate")
                        ? executor.scheduleAtFixedRate(job, delay, period, TimeUnit.SECONDS)
                        : executor.scheduleWithFixedDelay(job, delay, period, TimeUnit.SECONDS);
                await(enough);
                series.cancel(true);
                executor.close();
            });
        }
        return starts;
    }

    @Test
    void keepsAFixedRateWithoutDrift() {
        assertThat(starts("rate", 5, 10, 6, 3)).containsExactly(5L, 15L, 25L, 35L, 45L, 55L);
    }

    @Test
    @DisplayName("after a long run at a fixed rate the next ones catch up, one after the other")
    void catchesUp() {
        assertThat(starts("rate", 0, 10, 7, 35, 1, 1, 1, 1)).containsExactly(0L, 35L, 36L, 37L, 40L, 50L, 60L);
    }

    @Test
    void keepsAFixedDelayBetweenRuns() {
        assertThat(starts("delay", 5, 10, 5, 3, 100, 3)).containsExactly(5L, 18L, 128L, 141L, 154L);
        assertThat(starts("delay", -1, 10, 2, 0)).as("at once").first().isEqualTo(clock.elapsed().toSeconds() - 10);
    }

    @Test
    void runsInTheOrderInWhichJobsAreDue() {
        List<String> ran = new CopyOnWriteArrayList<>();
        try (EventLoop loop = EventLoop.open(o -> o.withTimeSource(clock))) {
            loop.call(() -> {
                try (ScheduledExecutorService executor = loop.asScheduledExecutorService()) {
                    executor.schedule(() -> ran.add("day"), 1, TimeUnit.DAYS);
                    executor.schedule(() -> ran.add("hour"), 1, TimeUnit.HOURS);
                    executor.schedule(() -> ran.add("hour, too"), 60, TimeUnit.MINUTES);
                    executor.schedule(() -> ran.add("at once"), 0, TimeUnit.MINUTES);
                }
            });
        }
        assertThat(ran).containsExactly("at once", "hour", "hour, too", "day");
        assertThat(clock.elapsed()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void doesNotRunANanosecondEarly() throws Exception {
        VirtualClock still = VirtualClock.manual();
        try (EventLoop loop = EventLoop.open(o -> o.withTimeSource(still))) {
            ScheduledExecutorService executor = loop.asScheduledExecutorService();
            ScheduledFuture<String> future = executor.schedule(() -> "due", 10, TimeUnit.SECONDS);
            assertThat(future.getDelay(TimeUnit.SECONDS)).isEqualTo(10);
            still.advance(Duration.ofSeconds(10).minusNanos(1));
            loop.call(() -> {});
            assertThat(future.isDone()).isFalse();
            assertThat(future.getDelay(TimeUnit.NANOSECONDS)).isEqualTo(1);
            still.advance(Duration.ofNanos(1));
            assertThat(future.get()).isEqualTo("due");
            assertThat(future.getDelay(TimeUnit.NANOSECONDS)).isZero();
            still.advance(Duration.ofSeconds(1));
            assertThat(future.getDelay(TimeUnit.SECONDS)).isEqualTo(-1);
        }
    }

    @Test
    void ordersFuturesByTimeAndThenByAge() {
        VirtualClock still = VirtualClock.manual();
        try (EventLoop loop = EventLoop.open(o -> o.withTimeSource(still))) {
            ScheduledExecutorService executor = loop.asScheduledExecutorService();
            ScheduledFuture<?> older = executor.schedule(NOTHING, 10, TimeUnit.SECONDS);
            ScheduledFuture<?> younger = executor.schedule(NOTHING, 10_000, TimeUnit.MILLISECONDS);
            ScheduledFuture<?> earlier = executor.schedule(NOTHING, 9, TimeUnit.SECONDS);
            ScheduledFuture<?> last = executor.schedule(NOTHING, Long.MAX_VALUE, TimeUnit.DAYS);
            List<ScheduledFuture<?>> all = new ArrayList<>(List.of(last, younger, older, earlier));
            all.sort((one, other) -> one.compareTo(other));
            assertThat(all).containsExactly(earlier, older, younger, last);
        }
    }

    @Test
    void doesNotHoldTheClockForWhatWasCancelled() {
        try (EventLoop loop = EventLoop.open(o -> o.withTimeSource(clock))) {
            loop.call(() -> {
                ScheduledExecutorService executor = loop.asScheduledExecutorService();
                ScheduledFuture<?> later = executor.schedule(NOTHING, 1, TimeUnit.HOURS);
                later.cancel(false);
                assertThat(loop.stats().timers()).isZero();
                executor.close();
                sleep(Duration.ofSeconds(1));
            });
        }
        assertThat(clock.elapsed()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    @DisplayName("law 3: a time limit on the wait for a delayed job cancels it")
    void isCancelledByATimeLimit() {
        try (EventLoop loop = EventLoop.open(o -> o.withTimeSource(clock))) {
            ScheduledFuture<?> future = loop.call(() -> {
                ScheduledFuture<?> later = loop.asScheduledExecutorService().schedule(NOTHING, 2, TimeUnit.HOURS);
                assertThatThrownBy(() -> withTimeout(Duration.ofHours(1), () -> later.get()))
                        .isInstanceOf(TimeoutException.class);
                return later;
            });
            assertThat(future.isCancelled()).isTrue();
        }
        assertThat(clock.elapsed()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    @DisplayName("law 4: a loop that is closed does not wait for what is not due, nor does anybody else")
    void endsWithTheLoop() {
        VirtualClock still = VirtualClock.manual();
        EventLoop loop = EventLoop.open(o -> o.withTimeSource(still));
        ScheduledExecutorService executor = loop.asScheduledExecutorService();
        CountDownLatch never = new CountDownLatch(1);
        ScheduledFuture<?> future = executor.schedule(never::countDown, 1, TimeUnit.HOURS);
        loop.close();
        assertThat(future.isCancelled()).isTrue();
        assertThatThrownBy(() -> executor.schedule(NOTHING, 1, TimeUnit.HOURS))
                .isInstanceOf(RejectedExecutionException.class);
        still.advance(Duration.ofHours(2));
        assertThat(never.getCount()).isEqualTo(1);
    }
}
