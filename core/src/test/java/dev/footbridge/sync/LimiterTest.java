package dev.footbridge.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.AsyncCallable;
import dev.footbridge.BlockingAction;
import dev.footbridge.CancelledException;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.sync.Limiter.Permit;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Places, functions with a limit, and limits that change. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LimiterTest {

    private final EventLoop loop = EventLoop.open(o -> o.withName("loop"));

    @AfterEach
    void close() {
        loop.abort();
    }

    private static LimiterStats stats(int limit, int running, int waiting, int peak) {
        return new LimiterStats(limit, running, waiting, peak);
    }

    @Test
    void countsItsPlaces() {
        Limiter limiter = Limiter.of(2);
        assertThat(limiter.limit()).isEqualTo(2);
        Permit first = limiter.acquire();
        Optional<Permit> second = limiter.tryAcquire();
        assertThat(second).isPresent();
        assertThat(limiter.tryAcquire()).isEmpty();
        assertThat(limiter.stats()).isEqualTo(stats(2, 2, 0, 2));
        first.close();
        first.close();
        assertThat(limiter.stats()).as("closing again does nothing").isEqualTo(stats(2, 1, 0, 2));
        assertThat(ForeignThread.of(() -> {
            second.orElseThrow().close();
            return 1;
        }).value()).as("closed by another thread").isOne();
        assertThat(limiter.stats()).isEqualTo(stats(2, 0, 0, 2));
    }

    @Test
    void refusesALimitOfNothing() {
        Limiter limiter = Limiter.of(3);
        for (int wrong : new int[]{0, -1, Integer.MIN_VALUE}) {
            String message = "a limit must be 1 or more (limit is " + wrong + "): with less nothing would ever run";
            assertThatIllegalArgumentException().isThrownBy(() -> Limiter.of(wrong)).withMessage(message);
            assertThatIllegalArgumentException().isThrownBy(() -> limiter.setLimit(wrong)).withMessage(message);
        }
        assertThat(limiter.stats()).isEqualTo(stats(3, 0, 0, 0));
    }

    @Test
    void refusesJobsThatAreNull() {
        Limiter limiter = Limiter.of(1);
        String message = "the job is null: give a function to run";
        assertThatNullPointerException().isThrownBy(() -> limiter.call((Callable<String>) null)).withMessage(message);
        assertThatNullPointerException().isThrownBy(() -> limiter.limited((Callable<String>) null))
                .withMessage(message);
        assertThatNullPointerException().isThrownBy(() -> limiter.limited((AsyncCallable<String>) null))
                .withMessage(message);
        assertThat(limiter.stats()).isEqualTo(stats(1, 0, 0, 0));
    }

    @Test
    @DisplayName("law 5: a call gives the value or throws the very exception, and its place comes free either way")
    void callsInAPlace() {
        Limiter limiter = Limiter.of(1);
        assertThat(limiter.call(() -> limiter.stats().running())).isOne();
        IOException failure = new IOException("disk");
        assertThatThrownBy(() -> limiter.call(() -> {
            throw failure;
        })).isSameAs(failure);
        AssertionError error = new AssertionError("broken");
        assertThatThrownBy(() -> limiter.call(() -> {
            throw error;
        })).isSameAs(error);
        assertThat(loop.call(() -> limiter.call(() -> "in a coroutine"))).isEqualTo("in a coroutine");
        AsyncCallable<Integer> async = () -> CompletableFuture.completedFuture(limiter.stats().running());
        assertThat(limiter.call(async)).isOne();
        int[] inside = {0};
        BlockingAction action = () -> inside[0] = limiter.stats().running();
        limiter.call(action);
        assertThat(inside).containsExactly(1);
        assertThat(limiter.stats()).isEqualTo(stats(1, 0, 0, 1));
    }

    @Test
    void namesTasksAfterTheirFunctionAndNotAfterTheLimit() {
        Callable<String> job = () -> "value";
        Task<String> task = loop.start(Limiter.of(1).limited(job));
        assertThat(task.name()).isEqualTo("loop/LimiterTest lambda");
        assertThat(task.result()).isEqualTo("value");
    }

    @Test
    @DisplayName("an async function keeps its place until its stage has completed, and the rest waits")
    void keepsThePlaceOfAnAsyncFunction() throws Exception {
        Limiter limiter = Limiter.of(1);
        List<CompletableFuture<String>> replies = new ArrayList<>();
        AsyncCallable<String> request = limiter.limited(() -> {
            CompletableFuture<String> reply = new CompletableFuture<>();
            replies.add(reply);
            return reply;
        });
        Task<String> first = loop.start(request);
        Eventually.until(() -> limiter.stats().running() == 1);
        Task<String> second = loop.start(request);
        Eventually.until(() -> limiter.stats().waiting() == 1);
        replies.getFirst().complete("one");
        assertThat(first.result()).isEqualTo("one");
        Eventually.until(() -> limiter.stats().equals(stats(1, 1, 0, 1)));
        replies.get(1).completeExceptionally(new IOException("reset"));
        assertThatThrownBy(second::result).isInstanceOf(IOException.class).hasMessage("reset");
        assertThat(limiter.stats().running()).isZero();
        assertThat(request.call()).as("also for callers that know only stages").isNotDone();
        assertThat(limiter.stats().running()).isOne();
        replies.get(2).cancel(true);
        assertThat(limiter.stats().running()).isZero();
    }

    @Test
    @DisplayName("B14: an async function that is cancelled keeps its place until its stage has really completed")
    void keepsThePlaceOfACancelledAsyncFunction() {
        Limiter limiter = Limiter.of(1);
        CompletableFuture<String> deaf = deaf();
        Task<String> task = loop.start(limiter.limited(() -> deaf));
        Eventually.until(() -> limiter.stats().running() == 1);
        task.cancel("enough");
        Eventually.until(task::isDone);
        assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<>("enough"));
        assertThat(limiter.stats()).isEqualTo(stats(1, 1, 0, 1));
        assertThat(limiter.tryAcquire()).isEmpty();
        deaf.complete("at last");
        assertThat(limiter.stats()).isEqualTo(stats(1, 0, 0, 1));
    }

    @Test
    @DisplayName("B14: an async function in a call that is cancelled keeps its place until its stage has really completed")
    void keepsThePlaceOfACancelledAsyncCall() {
        Limiter limiter = Limiter.of(1);
        CompletableFuture<String> deaf = deaf();
        AsyncCallable<String> job = () -> deaf;
        Task<String> task = loop.start(() -> limiter.call(job));
        Eventually.until(() -> limiter.stats().running() == 1);
        task.cancel("enough");
        Eventually.until(task::isDone);
        assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<>("enough"));
        assertThat(limiter.stats()).isEqualTo(stats(1, 1, 0, 1));
        deaf.complete("at last");
        assertThat(limiter.stats()).isEqualTo(stats(1, 0, 0, 1));
    }

    /** A stage that nobody can cancel. */
    private static CompletableFuture<String> deaf() {
        return new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean mayInterruptIfRunning) {
                return false;
            }
        };
    }

    @Test
    void givesThePlaceBackWhenAnAsyncFunctionBringsNoStage() {
        Limiter limiter = Limiter.of(1);
        IOException failure = new IOException("disk");
        AsyncCallable<String> failing = limiter.limited((AsyncCallable<String>) () -> {
            throw failure;
        });
        assertThatThrownBy(() -> loop.call(failing)).isSameAs(failure);
        assertThat(limiter.stats().running()).isZero();
        AsyncCallable<String> empty = limiter.limited((AsyncCallable<String>) () -> null);
        assertThat(loop.call(empty)).isNull();
        assertThat(limiter.stats()).isEqualTo(stats(1, 0, 0, 1));
    }

    @Test
    @DisplayName("law 3: a job that is cancelled while it waits for its turn never begins")
    void neverBeginsAJobThatIsCancelledInLine() {
        Limiter limiter = Limiter.of(1);
        Permit held = limiter.acquire();
        boolean[] began = {false};
        Task<String> blocking = loop.start(limiter.limited(() -> {
            began[0] = true;
            return "never";
        }));
        Task<String> async = loop.start(limiter.limited((AsyncCallable<String>) () -> {
            began[0] = true;
            return CompletableFuture.completedFuture("never");
        }));
        ForeignThread<String> thread = ForeignThread.of(() -> limiter.call(() -> {
            began[0] = true;
            return "never";
        }));
        Eventually.until(() -> limiter.stats().waiting() == 3);
        blocking.cancel();
        async.cancel();
        thread.interrupt();
        assertThat(blocking.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(async.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(thread.failure()).isInstanceOf(CancelledException.class);
        held.close();
        assertThat(limiter.stats()).isEqualTo(stats(1, 0, 0, 1));
        assertThat(began).containsExactly(false);
    }

    @Test
    @DisplayName("a higher limit lets waiting work go on at once, as much as there is room for")
    void letsMoreInWhenTheLimitRises() {
        Limiter limiter = Limiter.of(1);
        List<Permit> permits = new ArrayList<>(List.of(limiter.acquire()));
        List<Task<Permit>> waiters = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            int waiting = i;
            waiters.add(loop.start(() -> limiter.acquire()));
            Eventually.until(() -> limiter.stats().waiting() == waiting);
        }
        limiter.setLimit(3);
        Eventually.until(() -> waiters.get(0).isDone() && waiters.get(1).isDone());
        assertThat(limiter.stats()).isEqualTo(stats(3, 3, 2, 3));
        limiter.setLimit(3);
        assertThat(limiter.stats()).isEqualTo(stats(3, 3, 2, 3));
        limiter.setLimit(Integer.MAX_VALUE);
        waiters.forEach(waiter -> permits.add(waiter.result()));
        assertThat(limiter.stats()).isEqualTo(stats(Integer.MAX_VALUE, 5, 0, 5));
        permits.forEach(Permit::close);
        limiter.setLimit(1);
        assertThat(limiter.stats()).isEqualTo(stats(1, 0, 0, 5));
        limiter.acquire();
        assertThat(limiter.tryAcquire()).isEmpty();
    }

    @Test
    @DisplayName("a lower limit is reached as running work ends; nothing begins before, and nothing is interrupted")
    void letsFewerInWhenTheLimitFalls() {
        Limiter limiter = Limiter.of(4);
        List<Permit> permits = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            permits.add(limiter.acquire());
        }
        limiter.setLimit(2);
        assertThat(limiter.limit()).isEqualTo(2);
        assertThat(limiter.stats()).isEqualTo(stats(2, 4, 0, 4));
        Task<Permit> waiter = loop.start(() -> limiter.acquire());
        Eventually.until(() -> limiter.stats().waiting() == 1);
        permits.removeLast().close();
        permits.removeLast().close();
        assertThat(limiter.tryAcquire()).isEmpty();
        assertThat(limiter.stats()).isEqualTo(stats(2, 2, 1, 4));
        permits.removeLast().close();
        Permit next = waiter.result();
        assertThat(limiter.stats()).isEqualTo(stats(2, 2, 0, 4));
        next.close();
        permits.removeLast().close();
        assertThat(limiter.stats()).isEqualTo(stats(2, 0, 0, 4));
        assertThat(List.of(limiter.tryAcquire(), limiter.tryAcquire())).allMatch(Optional::isPresent);
        assertThat(limiter.tryAcquire()).isEmpty();
    }

    @Test
    @DisplayName("limits changed by two threads at once leave as many places as the last one says")
    void countsRightWhenTwoChangeTheLimit() {
        Limiter limiter = Limiter.of(1);
        List<ForeignThread<Integer>> changers = new ArrayList<>();
        for (int seed = 1; seed <= 2; seed++) {
            int step = seed;
            changers.add(ForeignThread.of(() -> {
                for (int i = 0; i < 2_000; i++) {
                    limiter.setLimit(1 + i * step % 7);
                }
                return step;
            }));
        }
        for (int i = 0; i < 2_000; i++) {
            limiter.tryAcquire().ifPresent(Permit::close);
        }
        changers.forEach(ForeignThread::value);
        limiter.setLimit(3);
        for (int i = 0; i < 3; i++) {
            assertThat(limiter.tryAcquire()).as("place %s", i).isPresent();
        }
        assertThat(limiter.tryAcquire()).isEmpty();
        assertThat(limiter.stats().peak()).isEqualTo(3);
    }
}
