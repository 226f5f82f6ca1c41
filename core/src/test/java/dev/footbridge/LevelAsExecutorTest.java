package dev.footbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.OpenLevels;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An event loop and a thread pool are each an {@link Executor}. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LevelAsExecutorTest {

    private final OpenLevels levels = new OpenLevels();

    @AfterEach
    void close() {
        levels.close();
    }

    private Executor executor(String name) {
        return (Executor) levels.level(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "small"})
    void servesTheJdksOwnCode(String name) throws Exception {
        Executor executor = executor(name);
        assertThat(CompletableFuture.supplyAsync(Async::runningLoop, executor)
                .thenApplyAsync(loop -> loop.isPresent() && Async.runningLoop().isPresent(), executor).get())
                .isEqualTo(name.equals("loop"));
        ExecutorCompletionService<Integer> completions = new ExecutorCompletionService<>(executor);
        completions.submit(() -> 1);
        assertThat(completions.take().get()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "small"})
    @DisplayName("law 7: a failure is reported once, at once, and harms nobody else")
    void reportsAFailure(String name) {
        AssertionError no = new AssertionError("no");
        executor(name).execute(() -> {
            throw no;
        });
        Eventually.until(() -> !levels.failures().all().isEmpty());
        assertThat(levels.level(name).call(() -> "alive")).isEqualTo("alive");
        levels.close();
        assertThat(levels.failures().all()).singleElement().satisfies(report -> {
            assertThat(report.failure()).isSameAs(no);
            assertThat(report.task()).startsWith(name + "/LevelAsExecutorTest");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool", "small"})
    void refusesWhatItCannotRun(String name) {
        Executor executor = executor(name);
        assertThatNullPointerException().isThrownBy(() -> executor.execute(null)).withMessageContaining("job is null");
        levels.close();
        assertThatThrownBy(() -> executor.execute(() -> {})).isInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining("'" + name + "' is closed");
    }
}
