package dev.footbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.footbridge.loop.EventLoop;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@link Async#complete} starts. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CompleteTest {

    private final EventLoop loop = EventLoop.open(o -> o.withName("whole"));
    private final AtomicInteger runs = new AtomicInteger();

    @AfterEach
    void close() {
        loop.close();
    }

    private static int blocking() {
        return 1;
    }

    private static CompletionStage<Integer> async() {
        return CompletableFuture.completedFuture(1);
    }

    @Test
    @DisplayName("the tasks bear the names of the functions that were given")
    void namesTheTasksAfterTheirFunctions() {
        loop.call(() -> {
            String name = loop.start(CompleteTest::blocking).name();
            assertThat(name).contains("CompleteTest");
            List<Task<Integer>> blocking = Async.complete(CompleteTest::blocking, CompleteTest::blocking);
            assertThat(blocking).extracting(Task::name).containsExactly(name, name);
            AsyncCallable<Integer> function = CompleteTest::async;
            List<Task<Integer>> async = Async.complete(function);
            assertThat(async).extracting(Task::name).containsExactly(name);
        });
    }

    @Test
    @DisplayName("a null among the jobs is refused before any of them is started")
    void refusesANullBeforeItStartsAny() {
        String message = "a job in the list is null: give functions to run";
        loop.call(() -> {
            long pending = loop.stats().pending();
            assertThatNullPointerException()
                    .isThrownBy(() -> Async.complete(runs::incrementAndGet, (Callable<Integer>) null))
                    .withMessage(message);
            assertThatNullPointerException().isThrownBy(() -> Async.complete(
                    () -> CompletableFuture.completedFuture(runs.incrementAndGet()), (AsyncCallable<Integer>) null))
                    .withMessage(message);
            assertThat(loop.stats().pending()).isEqualTo(pending);
            Async.yieldNow();
        });
        assertThat(runs).hasValue(0);
    }
}
