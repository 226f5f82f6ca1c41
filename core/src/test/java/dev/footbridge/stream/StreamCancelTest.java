package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.BlockingAction;
import dev.footbridge.CancelledException;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.ReportedFailures;
import dev.footbridge.testing.Sleepers;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Law 3: a cancel of what runs a stream reaches its source and all its calls, on every level, and waits for them. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StreamCancelTest {

    private final ReportedFailures reported = new ReportedFailures();
    private final EventLoop loop = EventLoop.open(o -> o.withName("loop").withFailureHandler(reported));
    private final EventLoop other = EventLoop.open(o -> o.withName("other").withFailureHandler(reported));
    private final ThreadPool pool = ThreadPool.open(o -> o.withName("pool").withFailureHandler(reported));
    private final Sleepers sleepers = new Sleepers();
    private final Probe probe = Probe.shielded();

    @AfterEach
    void close() {
        loop.abort();
        other.abort();
        pool.abort();
    }

    private void assertCancelled(Task<?> task) {
        assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<>("enough"));
        probe.assertClosed();
        assertThat(sleepers.cleaned()).isEqualTo(sleepers.asleep());
    }

    @Test
    @DisplayName("law 3: a cancel reaches the source and all calls in flight, and waits for their cleanup")
    void reachesTheSourceAndTheCallsInFlight() {
        Task<Void> run = loop.start(() -> probe.waitingAfter(6).on(other).map(2, item -> {
            if (item < 2) {
                sleepers.job().run();
            }
            return item;
        }).mapOn(pool, 3, item -> item).forEach(item -> {}));
        sleepers.awaitAsleep(2);
        run.cancel("enough");
        assertCancelled(run);
        assertThat(sleepers.cleaned()).isEqualTo(2);

        Task<Void> onThreads = loop.start(() -> probe.waitingAfter(3).mapUnordered(2, item -> item).mapOn(pool, 3,
                item -> {
                    sleepers.job().run();
                    return item;
                }).forEach(item -> {}));
        sleepers.awaitAsleep(5);
        onThreads.cancel("enough");
        assertCancelled(onThreads);
        assertThat(sleepers.cleaned()).isEqualTo(5);
    }

    @Test
    @DisplayName("law 3: a cancel interrupts blocking calls on threads")
    void interruptsBlockingCalls() {
        Task<Long> run = loop.start(() -> probe.waitingAfter(3).mapOn(pool, 3, item -> {
            Thread.sleep(Duration.ofMinutes(1));
            return item;
        }).count());
        Eventually.until(() -> pool.stats().running() == 3);
        run.cancel("enough");
        assertCancelled(run);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("law 3: a cancel leaves nothing running, at whatever moment it comes")
    void leavesNothingRunning(Operator operator) {
        for (int spins = 0; spins < 12; spins++) {
            Probe each = Probe.shielded();
            Task<Long> run = (spins % 2 == 0 ? loop : pool).start(() -> operator.over(each.endless().map(item -> {
                Async.yieldNow();
                return item;
            })).count());
            for (int i = 0; i < spins * 1_000; i++) {
                Thread.onSpinWait();
            }
            run.cancel("enough");
            assertThat(run.outcome()).isEqualTo(new Outcome.Cancelled<>("enough"));
            assertThat(each.cleaned()).isEqualTo(each.begun());
        }
        Eventually.until(() -> loop.stats().pending() == 0 && pool.stats().running() == 0);
        assertThat(reported.all()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("law 3: a cancel reaches a source that never waits")
    void reachesASourceThatNeverWaits(Operator operator) {
        Probe busy = Probe.shielded();
        Task<Long> run = pool.start(() -> loop.call(() -> operator.over(busy.endless()).count()));
        Eventually.until(() -> busy.emitted() > 100);
        run.cancel("enough");
        assertThat(run.outcome()).isEqualTo(new Outcome.Cancelled<>("enough"));
        busy.assertClosed();
    }

    @Test
    @DisplayName("law 3: a cancel of the task that startToList started closes the source")
    void reachesTheSourceOfAStartedList() {
        Task<List<Integer>> run = probe.waitingAfter(2).startToList();
        probe.awaitAsleep(1);
        run.cancel("enough");
        assertCancelled(run);
        CompletableFuture<List<Integer>> future = probe.waitingAfter(2).startToList().toCompletableFuture();
        probe.awaitAsleep(2);
        future.cancel(true);
        Eventually.until(() -> probe.cleaned() == 2);
    }

    @Test
    @DisplayName("law 3: an interrupt of the thread that runs a stream ends it, and the flag stays set")
    void endsWithAnInterrupt() {
        for (BlockingAction blocking : List.<BlockingAction>of(() -> probe.waitingAfter(2).toList(), () -> {
            try (Generator<Integer> items = probe.waitingAfter(2).on(pool).open()) {
                items.forEachRemaining(item -> {});
            }
        }, () -> probe.waitingAfter(2).map(3, item -> item).prefetch(2).count())) {
            ForeignThread<Boolean> thread = ForeignThread.of(() -> {
                blocking.run();
                return true;
            });
            Eventually.until(() -> probe.begun() == probe.cleaned() + 1);
            thread.awaitWaiting().interrupt();
            assertThat(thread.failure()).isInstanceOf(CancelledException.class);
            assertThat(thread.wasInterrupted()).isTrue();
            probe.assertClosed();
        }
    }

    @Test
    @DisplayName("law 3: a cancel that comes during the cleanup waits for the rest of it")
    void waitsForACleanupThatIsUnderWay() {
        for (int limit : new int[]{0, 2}) {
            CompletableFuture<String> mayEnd = new CompletableFuture<>();
            List<String> log = new CopyOnWriteArrayList<>();
            AsyncStream<Integer> source = AsyncStream.generate(out -> {
                try {
                    for (int i = 0;; i++) {
                        out.emit(i);
                    }
                } finally {
                    log.add("cleaning");
                    Async.shielded(() -> {
                        Async.await(mayEnd);
                        log.add("cleaned");
                    });
                }
            });
            Task<List<Integer>> run = loop.start(() -> (limit == 0 ? source : source.map(limit, item -> item)).take(2)
                    .toList());
            Eventually.until(() -> log.contains("cleaning"));
            run.cancel("enough");
            loop.call(() -> Async.yieldNow());
            assertThat(run.isDone()).isFalse();
            mayEnd.complete("now");
            assertThat(run.outcome()).isIn(new Outcome.Cancelled<>("enough"), new Outcome.Success<>(List.of(0, 1)));
            assertThat(log).endsWith("cleaned");
        }
    }

    @Test
    @DisplayName("law 3: a pull that is cancelled takes nothing, with and without operators and a prefetch")
    void losesNoItemWithAPullThatIsCancelled() {
        for (int kind = 0; kind < 5; kind++) {
            CompletableFuture<Integer> slow = new CompletableFuture<>();
            AsyncStream<Integer> source = AsyncStream.generate(out -> {
                out.emit(0);
                out.emit(Async.await(slow));
                out.emit(2);
            });
            AsyncStream<Integer> stream = switch (kind) {
                case 0 -> source;
                case 1 -> source.prefetch(2);
                case 2 -> source.map(item -> item).on(pool);
                case 3 -> source.map(2, item -> item);
                default -> AsyncStream.merge(source, AsyncStream.empty()).timeout(Duration.ofMinutes(1));
            };
            try (AsyncGenerator<Integer> items = stream.openAsync()) {
                assertThat(items.next()).hasValue(0);
                for (int i = 0; i < 3; i++) {
                    Task<Optional<Integer>> pull = loop.start(() -> items.next());
                    loop.call(() -> Async.yieldNow());
                    pull.cancel("enough");
                    assertThat(pull.outcome()).isEqualTo(new Outcome.Cancelled<>("enough"));
                }
                slow.complete(1);
                assertThat(items.next()).hasValue(1);
                assertThat(items.next()).hasValue(2);
                assertThat(items.next()).isEmpty();
            }
        }
    }

    @Test
    @DisplayName("law 3: the reason of a cancel is readable in the source that runs in place, and the cancel stays set")
    void isLevelTriggeredInPlace() {
        List<String> log = new CopyOnWriteArrayList<>();
        Task<Void> run = loop.start(() -> AsyncStream.<Integer>generate(out -> {
            try {
                out.emit(1);
                Async.sleep(Duration.ofMinutes(1));
            } catch (CancelledException cancelled) {
                log.add(cancelled.reason());
                assertThatThrownBy(Async::yieldNow).hasMessage("enough");
                throw cancelled;
            }
        }).forEach(item -> log.add("item")));
        Eventually.until(() -> log.contains("item") && !loop.stats().busy());
        run.cancel("enough");
        assertThat(run.outcome()).isEqualTo(new Outcome.Cancelled<>("enough"));
        assertThat(log).containsExactly("item", "enough");
    }

    @Test
    @DisplayName("law 7: the abort of a loop ends the streams that its tasks run, on all levels, with their cleanup")
    void endsWithItsLoop() {
        Task<Long> run = loop.start(() -> AsyncStream.merge(probe.waitingAfter(1).on(pool), probe.waitingAfter(1).on(
                other), probe.waitingAfter(1)).mapOn(pool, 2, item -> {
                    sleepers.job().run();
                    return item;
                }).count());
        sleepers.awaitAsleep(2);
        loop.abort();
        assertThatExceptionOfType(CancelledException.class).isThrownBy(run::result);
        probe.assertClosed();
        assertThat(sleepers.cleaned()).isEqualTo(sleepers.asleep());
        other.close();
        pool.close();
        assertThat(reported.all()).isEmpty();
    }
}
