package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.footbridge.Async;
import dev.footbridge.AsyncCallable;
import dev.footbridge.AsyncFunction;
import dev.footbridge.CancelledException;
import dev.footbridge.Task;
import dev.footbridge.TaskGroup;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.plan.Parallel;
import dev.footbridge.plan.Serial;
import dev.footbridge.testing.Eventually;
import dev.footbridge.threads.ThreadPool;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Law 5: the original exception arrives; several arrive together; nobody meets a bare wrapper. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class Law5OriginalExceptionTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final EventLoop loop = EventLoop.open(o -> o.withName("loop"));
    private final ThreadPool pool = ThreadPool.open(o -> o.withName("pool"));
    private final IOException first = new IOException("first");
    private final IllegalStateException second = new IllegalStateException("second");

    @AfterEach
    void close() {
        loop.close();
        pool.close();
    }

    private static <T> Callable<T> throwing(Exception error) {
        return () -> {
            throw error;
        };
    }

    /** Fails with {@code error} while it cleans up. */
    private static Callable<String> failingCleanup(RuntimeException error) {
        return () -> {
            try {
                Async.sleep(LONG);
                return "never";
            } catch (CancelledException cancelled) {
                throw error;
            }
        };
    }

    @Test
    @DisplayName("law 5: the JDK's wrappers are taken off, however many there are")
    void takesWrappersOff() {
        CompletableFuture<String> wrapped = CompletableFuture
                .failedFuture(new CompletionException(new ExecutionException(new CompletionException(first))));
        assertThatThrownBy(() -> Async.await(wrapped)).isSameAs(first);
        assertThatThrownBy(() -> loop.call(() -> Async.await(wrapped))).isSameAs(first);
        assertThatThrownBy(() -> loop.call((AsyncCallable<String>) () -> wrapped)).isSameAs(first);
        FutureTask<String> blocking = new FutureTask<>(throwing(first));
        blocking.run();
        assertThatThrownBy(() -> Async.await(blocking)).isSameAs(first);
        assertThatThrownBy(() -> loop.call(() -> Async.await(blocking))).isSameAs(first);
        FutureTask<String> later = new FutureTask<>(throwing(second));
        Task<String> waiting = loop.start(() -> Async.await(later));
        Eventually.until(() -> loop.stats().pending() == 1 && !loop.stats().busy());
        later.run();
        assertThatThrownBy(waiting::result).isSameAs(second);
    }

    @Test
    @DisplayName("law 5: a cancelled foreign future is met as a cancellation, not as a wrapper")
    void takesForeignCancelsAsTheyAre() {
        CompletableFuture<String> cancelled = new CompletableFuture<>();
        cancelled.cancel(true);
        assertThatThrownBy(() -> Async.await(cancelled)).isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> Async.await(cancelled.thenApply(x -> x))).isInstanceOf(CancellationException.class);
        FutureTask<String> blocking = new FutureTask<>(() -> "never");
        blocking.cancel(true);
        assertThatThrownBy(() -> Async.await(blocking)).isInstanceOf(CancellationException.class);
        Task<String> task = loop.start(() -> Async.await(cancelled));
        assertThatThrownBy(task::result).isInstanceOf(CancellationException.class);
        assertThat(task.isCancelled()).isTrue();
    }

    @Test
    @DisplayName("law 5: of several failures the first is thrown with the others suppressed")
    void joinsFailures() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        Task<String> cleaning = loop.start(failingCleanup(second));
        Task<String> failing = loop.start(() -> {
            Async.await(gate);
            throw first;
        });
        Eventually.until(() -> loop.stats().pending() == 2 && !loop.stats().busy());
        gate.complete(null);
        assertThatThrownBy(() -> Async.gather(cleaning, failing)).isSameAs(first);
        assertThat(first.getSuppressed()).containsExactly(second);
    }

    @Test
    @DisplayName("law 5: a group's body, its tasks and their cleanup are all in what it throws")
    void joinsAGroupsFailures() {
        IllegalArgumentException body = new IllegalArgumentException("the body's");
        Throwable met = catchThrowable(() -> TaskGroup.on(loop, group -> {
            Task<String> cleaning = group.start(failingCleanup(second));
            Eventually.until(() -> loop.stats().timers() == 1);
            assertThat(cleaning.isDone()).isFalse();
            throw body;
        }));
        assertThat(met).isSameAs(body);
        assertThat(met.getSuppressed()).containsExactly(second);
    }

    @Test
    @DisplayName("law 5: the same exception from several tasks is thrown once, not suppressed in itself")
    void joinsTheSameFailureOnce() {
        RuntimeException shared = new RuntimeException("shared");
        Task<String> one = loop.start(throwing(shared));
        Task<String> two = loop.start(throwing(shared));
        Task<String> causedBy = loop.start(throwing(new IllegalStateException("around it", shared)));
        Async.complete(java.util.List.of(one, two, causedBy));
        assertThatThrownBy(() -> Async.gather(one, two, causedBy)).isSameAs(shared);
        Throwable[] suppressed = shared.getSuppressed();
        assertThat(suppressed).doesNotContain(shared).hasSizeLessThanOrEqualTo(1);
        java.io.StringWriter printed = new java.io.StringWriter();
        shared.printStackTrace(new java.io.PrintWriter(printed));
        assertThat(printed.toString()).contains("shared");
    }

    @Test
    @DisplayName("law 5: plans throw what their members threw")
    void passesThroughPlans() {
        assertThatThrownBy(() -> Parallel.of().schedule(throwing(first)).schedule(() -> 1).block()).isSameAs(first);
        assertThatThrownBy(() -> Serial.of().schedule(() -> 1).schedule(throwing(second)).on(loop).run().result())
                .isSameAs(second);
        assertThatThrownBy(() -> loop.call(() -> Parallel.of().schedule(throwing(second)).on(pool).block()))
                .isSameAs(second);
    }

    @Test
    @DisplayName("law 5: functions seen as the other kind pass the original, checked exceptions included")
    void passesThroughConversions() {
        AsyncCallable<String> failing = () -> CompletableFuture.failedFuture(first);
        AsyncFunction<String, String> failingOfOne = _ -> CompletableFuture
                .failedFuture(new CompletionException(first));
        assertThatThrownBy(() -> loop.call(() -> Async.toBlocking(failing).call())).isSameAs(first);
        assertThatThrownBy(() -> loop.call(() -> Async.toBlocking(failingOfOne).apply("x"))).isSameAs(first);
        AsyncCallable<String> async = Async.toAsync(Law5OriginalExceptionTest.<String>throwing(second));
        assertThatThrownBy(() -> loop.call(async)).isSameAs(second);
    }

    @Test
    @DisplayName("law 5: an exception that a dependent stage throws is the one that is met")
    void passesWhatAStageThrows() {
        CompletableFuture<String> dependent = loop.start(() -> "value").<String>thenApply(value -> {
            throw second;
        }).toCompletableFuture();
        assertThatThrownBy(() -> Async.await(dependent)).isSameAs(second);
    }

    @Test
    @DisplayName("law 5: an interrupt in code that nobody cancelled is that code's failure")
    void passesAForeignInterrupt() {
        InterruptedException own = new InterruptedException("of its own");
        Task<String> task = pool.start(throwing(own));
        assertThatThrownBy(task::result).isSameAs(own);
        assertThat(task.isCancelled()).isFalse();
        assertThat(task.state()).isEqualTo(java.util.concurrent.Future.State.FAILED);
    }

    @Test
    @DisplayName("law 5: a waiter that is cancelled takes the failed cleanup below with it")
    void keepsTheFailureOfACleanupBelow() {
        Task<String> below = pool.start(failingCleanup(second));
        Task<String> waiter = loop.start(() -> below.result());
        Eventually.until(() -> pool.stats().waiting() + pool.stats().running() > 0 && loop.stats().pending() == 1
                && !loop.stats().busy());
        waiter.cancel("stop");
        Throwable met = catchThrowable(waiter::result);
        assertThat(met).isInstanceOf(CancelledException.class).hasMessage("stop");
        if (below.state() == java.util.concurrent.Future.State.FAILED) {
            assertThat(below.exceptionNow()).isSameAs(second);
        }
    }
}
