package dev.footbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.Gate;
import dev.footbridge.threads.ThreadPool;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GatherTest {

    private final EventLoop loop = EventLoop.open();
    private final ThreadPool pool = ThreadPool.open();
    private final Gate gate = new Gate();

    @AfterEach
    void close() {
        gate.open();
        loop.abort();
        pool.abort();
    }

    private Task<Integer> failing(Throwable error) {
        return loop.start(() -> CompletableFuture.failedFuture(error));
    }

    private Task<Object> sleeping(Runnable cleanup) {
        CountDownLatch asleep = new CountDownLatch(1);
        Task<Object> task = loop.start((Callable<Object>) () -> {
            asleep.countDown();
            try {
                Async.sleep(Duration.ofSeconds(60));
                return "slept";
            } finally {
                cleanup.run();
            }
        });
        Eventually.until(() -> asleep.getCount() == 0 && loop.stats().timers() > 0);
        return task;
    }

    @Test
    @DisplayName("C1: values come in the order given, whatever the order of completion")
    void bringsValuesInTheOrderGiven() {
        List<CountDownLatch> ended = new ArrayList<>();
        for (int i = 0; i <= 20; i++) {
            ended.add(new CountDownLatch(1));
        }
        ended.getLast().countDown();
        ConcurrentLinkedQueue<Integer> completed = new ConcurrentLinkedQueue<>();
        List<Task<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int number = i;
            tasks.add(pool.start(() -> {
                ended.get(number + 1).await();
                completed.add(number);
                ended.get(number).countDown();
                return number;
            }));
        }

        List<Integer> values = Async.gather(tasks);

        assertThat(values).hasSize(20).isSorted();
        assertThat(completed.peek()).isEqualTo(19);
        assertThatThrownBy(values::clear).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void gathersTasksOfSeveralLevelsAndTypes() {
        List<Object> values = loop.call(() -> Async.gather(loop.start(() -> 1), pool.start(() -> "two"),
                Level.caller().start(() -> 3.0), pool.start(() -> {})));

        assertThat(values).containsExactly(1, "two", 3.0, null);
    }

    @Test
    @DisplayName("C10: of nothing it brings an empty list at once")
    void bringsNothingOfNothing() {
        assertThat(Async.gather()).isEmpty();
        assertThat(Async.gather(List.of())).isEmpty();
        assertThat(loop.call(() -> Async.gather().size())).isZero();
        assertThat(Async.complete(List.of())).isEmpty();
    }

    @Test
    @DisplayName("C6: a task given several times runs once and fills every place")
    void fillsEveryPlaceOfATaskGivenTwice() {
        AtomicInteger runs = new AtomicInteger();
        Task<Integer> same = loop.start(runs::incrementAndGet);
        Task<Integer> other = loop.start(() -> 7);

        assertThat(Async.gather(same, other, same, same)).containsExactly(1, 7, 1, 1);
        assertThat(runs.get()).isEqualTo(1);
        assertThat(Async.complete(List.of(same, other, same))).containsExactly(same, other, same);
    }

    @Test
    @DisplayName("C3: a failure cancels the siblings, waits for their cleanup, and is thrown with theirs suppressed")
    void cancelsTheOthersWhenOneFails() {
        IOException original = new IOException("first");
        IllegalStateException cleanup = new IllegalStateException("cleanup");
        AtomicInteger cleaned = new AtomicInteger();
        Task<Object> one = sleeping(() -> Async.shielded(() -> {
            Async.sleep(Duration.ofMillis(5));
            return cleaned.incrementAndGet();
        }));
        Task<Object> two = sleeping(() -> {
            cleaned.incrementAndGet();
            throw cleanup;
        });
        Task<Integer> failing = failing(original);

        Throwable thrown = catchThrowable(() -> Async.gather(one, two, failing));

        assertThat(thrown).isSameAs(original).hasSuppressedException(cleanup);
        assertThat(cleaned.get()).isEqualTo(2);
        assertThat(one.isCancelled()).isTrue();
        assertThat(two.exceptionNow()).isSameAs(cleanup);
    }

    @Test
    @DisplayName("C5: complete waits for all and leaves failures and cancellations in their places")
    void keepsEveryOutcomeInItsPlace() {
        IOException original = new IOException("bad");
        Task<Integer> cancelled = loop.start(() -> Async.await(new CompletableFuture<Integer>()));
        List<Task<Integer>> tasks = List.of(loop.start(() -> 1), failing(original), cancelled, loop.start(() -> 4));
        cancelled.cancel("not wanted");

        List<Task<Integer>> done = Async.complete(tasks);

        assertThat(done).extracting(Task::outcome).containsExactly(new Outcome.Success<>(1),
                new Outcome.Failure<>(original), new Outcome.Cancelled<>("not wanted"), new Outcome.Success<>(4));
        assertThatThrownBy(() -> done.set(0, null)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void throwsTheCancellationOfAMemberAndCancelsTheOthers() {
        AtomicInteger cleaned = new AtomicInteger();
        Task<Object> sleeping = sleeping(cleaned::incrementAndGet);
        Task<Object> cancelled = sleeping(cleaned::incrementAndGet);
        cancelled.cancel("by itself");

        assertThatThrownBy(() -> Async.gather(sleeping, cancelled)).isInstanceOf(CancelledException.class)
                .hasMessage("by itself");
        assertThat(cleaned.get()).isEqualTo(2);
        assertThat(sleeping.isCancelled()).isTrue();
    }

    @Test
    void throwsAFailureThatWasThereBefore() {
        IOException original = new IOException("early");
        Task<Integer> failed = failing(original);
        Eventually.until(failed::isDone);
        Task<Object> sleeping = sleeping(() -> {});

        assertThatThrownBy(() -> Async.gather(sleeping, failed)).isSameAs(original);
        assertThat(sleeping.isCancelled()).isTrue();
    }

    @Test
    void attachesTheSameFailureOfTwoTasksOnce() {
        IOException same = new IOException("same");

        Throwable thrown = catchThrowable(() -> Async.gather(failing(same), failing(same)));

        assertThat(thrown).isSameAs(same);
        assertThat(thrown.getSuppressed()).isEmpty();
    }

    @Test
    void cancelsAllWhenTheWaitingCodeIsCancelled() {
        AtomicInteger cleaned = new AtomicInteger();
        Task<Object> one = sleeping(cleaned::incrementAndGet);
        Task<Object> two = sleeping(cleaned::incrementAndGet);
        Task<List<Object>> waiting = loop.start(() -> Async.gather(one, two));
        loop.call(() -> Async.yieldNow());

        waiting.cancel("stop all");

        assertThatThrownBy(waiting::result).isInstanceOf(CancelledException.class).hasMessage("stop all");
        assertThat(cleaned.get()).isEqualTo(2);
    }

    @Test
    void cancelsAllWhenTheWaitingThreadIsInterruptedAndKeepsTheFlag() {
        AtomicInteger cleaned = new AtomicInteger();
        Task<Object> one = sleeping(cleaned::incrementAndGet);
        Task<Object> two = sleeping(cleaned::incrementAndGet);
        ForeignThread<Object> waiting = ForeignThread.<Object>of(() -> Async.gather(one, two)).awaitWaiting();

        waiting.interrupt();

        assertThat(waiting.failure()).isInstanceOf(CancelledException.class).hasMessageContaining("interrupted");
        assertThat(waiting.wasInterrupted()).isTrue();
        assertThat(cleaned.get()).isEqualTo(2);
    }

    @Test
    void completesNothingEarlyWhenMembersFail() {
        Task<Integer> slow = pool.start(() -> {
            gate.pass();
            return 1;
        });
        IOException quick = new IOException("quick");
        Task<Integer> failed = failing(quick);
        ForeignThread<List<Task<Integer>>> waiting = ForeignThread.of(() -> Async.complete(List.of(failed, slow)))
                .awaitWaiting();
        assertThat(waiting.hasEnded()).isFalse();

        gate.open();

        assertThat(waiting.value()).extracting(Task::outcome).containsExactly(new Outcome.Failure<>(quick),
                new Outcome.Success<>(1));
    }

    @Test
    void gathersManyTasks() {
        List<Task<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            int number = i;
            tasks.add(loop.start(() -> number));
        }

        assertThat(Async.gather(tasks)).hasSize(20_000).isSorted();
    }

    @Test
    void refusesANullTask() {
        assertThatNullPointerException().isThrownBy(() -> Async.gather(Arrays.asList(loop.start(() -> 1), null)))
                .withMessageContaining("a task in the list is null");
    }
}
