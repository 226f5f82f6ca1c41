package dev.footbridge.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Async;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.Gate;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Something that has happened or not: all that wait go on when it does, also if it is taken back at once. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AsyncEventTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final EventLoop loop = EventLoop.open(o -> o.withName("loop"));
    private final EventLoop other = EventLoop.open(o -> o.withName("other"));
    private final ThreadPool pool = ThreadPool.open(o -> o.withName("pool"));
    private final AsyncEvent event = AsyncEvent.create();

    @AfterEach
    void close() {
        loop.abort();
        other.abort();
        pool.abort();
    }

    @Test
    void isSetAndCleared() {
        assertThat(event.stats()).isEqualTo(new EventStats(false, 0));
        event.set();
        event.set();
        assertThat(event.isSet()).isTrue();
        assertThat(event.stats()).isEqualTo(new EventStats(true, 0));
        event.await();
        loop.call(() -> event.await());
        event.clear();
        event.clear();
        assertThat(event.isSet()).isFalse();
        assertThat(event.await(Duration.ZERO)).isFalse();
    }

    @Test
    @DisplayName("one set lets go everybody who waits: coroutines of two loops, threads and jobs")
    void letsEverybodyGo() {
        List<Task<Boolean>> tasks = new ArrayList<>();
        List<ForeignThread<Boolean>> threads = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            tasks.add(loop.start(() -> event.await(LONG)));
            tasks.add(other.start(() -> event.await(LONG)));
            tasks.add(pool.start(() -> event.await(LONG)));
            threads.add(ForeignThread.of(() -> event.await(LONG)));
        }
        Eventually.until(() -> event.stats().waiting() == 20);
        event.set();
        assertThat(tasks).allMatch(Task::result);
        assertThat(threads).allMatch(ForeignThread::value);
        assertThat(event.stats()).isEqualTo(new EventStats(true, 0));
    }

    @Test
    @DisplayName("who waited when it was set goes on, though it was cleared before anybody woke up")
    void letsThoseGoThatWaitedThoughItIsCleared() {
        Task<Boolean> early = loop.start(() -> event.await(LONG));
        Eventually.until(() -> event.stats().waiting() == 1);
        try (Gate gate = new Gate()) {
            loop.start(gate::passDeaf);
            gate.awaitArrivals(1);
            event.set();
            event.clear();
            assertThat(event.stats()).isEqualTo(new EventStats(false, 0));
        }
        assertThat(early.result()).isTrue();
        Task<Void> late = loop.start(() -> event.await());
        Eventually.until(() -> event.stats().waiting() == 1);
        assertThat(late.isDone()).isFalse();
        event.set();
        late.result();
    }

    @Test
    @DisplayName("law 3: a waiter that was let go, and cancelled before it woke up, goes on and meets the cancel then")
    void letsOneGoThatIsCancelledTooLate() {
        int[] steps = {0};
        Task<Void> waiter = loop.start(() -> {
            event.await();
            steps[0]++;
            Async.yieldNow();
            steps[0]++;
        });
        Eventually.until(() -> event.stats().waiting() == 1);
        try (Gate gate = new Gate()) {
            loop.start(gate::passDeaf);
            gate.awaitArrivals(1);
            event.set();
            waiter.cancel("too late");
        }
        assertThat(waiter.outcome()).isEqualTo(new Outcome.Cancelled<>("too late"));
        assertThat(steps).containsExactly(1);
    }

    @Test
    @DisplayName("law 3: some of many that are cancelled keep nobody else from going on")
    void letsTheOthersGoWhenSomeAreCancelled() {
        List<Task<Integer>> waiters = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            int number = i;
            waiters.add((i % 2 == 0 ? loop : other).start(() -> {
                event.await();
                return number;
            }));
        }
        Eventually.until(() -> event.stats().waiting() == 10);
        List.of(0, 4, 5, 9).forEach(number -> waiters.get(number).cancel());
        event.set();
        Eventually.until(() -> waiters.stream().allMatch(Task::isDone));
        assertThat(List.of(1, 2, 3, 6, 7, 8)).allMatch(number -> waiters.get(number).outcome().isSuccess());
        assertThat(event.stats().waiting()).isZero();
    }

    @Test
    @DisplayName("law 3: a set by a cancelled coroutine works: it needs no wait")
    void isSetByCancelledCode() {
        Task<Boolean> waiter = other.start(() -> event.await(LONG));
        Task<Void> setter = loop.start(() -> {
            try {
                Async.sleep(LONG);
            } finally {
                event.set();
            }
        });
        Eventually.until(() -> loop.stats().timers() == 1 && event.stats().waiting() == 1);
        setter.cancel();
        assertThat(waiter.result()).isTrue();
        setter.outcome();
    }

    @Test
    @DisplayName("who comes while it is being set goes on, many times")
    void losesNobodyWhoComesWhileItIsSet() {
        for (int round = 0; round < 300; round++) {
            AsyncEvent fresh = AsyncEvent.create();
            AtomicInteger through = new AtomicInteger();
            Task<Void> waiter = loop.start(() -> {
                fresh.await();
                through.incrementAndGet();
            });
            for (int i = round % 100; i > 0; i--) {
                Thread.onSpinWait();
            }
            fresh.set();
            Eventually.until(waiter::isDone);
            assertThat(through).as("round %s", round).hasValue(1);
            assertThat(fresh.stats()).isEqualTo(new EventStats(true, 0));
        }
    }
}
