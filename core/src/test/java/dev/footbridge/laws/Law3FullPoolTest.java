package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Task;
import dev.footbridge.testing.Gate;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Cancels of jobs that wait for others of their own pool, which hold all its places. */
@Timeout(30)
@DisplayName("law 3: a cancel reaches the job that holds the place which the cancelled one would need to pass it on")
class Law3FullPoolTest {

    private final ThreadPool pool = ThreadPool.open(o -> o.withLimit(1));
    private final Gate gate = new Gate();
    private final Callable<String> blocked = () -> {
        gate.pass();
        return "went on";
    };

    @AfterEach
    void close() {
        gate.open();
        pool.close();
        assertThat(pool.stats().running()).isZero();
    }

    private void isCancelled(Task<?> task) {
        gate.awaitArrivals(1);
        task.cancel("enough");
        assertThatThrownBy(task::result).isInstanceOf(CancelledException.class).hasMessageContaining("enough");
    }

    @Test
    void throughAResult() {
        isCancelled(pool.start(() -> pool.start(blocked).result()));
    }

    @Test
    void throughAGathering() {
        isCancelled(pool.start(() -> Async.gather(List.of(pool.start(blocked), pool.start(blocked))).toString()));
    }

    @Test
    void throughAChain() {
        isCancelled(pool.start(() -> pool.start(() -> pool.start(blocked).result()).result()));
    }

    @Test
    void byALimitOfTheWait() {
        Task<String> task = pool.start(() -> pool.start(blocked).result(Duration.ofMillis(20)));
        assertThatThrownBy(task::result).isInstanceOf(TimeoutException.class);
    }

    @Test
    void byAnInterrupt() {
        Task<String> task = pool.start(() -> {
            Thread waits = Thread.currentThread();
            Task<String> inner = pool.start(() -> {
                waits.interrupt();
                return blocked.call();
            });
            return inner.result();
        });
        assertThatThrownBy(task::result).isInstanceOf(CancelledException.class);
    }
}
