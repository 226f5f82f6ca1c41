package dev.footbridge;

import static dev.footbridge.Async.toAsync;
import static dev.footbridge.Async.toBlocking;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.loop.EventLoop;
import dev.footbridge.threads.ThreadPool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ConversionTest {

    private final Callable<String> blocking0 = () -> "b";
    private final BlockingFunction<String, String> blocking1 = a -> "b" + a;
    private final BlockingBiFunction<String, Integer, String> blocking2 = (a, b) -> "b" + a + b;
    private final AsyncCallable<String> async0 = () -> CompletableFuture.supplyAsync(() -> "a");
    private final AsyncFunction<String, String> async1 = a -> CompletableFuture.supplyAsync(() -> "a" + a);
    private final AsyncBiFunction<String, Integer, String> async2 = (a, b) -> CompletableFuture
            .supplyAsync(() -> "a" + a + b);

    private static <T> T value(CompletionStage<? extends T> stage) {
        return stage.toCompletableFuture().join();
    }

    @Test
    @DisplayName("B2: an async function of 0, 1 or 2 arguments becomes a blocking one")
    void blocksAnAsyncFunction() throws Exception {
        assertThat(toBlocking(async0).call()).isEqualTo("a");
        assertThat(toBlocking(async1).apply("x")).isEqualTo("ax");
        assertThat(toBlocking(async2).apply("x", 1)).isEqualTo("ax1");
    }

    @Test
    @DisplayName("B1, B2: a blocking function of 0, 1 or 2 arguments becomes an async one")
    void startsABlockingFunction() throws Exception {
        assertThat(value(toAsync(blocking0).call())).isEqualTo("b");
        assertThat(value(toAsync(blocking1).apply("x"))).isEqualTo("bx");
        assertThat(value(toAsync(blocking2).apply("x", 1))).isEqualTo("bx1");
    }

    @Test
    @DisplayName("B2: a function that is of the wanted kind already comes back as it is")
    void returnsWhatIsRightAlready() {
        assertThat(toBlocking(blocking0)).isSameAs(blocking0);
        assertThat(toBlocking(blocking1)).isSameAs(blocking1);
        assertThat(toBlocking(blocking2)).isSameAs(blocking2);
        assertThat(toAsync(async0)).isSameAs(async0);
        assertThat(toAsync(async1)).isSameAs(async1);
        assertThat(toAsync(async2)).isSameAs(async2);
    }

    @Test
    @DisplayName("B2: converting twice is converting once")
    void isIdempotent() {
        Callable<String> once = toBlocking(async0);
        assertThat(toBlocking(once)).isSameAs(once);
        AsyncFunction<String, String> started = toAsync(blocking1);
        assertThat(toAsync(started)).isSameAs(started);
        BlockingBiFunction<String, Integer, String> twoOnce = toBlocking(async2);
        assertThat(toBlocking(twoOnce)).isSameAs(twoOnce);
    }

    @Test
    @DisplayName("B2: there and back again is the function one began with")
    void comesBackToTheOriginal() {
        assertThat(toAsync(toBlocking(async0))).isSameAs(async0);
        assertThat(toAsync(toBlocking(async1))).isSameAs(async1);
        assertThat(toAsync(toBlocking(async2))).isSameAs(async2);
        assertThat(toBlocking(toAsync(blocking0))).isSameAs(blocking0);
        assertThat(toBlocking(toAsync(blocking1))).isSameAs(blocking1);
        assertThat(toBlocking(toAsync(blocking2))).isSameAs(blocking2);
        assertThat(toBlocking(toAsync(toBlocking(toAsync(blocking0))))).isSameAs(blocking0);
    }

    @Test
    @DisplayName("B2: a converted function keeps the name of the original in its task")
    void keepsTheNameOfTheOriginal() throws Exception {
        assertThat(nameOf(toAsync(blocking0).call())).contains("ConversionTest");
        assertThat(nameOf(toAsync(blocking1).apply("x"))).contains("ConversionTest");
        assertThat(nameOf(toAsync(blocking2).apply("x", 1))).contains("ConversionTest");
        AtomicReference<String> name = new AtomicReference<>();
        AsyncFunction<String, String> naming = _ -> {
            name.set(Async.currentTask().orElseThrow().name());
            return null;
        };
        toBlocking(naming).apply("x");
        assertThat(name.get()).contains("ConversionTest");
    }

    private static String nameOf(CompletionStage<?> stage) {
        return ((Task<?>) stage).name();
    }

    @Test
    void callsAnAsyncFunctionOnTheLoopAndTheCallersThread() throws Exception {
        AtomicReference<Thread> thread = new AtomicReference<>();
        AtomicReference<Optional<EventLoop>> loop = new AtomicReference<>();
        AsyncCallable<Integer> function = () -> {
            thread.set(Thread.currentThread());
            loop.set(Async.runningLoop());
            return CompletableFuture.completedFuture(1);
        };

        assertThat(toBlocking(function).call()).isEqualTo(1);
        assertThat(thread.get()).isSameAs(Thread.currentThread());
        assertThat(loop.get()).contains(Async.getEventLoop());
    }

    @Test
    void callsABlockingFunctionOnAThreadOfThePool() throws Exception {
        AtomicReference<Thread> thread = new AtomicReference<>();
        Callable<Integer> function = () -> {
            thread.set(Thread.currentThread());
            return 1;
        };

        assertThat(value(toAsync(function).call())).isEqualTo(1);
        assertThat(thread.get()).isNotSameAs(Thread.currentThread());
        assertThat(thread.get().getName()).startsWith(Async.getThreadPool().name());
    }

    @Test
    void worksInCoroutinesAndOnPoolThreads() throws Exception {
        try (EventLoop loop = EventLoop.open(); ThreadPool pool = ThreadPool.open(o -> o.withLimit(1))) {
            Callable<String> blocking = toBlocking(async0);
            AsyncCallable<String> async = toAsync(blocking0);

            assertThat(loop.call(blocking)).isEqualTo("a");
            assertThat(loop.call(async)).isEqualTo("b");
            assertThat(pool.call(blocking)).isEqualTo("a");
            assertThat(pool.call(async)).isEqualTo("b");
            assertThat(loop.call(() -> pool.call(() -> loop.call(blocking)))).isEqualTo("a");
        }
    }

    @Test
    void throwsTheOriginalExceptionThroughABlockingView() {
        IOException original = new IOException("gone");
        List<AsyncCallable<Object>> failing = List.of(() -> CompletableFuture.failedFuture(original), () -> {
            throw original;
        }, () -> CompletableFuture.failedFuture(new CompletionException(new CompletionException(original))),
                () -> CompletableFuture.completedFuture(1).thenApply(_ -> {
                    throw new CompletionException(original);
                }));

        for (AsyncCallable<Object> function : failing) {
            assertThatThrownBy(() -> toBlocking(function).call()).isSameAs(original);
        }
        AsyncFunction<String, String> failing1 = _ -> CompletableFuture.failedFuture(original);
        assertThatThrownBy(() -> toBlocking(failing1).apply("x")).isSameAs(original);
        AsyncBiFunction<String, String, String> failing2 = (_, _) -> CompletableFuture.failedFuture(original);
        assertThatThrownBy(() -> toBlocking(failing2).apply("x", "y")).isSameAs(original);
    }

    @Test
    void failsTheStageOfAnAsyncViewAndThrowsNothing() throws Exception {
        IOException original = new IOException("gone");
        Callable<Object> failing = () -> {
            throw original;
        };

        CompletionStage<?> stage = toAsync(failing).call();

        assertThatThrownBy(() -> Async.await(stage)).isSameAs(original);
        assertThat(stage.toCompletableFuture().exceptionNow()).isSameAs(original);
    }

    @Test
    void cancelsTheCallerOfACancelledStage() {
        CompletableFuture<Object> cancelled = new CompletableFuture<>();
        cancelled.cancel(true);

        assertThatThrownBy(() -> toBlocking((AsyncCallable<Object>) () -> cancelled).call())
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void takesNoStageForTheValueNull() throws Exception {
        AsyncFunction<String, String> nothing = _ -> null;

        assertThat(toBlocking(nothing).apply("x")).isNull();
    }

    @Test
    void passesNullArguments() throws Exception {
        assertThat(toBlocking(async1).apply(null)).isEqualTo("anull");
        assertThat(value(toAsync(blocking2).apply(null, null))).isEqualTo("bnullnull");
    }

    @Test
    @DisplayName("B1: each call of a converted function calls the original once, with its own arguments")
    void callsTheOriginalOncePerCall() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        AsyncFunction<Integer, Integer> square = toAsync((Integer a) -> {
            calls.incrementAndGet();
            return a * a;
        });
        assertThat(calls.get()).isZero();
        List<CompletionStage<? extends Integer>> stages = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            stages.add(square.apply(i));
        }
        for (int i = 0; i < 100; i++) {
            assertThat(ConversionTest.<Integer>value(stages.get(i))).isEqualTo(i * i);
        }
        assertThat(calls.get()).isEqualTo(100);
    }

    @Test
    void refusesNull() {
        assertThatNullPointerException().isThrownBy(() -> toBlocking((AsyncCallable<Object>) null))
                .withMessage("the function is null: give one to convert");
        assertThatNullPointerException().isThrownBy(() -> toBlocking((Callable<Object>) null))
                .withMessage("the function is null: give one to convert");
        assertThatNullPointerException().isThrownBy(() -> toAsync((Callable<Object>) null))
                .withMessage("the function is null: give one to convert");
        assertThatNullPointerException().isThrownBy(() -> toAsync((AsyncBiFunction<Object, Object, Object>) null))
                .withMessage("the function is null: give one to convert");
        assertThatNullPointerException().isThrownBy(() -> toAsync((BlockingFunction<Object, Object>) null))
                .withMessage("the function is null: give one to convert");
    }
}
