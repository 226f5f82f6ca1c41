package dev.footbridge.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Async;
import dev.footbridge.Level;
import dev.footbridge.Task;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Errands under load by chance; sizes and seeds as in {@link LoopStressTest}. */
@Timeout(1_800)
class ErrandStressTest {

    private static final int DIVISOR = 20;
    private static final Duration SOON = Duration.ofSeconds(2);

    private final long seed = Load.seed();

    @Test
    @DisplayName("B3, B5: errands from 8 callers' tasks run once each, on the caller's thread, and none hangs")
    void comeBackToTheirCallers() {
        assertThat(ErrandLoad.on(Async.callerThread(), Load.operations(DIVISOR), seed, Load.limit()))
                .as("seed %d", seed).isEmpty();
    }

    @Test
    @DisplayName("B3: the check of errands finds that they run on some other thread")
    void theCheckFindsAnotherThread() {
        try (ThreadPool pool = ThreadPool.open()) {
            assertThat(ErrandLoad.on(pool, 1_000, seed, SOON)).anyMatch(found -> found.contains("ran on"));
        }
    }

    @Test
    @DisplayName("law 2: the check of errands finds that one in so many is lost")
    void theCheckFindsALostErrand() {
        assertThat(ErrandLoad.on(new Losing(), 1_000, seed, SOON)).anyMatch(found -> found.contains("hangs"));
    }

    /** Sends errands, and now and then one that never ends. */
    private static final class Losing implements Level {

        private final AtomicInteger sent = new AtomicInteger();

        @Override
        public String name() {
            return "losing";
        }

        @Override
        public <T> Task<T> start(Callable<T> job) {
            return sent.incrementAndGet() % 100 != 0
                    ? Async.callerThread().start(job)
                    : Async.callerThread().start(() -> {
                        Async.await(new CompletableFuture<Void>());
                        return job.call();
                    });
        }

        @Override
        public <T> Optional<Task<T>> tryStart(Callable<T> job) {
            return Optional.of(start(job));
        }

        @Override
        public <T> T call(Callable<T> job) {
            return start(job).result();
        }
    }
}
