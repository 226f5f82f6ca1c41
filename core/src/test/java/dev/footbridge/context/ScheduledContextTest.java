package dev.footbridge.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.loop.EventLoop;
import dev.footbridge.threads.ThreadPool;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs for later run in the context of whoever scheduled them. */
@Timeout(30)
class ScheduledContextTest {

    private static final ContextKey<String> USER = ContextKey.of("user");

    private interface Use {
        void on(ScheduledExecutorService executor) throws Exception;
    }

    private static void with(String kind, Use use) throws Exception {
        if (kind.equals("loop")) {
            try (EventLoop loop = EventLoop.open()) {
                use.on(loop.asScheduledExecutorService());
            }
        } else {
            try (ThreadPool pool = ThreadPool.open()) {
                use.on(pool.asScheduledExecutorService());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool"})
    @DisplayName("H1: a delayed job and each run of a series see the scheduler's values")
    void carriesIntoLaterRuns(String kind) throws Exception {
        with(kind, executor -> {
            ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
            CountDownLatch three = new CountDownLatch(3);
            ScheduledFuture<String> once;
            ScheduledFuture<?> series;
            try (var bound = USER.bind("ada")) {
                once = executor.schedule(USER::get, 1, TimeUnit.MILLISECONDS);
                series = executor.scheduleAtFixedRate(() -> {
                    seen.add(USER.get());
                    USER.set("changed in one run");
                    three.countDown();
                }, 0, 1, TimeUnit.MILLISECONDS);
            }
            assertThat(once.get()).isEqualTo("ada");
            assertThat(three.await(20, TimeUnit.SECONDS)).isTrue();
            series.cancel(true);
            assertThat(List.copyOf(seen)).containsOnly("ada");
        });
    }
}
