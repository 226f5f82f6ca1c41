package dev.footbridge.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Async;
import dev.footbridge.Task;
import dev.footbridge.testing.Eventually;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EventLoopStatsTest {

    @Test
    void countsWhatRunsWaitsAndIsQueued() {
        try (EventLoop loop = EventLoop.open(o -> o.withName("counted"))) {
            assertThat(loop.stats()).isEqualTo(new EventLoopStats("counted", 0, 0, 0, 0, 0, 0, false));
            assertThat(loop.isIdle()).isTrue();
            CompletableFuture<Void> gate = new CompletableFuture<>();
            CountDownLatch holding = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            Task<Void> waits = loop.start(() -> {
                Async.await(gate);
            });
            Task<Void> sleeps = loop.start(() -> Async.sleep(Duration.ofSeconds(60)));
            Task<Void> holds = loop.start(() -> {
                holding.countDown();
                go.await();
            });
            Eventually.until(() -> holding.getCount() == 0);
            EventLoopStats busy = loop.stats();
            assertThat(busy.busy()).isTrue();
            assertThat(busy.pending()).isEqualTo(3);
            assertThat(busy.timers()).isEqualTo(1);
            go.countDown();
            holds.result();
            gate.complete(null);
            waits.result();
            sleeps.cancel();
            Eventually.until(loop::isIdle);
            assertThat(loop.stats().started()).isEqualTo(3);
            assertThat(loop.stats().ended()).isEqualTo(3);
            assertThat(loop.stats().timers()).isZero();
        }
    }

    @Test
    void isNotIdleWhileAJobIsQueued() {
        try (EventLoop loop = EventLoop.open()) {
            for (int round = 0; round < 20_000; round++) {
                Task<Integer> task = loop.start(() -> 1);
                boolean idle = loop.isIdle();
                boolean done = task.isDone();
                assertThat(idle && !done).as("called idle although a job is queued, round %s", round).isFalse();
                task.result();
            }
        }
    }
}
