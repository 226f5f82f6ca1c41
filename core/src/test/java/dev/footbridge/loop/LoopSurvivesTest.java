package dev.footbridge.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.AsyncCallable;
import dev.footbridge.Task;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.ReportedFailures;
import dev.footbridge.threads.ThreadPool;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** There is no loop thread to die: whatever ends badly, the others go on and callers are told. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LoopSurvivesTest {

    private final ReportedFailures reports = new ReportedFailures();
    private final EventLoop loop = EventLoop.open(o -> o.withName("tough").withFailureHandler(reports));

    @AfterEach
    void close() {
        loop.close();
    }

    static Stream<Supplier<Throwable>> errors() {
        return Stream.of(() -> new AssertionError("assertion"), () -> new OutOfMemoryError("simulated"),
                () -> new LinkageError("linkage"), () -> new InternalError("internal"),
                () -> new Throwable("bare throwable"),
                LoopSurvivesTest::overflow);
    }

    private static Throwable overflow() {
        try {
            return endless(0);
        } catch (StackOverflowError overflow) {
            return overflow;
        }
    }

    private static Throwable endless(int depth) {
        Throwable deeper = endless(depth + 1);
        return depth < 0 ? new Throwable() : deeper;
    }

    @ParameterizedTest(name = "A11: an error in a body does not stop the loop {index}")
    @MethodSource("errors")
    void survivesErrors(Supplier<Throwable> source) {
        Throwable error = source.get();
        Callable<Object> job = () -> {
            throw LoopSurvivesTest.<Error>sneaky(error);
        };
        CompletableFuture<String> gate = new CompletableFuture<>();
        Task<String> bystander = loop.start(() -> Async.await(gate));
        assertThatThrownBy(() -> loop.call(job)).isSameAs(error);
        assertThatThrownBy(() -> loop.start(job).result()).isSameAs(error);
        assertThatThrownBy(() -> loop.call(() -> loop.call(job))).isSameAs(error);
        Task<Object> alone = loop.start(job);
        Eventually.until(alone::isDone);
        assertThat(alone.exceptionNow()).isSameAs(error);
        gate.complete("untouched");
        assertThat(bystander.result()).isEqualTo("untouched");
        assertThat(loop.call(() -> "alive")).isEqualTo("alive");
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> X sneaky(Throwable error) throws X {
        throw (X) error;
    }

    @Test
    @DisplayName("A11: a stack overflow in a call in place, in a started job and in a callback fails that one alone")
    void survivesRealStackOverflows() {
        assertThatThrownBy(() -> loop.call(() -> endless(0))).isInstanceOf(StackOverflowError.class);
        assertThatThrownBy(() -> loop.start(() -> endless(0)).result()).isInstanceOf(StackOverflowError.class);
        assertThatThrownBy(() -> loop.call(() -> loop.call(() -> endless(0)))).isInstanceOf(StackOverflowError.class);
        loop.callSoon(() -> endless(0));
        assertThat(loop.call(() -> "alive")).isEqualTo("alive");
        assertThat(reports.failures()).singleElement().isInstanceOf(StackOverflowError.class);
    }

    @Test
    @DisplayName("A11: an async function that throws, or whose stage fails, leaves the loop working")
    void survivesBrokenAsyncFunctions() {
        IllegalStateException broken = new IllegalStateException("broken");
        AsyncCallable<String> throwing = () -> {
            throw broken;
        };
        AsyncCallable<String> failing = () -> CompletableFuture.failedFuture(broken);
        AsyncCallable<String> dying = () -> CompletableFuture.failedFuture(new NoClassDefFoundError("gone"));
        assertThatThrownBy(() -> loop.call(throwing)).isSameAs(broken);
        assertThatThrownBy(() -> loop.start(failing).result()).isSameAs(broken);
        assertThatThrownBy(() -> loop.call(dying)).isInstanceOf(NoClassDefFoundError.class).hasMessage("gone");
        assertThat(loop.call(() -> "alive")).isEqualTo("alive");
    }

    @Test
    @DisplayName("A11: the death of the thread that called does not take the loop with it")
    void survivesTheDeathOfACaller() throws InterruptedException {
        AtomicReference<Throwable> uncaught = new AtomicReference<>();
        Thread dying = Thread.ofPlatform().unstarted(() -> loop.call(() -> {
            Async.yieldNow();
            throw new LinkageError("this thread dies");
        }));
        dying.setUncaughtExceptionHandler((_, error) -> uncaught.set(error));
        CountDownLatch began = new CountDownLatch(1);
        Task<String> other = loop.start(() -> {
            began.countDown();
            Async.yieldNow();
            return "other";
        });
        Eventually.until(() -> began.getCount() == 0);
        dying.start();
        dying.join();
        assertThat(uncaught.get()).isInstanceOf(LinkageError.class);
        assertThat(other.result()).isEqualTo("other");
        assertThat(loop.call(() -> "alive")).isEqualTo("alive");
    }

    @Test
    @DisplayName("A11: a pool that gets no threads fails its tasks with the cause, and a coroutine waiting for one goes on")
    void survivesAThreadFactoryThatFails() {
        OutOfMemoryError noThread = new OutOfMemoryError("unable to create native thread");
        AtomicInteger asked = new AtomicInteger();
        try (ThreadPool pool = ThreadPool.open(o -> o.withName("starved").withLimit(2).withThreadFactory(run -> {
            if (asked.incrementAndGet() % 2 == 0) {
                return null;
            }
            throw noThread;
        }))) {
            List<Throwable> failures = loop.call(() -> {
                List<Throwable> met = new ArrayList<>();
                for (int i = 0; i < 6; i++) {
                    try {
                        pool.start(() -> 1).result();
                    } catch (RejectedExecutionException refused) {
                        met.add(refused);
                    }
                }
                return met;
            });
            assertThat(failures).hasSize(6)
                    .allMatch(
                            failure -> failure.getMessage().contains("thread pool 'starved' could not start a thread"));
            assertThat(failures.getFirst()).hasCause(noThread);
            assertThat(pool.stats().running()).isZero();
        }
        assertThat(loop.call(() -> "alive")).isEqualTo("alive");
    }

    @Test
    @DisplayName("A11: a job that ends its thread's use early, by leaving its interrupt set, does not disturb the next one")
    void startsEachJobWithoutTheInterruptOfTheLast() {
        for (int round = 0; round < 200; round++) {
            List<Task<Boolean>> next = loop.call(() -> {
                List<Task<Boolean>> tasks = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    loop.start(() -> Thread.currentThread().interrupt());
                    tasks.add(loop.start(() -> Thread.currentThread().isInterrupted()));
                    tasks.add(loop.start(() -> Async.shielded(() -> Thread.currentThread().isInterrupted())));
                }
                return tasks;
            });
            next.forEach(task -> Eventually.until(task::isDone));
            assertThat(next).extracting(Task::resultNow).containsOnly(false);
        }
    }

    @Test
    @DisplayName("A11: an interrupt that a job met while it waited does not come back in the next job of its thread")
    void keepsNoInterruptForTheNextJob() {
        for (int round = 0; round < 50; round++) {
            Task<Void> interrupted = loop.start(() -> {
                Thread.currentThread().interrupt();
                Async.yieldNow();
                Async.sleep(java.time.Duration.ofNanos(1));
            });
            Eventually.until(interrupted::isDone);
            interrupted.outcome();
            Task<Boolean> next = loop.start(() -> {
                Async.shielded(() -> 1);
                return Thread.currentThread().isInterrupted();
            });
            Eventually.until(next::isDone);
            assertThat(next.resultNow()).isFalse();
        }
    }

    @Test
    @DisplayName("A11: callers are served while a coroutine of the loop waits for ever")
    void servesCallersPastAStalledCoroutine() {
        Task<Object> stalled = loop.start((AsyncCallable<Object>) CompletableFuture::new);
        ForeignThread<String> caller = ForeignThread.of(() -> loop.call(() -> "served"));
        assertThat(caller.value()).isEqualTo("served");
        stalled.cancel();
    }
}
