package dev.footbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.threads.ThreadPool;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Exceptions on their way across the bridge: the very same one, whichever way it is asked for. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ErrorsTest {

    private static final EventLoop LOOP = EventLoop.open(o -> o.withName("loop"));
    private static final EventLoop OTHER = EventLoop.open(o -> o.withName("other"));
    private static final ThreadPool POOL = ThreadPool.open(o -> o.withName("pool"));

    @AfterAll
    static void close() {
        LOOP.close();
        OTHER.close();
        POOL.close();
    }

    /** A way to have a job run and to meet what it throws. */
    private interface Way {
        Object run(Callable<Object> job) throws Throwable;
    }

    record Named(String name, Way way) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Named> ways() {
        return Stream.of(new Named("call", LOOP::call), new Named("start and result", job -> LOOP.start(job).result()),
                new Named("start, end and result", job -> {
                    Task<Object> task = LOOP.start(job);
                    Eventually.until(task::isDone);
                    return task.result();
                }), new Named("result with a limit", job -> LOOP.start(job).result(Duration.ofSeconds(60))),
                new Named("await", job -> Async.await(LOOP.start(job))),
                new Named("await of the view", job -> Async.await(LOOP.start(job).toCompletableFuture())),
                new Named("await of a dependent stage", job -> Async.await(LOOP.start(job).thenApply(x -> x))),
                new Named("outcome", job -> LOOP.start(job).outcome().get()),
                new Named("exceptionNow", job -> {
                    Task<Object> task = LOOP.start(job);
                    task.outcome();
                    throw task.exceptionNow();
                }), new Named("gather", job -> Async.gather(LOOP.start(job))),
                new Named("shield", job -> Async.shield(LOOP.start(job)).result()),
                new Named("a call in place", job -> LOOP.call(() -> LOOP.call(job))),
                new Named("a task in place", job -> LOOP.call(() -> LOOP.start(job).result())),
                new Named("another loop", job -> OTHER.call(() -> LOOP.call(job))),
                new Named("a pool", POOL::call),
                new Named("a pool inside a loop", job -> LOOP.call(() -> POOL.call(job))),
                new Named("there and back", job -> POOL.call(() -> LOOP.call(() -> OTHER.call(() -> POOL.call(job))))),
                new Named("the calling thread", job -> Level.caller().call(job)),
                new Named("a program", job -> EventLoop.run(job)),
                new Named("atomically", LOOP::atomically),
                new Named("a limited scope", job -> Async.withTimeout(Duration.ofSeconds(60), () -> LOOP.call(job))),
                new Named("shielded code", job -> Async.shielded(() -> LOOP.call(job))),
                new Named("a group", job -> TaskGroup.on(LOOP, group -> group.start(job).result())),
                new Named("an async function that throws", job -> LOOP.call((AsyncCallable<Object>) () -> {
                    job.call();
                    throw new AssertionError("the job did not throw");
                })), new Named("a stage that fails", job -> LOOP.call((AsyncCallable<Object>) () -> failed(job))),
                new Named("a stage of a stage that fails", job -> LOOP.call(
                        (AsyncCallable<Object>) () -> failed(job).thenApply(x -> x)
                                .thenCompose(CompletableFuture::completedFuture))),
                new Named("get", job -> unwrapped(() -> LOOP.start(job).get())),
                new Named("get of the view", job -> unwrapped(() -> LOOP.start(job).toCompletableFuture().get())));
    }

    private static CompletableFuture<Object> failed(Callable<Object> job) {
        return CompletableFuture.failedFuture(catchThrowable(job::call));
    }

    private static Object unwrapped(Callable<Object> get) throws Throwable {
        try {
            return get.call();
        } catch (ExecutionException wrapped) {
            throw wrapped.getCause();
        }
    }

    @ParameterizedTest(name = "A2: the original exception arrives, by way of {0}")
    @MethodSource("ways")
    void passesTheOriginal(Named named) {
        IOException cause = new IOException("the disk is full");
        for (Throwable original : List.of(new IllegalStateException("unchecked", cause),
                new Exception("checked", cause),
                new AssertionError("an error", cause), new StackOverflowError("fatal"), new Throwable("bare", cause),
                new Untraced("without a trace"))) {
            Throwable causeBefore = original.getCause();
            Throwable met = catchThrowable(() -> named.way().run(() -> {
                throw ErrorsTest.<Error>sneaky(original);
            }));
            assertThat(met).isSameAs(original).hasMessage(original.getMessage());
            assertThat(met.getCause()).isSameAs(causeBefore);
            assertThat(met.getSuppressed()).isEmpty();
        }
    }

    @ParameterizedTest(name = "A2: an exception with a will of its own arrives all the same, by way of {0}")
    @MethodSource("ways")
    void passesAnExceptionWithOddMethods(Named named) {
        Throwable original = new Stubborn("does not take a trace");
        assertThat(catchThrowable(() -> named.way().run(() -> {
            throw ErrorsTest.<Error>sneaky(original);
        }))).isSameAs(original);
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> X sneaky(Throwable error) throws X {
        throw (X) error;
    }

    private static final class Untraced extends RuntimeException {
        private static final long serialVersionUID = 1;

        Untraced(String message) {
            super(message, null, false, false);
        }
    }

    private static final class Stubborn extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stubborn(String message) {
            super(message);
        }

        @Override
        public void setStackTrace(StackTraceElement[] trace) {
            throw new UnsupportedOperationException("my trace is mine");
        }
    }

    private static Object failHere() {
        throw new IllegalStateException("here");
    }

    private static Object awaitFailure(Task<Object> task) {
        return task.result();
    }

    @Test
    @DisplayName("A2: the trace shows both sides: where it failed and who waited")
    void showsBothSides() {
        for (Level level : List.of(LOOP, POOL)) {
            Task<Object> task = level.start((Callable<Object>) ErrorsTest::failHere);
            Eventually.until(task::isDone);
            List<String> methods = methodsOf(catchThrowable(() -> awaitFailure(task)));
            assertThat(methods).as("on %s", level).contains("failHere", "awaitFailure", "showsBothSides");
            assertThat(methods.indexOf("failHere")).isLessThan(methods.indexOf("awaitFailure"));
        }
    }

    @Test
    @DisplayName("A2: the trace shows each hop of a nested call")
    void showsEachHop() {
        List<String> methods = methodsOf(catchThrowable(ErrorsTest::outerHop));
        assertThat(methods).contains("failHere", "innerHop", "outerHop", "showsEachHop");
    }

    private static Object outerHop() {
        return POOL.call(() -> {
            Object value = innerHop();
            return value;
        });
    }

    private static Object innerHop() {
        Task<Object> task = OTHER.start((Callable<Object>) ErrorsTest::failHere);
        Eventually.until(task::isDone);
        return task.result();
    }

    @Test
    @DisplayName("A2: a call in place has one trace through both sides, without repetition")
    void keepsOneTraceInPlace() {
        Throwable met = catchThrowable(() -> LOOP.call((Callable<Object>) ErrorsTest::failHere));
        List<String> methods = methodsOf(met);
        assertThat(methods).contains("failHere", "keepsOneTraceInPlace").doesNotHaveDuplicates();
    }

    private static List<String> methodsOf(Throwable error) {
        return Arrays.stream(error.getStackTrace())
                .filter(frame -> frame.getClassName().equals(ErrorsTest.class.getName()))
                .map(StackTraceElement::getMethodName).filter(method -> !method.startsWith("lambda$")).toList();
    }

    @Test
    @DisplayName("A2: a task asked many times, by many threads, throws the same exception and its trace stays bounded")
    void boundsTheTrace() {
        Task<Object> task = LOOP.start((Callable<Object>) ErrorsTest::failHere);
        Eventually.until(task::isDone);
        List<ForeignThread<Object>> askers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            askers.add(ForeignThread.of(() -> {
                for (int n = 0; n < 50; n++) {
                    catchThrowable(task::result);
                }
                return task.result();
            }));
        }
        Throwable first = askers.getFirst().failure();
        askers.forEach(asker -> assertThat(asker.failure()).isSameAs(first));
        assertThat(first.getStackTrace()).hasSizeLessThan(400);
        assertThat(first.getSuppressed()).isEmpty();
    }

    @Test
    @DisplayName("A2: the future form wraps as java.util.concurrent says, once")
    void wrapsForTheFutureForm() {
        IOException original = new IOException("gone");
        Task<Object> task = LOOP.start(() -> {
            throw original;
        });
        assertThatThrownBy(task::get).isInstanceOf(ExecutionException.class).hasCause(original);
        assertThatThrownBy(() -> task.toCompletableFuture().get()).isInstanceOf(ExecutionException.class)
                .hasCause(original);
        assertThatThrownBy(() -> task.toCompletableFuture().join())
                .isInstanceOf(java.util.concurrent.CompletionException.class).hasCause(original);
        assertThat(task.exceptionNow()).isSameAs(original);
        assertThatThrownBy(task::resultNow).isInstanceOf(IllegalStateException.class).hasCause(original);
    }
}
