package dev.footbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.From;
import dev.footbridge.testing.OpenLevels;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code waitAll}, {@code waitAny} and {@code waitFirstFailure} without a limit. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UnlimitedWaitTest {

    private final OpenLevels on = new OpenLevels();
    private final List<CompletableFuture<Integer>> doors = new ArrayList<>();
    private final List<Task<Integer>> tasks = new ArrayList<>();

    @AfterEach
    void close() {
        on.close();
    }

    private void start(int many) {
        for (int i = 0; i < many; i++) {
            CompletableFuture<Integer> door = new CompletableFuture<>();
            doors.add(door);
            tasks.add((i % 2 == 0 ? on.loop() : on.pool()).start(() -> door));
        }
    }

    /** Has a thread of its own do this one by one, before the code that waits does, or while it does. */
    private static void meanwhile(Runnable... steps) {
        ForeignThread.of(() -> {
            for (Runnable step : steps) {
                Thread.yield();
                step.run();
            }
            return true;
        });
    }

    @ParameterizedTest(name = "C8: a {0} that waits for all waits for the last, however they end")
    @EnumSource(From.class)
    void waitsForAll(From from) throws Exception {
        start(4);
        AtomicInteger steps = new AtomicInteger();
        meanwhile(() -> doors.get(3).complete(3), () -> doors.get(0).completeExceptionally(new IOException("failed")),
                () -> tasks.get(1).cancel("cancelled"), () -> {
                    steps.set(1);
                    doors.get(2).complete(2);
                });
        Waited<Integer> waited = from.call(on, () -> Async.waitAll(tasks));
        assertThat(steps).hasValue(1);
        assertThat(waited.done()).isEqualTo(tasks);
        assertThat(waited.pending()).isEmpty();
    }

    @ParameterizedTest(name = "C8: a {0} that waits for any goes on with the first end, of whatever "
            + "kind, and the others run on")
    @EnumSource(From.class)
    void waitsForAny(From from) throws Exception {
        start(6);
        meanwhile(() -> doors.get(4).completeExceptionally(new IOException("failed")));
        assertThat(from.call(on, () -> Async.waitAny(tasks)).done()).containsExactly(tasks.get(4));
        tasks.remove(4);
        meanwhile(() -> tasks.get(1).cancel("cancelled"));
        assertThat(from.call(on, () -> Async.waitAny(tasks)).done()).containsExactly(tasks.get(1));
        tasks.remove(1);
        meanwhile(() -> doors.get(5).complete(5));
        Waited<Integer> waited = from.call(on, () -> Async.waitAny(tasks));
        assertThat(waited.done()).containsExactly(tasks.get(3));
        assertThat(waited.pending()).isEqualTo(tasks.subList(0, 3)).noneMatch(Task::isDone);
    }

    @ParameterizedTest(name = "C8: a {0} that waits for the first failure passes over values, and "
            + "ends with the last if none fails")
    @EnumSource(From.class)
    void waitsForTheFirstFailure(From from) throws Exception {
        start(4);
        meanwhile(() -> doors.get(3).complete(3), () -> doors.get(1).complete(1),
                () -> doors.get(2).completeExceptionally(new IOException("failed")));
        Waited<Integer> waited = from.call(on, () -> Async.waitFirstFailure(tasks));
        assertThat(waited.done()).contains(tasks.get(2)).doesNotContain(tasks.get(0));
        List<Task<Integer>> values = List.of(tasks.get(0), tasks.get(1), tasks.get(3));
        meanwhile(() -> doors.get(0).complete(0));
        assertThat(from.call(on, () -> Async.waitFirstFailure(values)).done()).isEqualTo(values);
    }

    @Test
    @DisplayName("C8, C10: of nothing they return at once, and what is done already is named at once")
    void returnsAtOnce() throws Exception {
        start(2);
        doors.getFirst().complete(0);
        Eventually.until(tasks.getFirst()::isDone);
        for (From from : From.values()) {
            from.call(on, () -> {
                assertThat(Async.waitAll(List.<Task<Integer>>of()).done()).isEmpty();
                assertThat(Async.waitAny(List.<Task<Integer>>of()).pending()).isEmpty();
                assertThat(Async.waitFirstFailure(List.<Task<Integer>>of()).done()).isEmpty();
                Waited<Integer> one = Async.waitAny(List.of(tasks.get(0), tasks.get(1), tasks.get(0)));
                assertThat(one.done()).containsExactly(tasks.getFirst());
                assertThat(one.pending()).containsExactly(tasks.getLast());
                return null;
            });
        }
    }

    @Test
    @DisplayName("C8: neither an interrupt nor a cancel nor a limit of the waiting code reaches the tasks")
    void leavesTheTasksAlone() {
        start(2);
        ForeignThread<Object> thread = ForeignThread.<Object>of(() -> Async.waitAll(tasks)).awaitWaiting();
        Task<Object> coroutine = on.loop().start(() -> Async.waitAny(tasks));
        Task<Object> job = on.pool().start(() -> Async.waitFirstFailure(tasks));
        thread.interrupt();
        coroutine.cancel("not any more");
        job.cancel("not any more");
        assertThatThrownBy(() -> Async.withTimeout(Duration.ofMillis(2), () -> Async.waitAll(tasks)))
                .isInstanceOf(TimeoutException.class);

        assertThat(thread.failure()).isInstanceOf(CancelledException.class).hasMessageContaining("interrupted");
        assertThat(thread.wasInterrupted()).isTrue();
        assertThat(coroutine.outcome()).isEqualTo(new Outcome.Cancelled<>("not any more"));
        assertThat(job.outcome()).isEqualTo(new Outcome.Cancelled<>("not any more"));
        assertThat(tasks).noneMatch(Task::isDone);
        doors.forEach(door -> door.complete(7));
        assertThat(Async.waitAll(tasks).done()).extracting(Task::resultNow).containsExactly(7, 7);
    }

    @Test
    @DisplayName("D11: waiting is not looking: a failure that was only waited for is still reported, once")
    void looksAtNothing() {
        IOException failure = new IOException("not looked at");
        Task<Integer> failing = on.loop().start(() -> CompletableFuture.failedFuture(failure));
        assertThat(Async.waitAll(List.of(failing)).done()).hasSize(1);
        assertThat(Async.waitFirstFailure(List.of(failing)).done()).hasSize(1);
        on.close();
        assertThat(on.failures().failures()).containsExactly(failure);
    }

    @Test
    @DisplayName("C8: code that was cancelled still learns what is done, and must not wait for the rest")
    void tellsCancelledCodeWhatIsDone() {
        start(2);
        doors.getFirst().complete(1);
        Eventually.until(tasks.getFirst()::isDone);
        Task<String> cancelled = on.loop().start(() -> {
            Async.currentTask().orElseThrow().cancel("by itself");
            assertThat(Async.waitAny(tasks).done()).containsExactly(tasks.getFirst());
            Async.waitAll(tasks);
            return "not reached";
        });
        Eventually.until(cancelled::isDone);
        assertThat(cancelled.outcome()).isEqualTo(new Outcome.Cancelled<>("by itself"));
        assertThat(tasks.getLast().isDone()).isFalse();
    }
}
