package dev.footbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.ReportedFailures;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CompletionsTest {

    private final ReportedFailures reported = new ReportedFailures();
    private final EventLoop loop = EventLoop.open(o -> o.withFailureHandler(reported));

    @AfterEach
    void close() {
        loop.abort();
    }

    private Task<Integer> pending(Runnable cleanup) {
        return loop.start((Callable<Integer>) () -> {
            try {
                return Async.await(new CompletableFuture<Integer>());
            } finally {
                cleanup.run();
            }
        });
    }

    private Task<Integer> done(int value) {
        Task<Integer> task = loop.start(() -> value);
        task.result();
        return task;
    }

    @Test
    @DisplayName("C9: brings the very tasks given, in the order in which they end")
    void bringsTasksAsTheyEnd() {
        List<CompletableFuture<Integer>> doors = new ArrayList<>();
        List<Task<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            CompletableFuture<Integer> door = new CompletableFuture<>();
            doors.add(door);
            tasks.add(loop.start(() -> door));
        }
        List<Task<Integer>> order = new ArrayList<>();
        try (Completions<Integer> completions = Async.asCompleted(tasks)) {
            Iterator<Task<Integer>> ends = completions.iterator();
            for (int next : List.of(3, 0, 4, 1, 2)) {
                doors.get(next).complete(next);
                order.add(ends.next());
            }
            assertThat(ends.hasNext()).isFalse();
        }

        assertThat(order).containsExactly(tasks.get(3), tasks.get(0), tasks.get(4), tasks.get(1), tasks.get(2));
        assertThat(order).extracting(Task::result).containsExactly(3, 0, 4, 1, 2);
    }

    @Test
    @DisplayName("C9: a task given twice comes once")
    void bringsATaskGivenTwiceOnce() {
        Task<Integer> same = done(1);
        List<Task<Integer>> brought = new ArrayList<>();

        Async.asCompleted(List.of(same, same, done(2), same)).forEach(brought::add);

        assertThat(brought).hasSize(2).contains(same);
    }

    @Test
    @DisplayName("C9: failures and cancellations come as tasks, too")
    void bringsFailedTasks() {
        Task<Integer> failed = loop.start(() -> CompletableFuture.failedFuture(new IOException("bad")));
        Task<Integer> cancelled = pending(() -> {});
        cancelled.cancel("no");
        List<Future> states = new ArrayList<>();

        for (Task<Integer> task : Async.asCompleted(List.of(failed, cancelled))) {
            states.add(new Future(task, task.state()));
        }

        assertThat(states).containsExactlyInAnyOrder(
                new Future(failed, java.util.concurrent.Future.State.FAILED),
                new Future(cancelled, java.util.concurrent.Future.State.CANCELLED));
    }

    private record Future(Task<Integer> task, java.util.concurrent.Future.State state) {}

    @Test
    @DisplayName("C9: leaving early cancels the rest and waits for its cleanup")
    void cancelsTheRestWhenLeftEarly() {
        AtomicInteger cleaned = new AtomicInteger();
        Runnable slowCleanup = () -> Async.shielded(() -> {
            Async.sleep(Duration.ofMillis(5));
            return cleaned.incrementAndGet();
        });
        List<Task<Integer>> tasks = List.of(pending(slowCleanup), done(1), pending(slowCleanup));
        loop.call(() -> Async.yieldNow());
        Task<Integer> first;
        try (Completions<Integer> completions = Async.asCompleted(tasks)) {
            first = completions.iterator().next();
        }

        assertThat((Object) first).isSameAs(tasks.get(1));
        assertThat(first.result()).isEqualTo(1);
        assertThat(tasks.get(0).isCancelled()).isTrue();
        assertThat(tasks.get(2).isCancelled()).isTrue();
        assertThat(cleaned.get()).isEqualTo(2);
    }

    @Test
    @DisplayName("C9: an overall limit strikes after what had ended was brought")
    void bringsWhatHasEndedBeforeTheLimitStrikes() {
        AtomicInteger cleaned = new AtomicInteger();
        List<Task<Integer>> tasks = List.of(pending(cleaned::incrementAndGet), done(1), done(2));
        loop.call(() -> Async.yieldNow());
        List<Integer> brought = new ArrayList<>();

        assertThatThrownBy(() -> Async.withTimeout(Duration.ofMillis(20), () -> {
            try (Completions<Integer> completions = Async.asCompleted(tasks)) {
                for (Task<Integer> task : completions) {
                    brought.add(task.result());
                }
            }
            return "all";
        })).isInstanceOf(TimeoutException.class);

        assertThat(brought).containsExactly(1, 2);
        assertThat(tasks.getFirst().isCancelled()).isTrue();
        assertThat(cleaned.get()).isEqualTo(1);
    }

    @Test
    @DisplayName("C10: of nothing it is empty")
    void isEmptyOfNothing() {
        try (Completions<Integer> completions = Async.asCompleted(List.<Task<Integer>>of())) {
            Iterator<Task<Integer>> ends = completions.iterator();
            assertThat(ends.hasNext()).isFalse();
            assertThatThrownBy(ends::next).isInstanceOf(NoSuchElementException.class)
                    .hasMessage("all tasks have been returned: ask hasNext() first");
        }
    }

    @Test
    @DisplayName("C9: in a coroutine the others run while it waits")
    void letsOthersRunInACoroutine() {
        List<Integer> values = loop.call(() -> {
            List<Integer> brought = new ArrayList<>();
            List<Task<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                int number = i;
                tasks.add(loop.start(() -> {
                    Async.yieldNow();
                    return number;
                }));
            }
            Async.asCompleted(tasks).forEach(task -> brought.add(task.result()));
            return brought;
        });
        assertThat(values).hasSize(100).isSorted();
    }

    @Test
    void leavesTheTasksRunningWhenTheWaitIsInterruptedUntilItIsClosed() {
        Task<Integer> pending = pending(() -> {});
        Completions<Integer> completions = Async.asCompleted(List.of(pending));
        ForeignThread<Object> thread = ForeignThread.<Object>of(() -> completions.iterator().next()).awaitWaiting();

        thread.interrupt();

        assertThat(thread.failure()).isInstanceOf(CancelledException.class);
        assertThat(thread.wasInterrupted()).isTrue();
        assertThat(pending.isDone()).isFalse();
        completions.close();
        completions.close();
        assertThat(pending.isCancelled()).isTrue();
        assertThat(completions.iterator().hasNext()).isFalse();
    }

    @Test
    void sharesWhatIsLeftBetweenItsIterators() {
        Completions<Integer> completions = Async.asCompleted(List.of(done(1), done(2)));

        assertThat(completions.iterator().next().result()).isEqualTo(1);
        assertThat(completions.iterator().next().result()).isEqualTo(2);
        assertThat(completions.iterator().hasNext()).isFalse();
    }

    @Test
    @DisplayName("C9: a failure in the cleanup of what was not wanted any more is reported")
    void reportsFailuresOfTheRestThatNobodyLookedAt() {
        IllegalStateException unseen = new IllegalStateException("cleanup");
        Task<Integer> rest = pending(() -> {
            throw unseen;
        });
        loop.call(() -> Async.yieldNow());
        try (Completions<Integer> completions = Async.asCompleted(List.of(rest, done(1)))) {
            completions.iterator().next();
        }
        loop.close();

        assertThat(reported.failures()).containsExactly(unseen);
    }
}
