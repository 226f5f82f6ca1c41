package dev.footbridge.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Law 2: a job that calls its own pool gets through, to any depth, on one worker. */
class ReentryTest {

    private static ProcessPool pool;

    @BeforeAll
    static void open() {
        pool = ProcessPool.open(o -> o.withWorkers(1).withHeap("128m"));
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    static int depth(int levels) {
        if (levels == 0) {
            return 0;
        }
        ProcessPool here = ProcessPool.current();
        return 1 + here.call(() -> depth(levels - 1));
    }

    @Test
    @DisplayName("nested calls complete to any depth on one worker")
    void nests() {
        pool.call(() -> 1);
        long before = pool.stats().launched();
        assertThat(pool.call(() -> depth(60))).isEqualTo(60);
        assertThat(pool.stats().launched()).isEqualTo(before);
    }

    @Test
    @DisplayName("the pool may be captured, and many jobs may call it at once")
    void isCaptured() {
        ProcessPool captured = pool;
        List<Task<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            int number = i;
            tasks.add(pool.start(() -> captured.call(() -> number * 2) + 1));
        }
        for (int i = 0; i < 10; i++) {
            assertThat(tasks.get(i).result()).isEqualTo(2 * i + 1);
        }
    }

    @Test
    @DisplayName("a job may start many and wait for them")
    void forksAndJoins() {
        assertThat(pool.call(() -> ProcessPool.current().map(x -> x * x, List.of(1, 2, 3, 4), 1).toString()))
                .isEqualTo("[1, 4, 9, 16]");
    }

    @Test
    @DisplayName("async jobs call it, too")
    void asyncJobs() {
        int sum = pool.call(() -> ProcessPool.current().start(() -> 20).thenApply(x -> x + 1));
        assertThat(sum).isEqualTo(21);
    }

    static CompletionStage<Integer> asyncDepth(int levels) {
        if (levels == 0) {
            return CompletableFuture.completedFuture(0);
        }
        Task<Integer> inner = ProcessPool.current().start(() -> asyncDepth(levels - 1));
        return inner.thenApply(depth -> depth + 1);
    }

    @Test
    @DisplayName("async jobs call it to a depth of more than run at once")
    void nestsAsyncJobs() {
        int depth = pool.call(() -> asyncDepth(100));
        assertThat(depth).isEqualTo(100);
    }

    @Test
    @DisplayName("a thread that Footbridge does not know gets through as well")
    void plainThreads() {
        assertThat(pool.call(() -> {
            ProcessPool here = ProcessPool.current();
            FutureTask<Integer> inner = new FutureTask<>(() -> here.call(() -> 5));
            new Thread(inner).start();
            return inner.get(); // not one of Footbridge's waits: the place is not given back
        })).isEqualTo(5);
    }

    @Test
    @DisplayName("exceptions and crashes of inner jobs arrive at the outer one")
    void passesErrorsOn() {
        assertThatThrownBy(() -> pool.call(() -> ProcessPool.current().call(() -> {
            throw new java.io.IOException("deep down");
        }))).isInstanceOf(java.io.IOException.class).hasMessage("deep down");
    }

    @Test
    @DisplayName("a cancel reaches the inner job")
    void cancelsInnerJobs() throws Exception {
        Began began = new Began();
        Task<Void> outer = pool.onProgress(began).start(() -> {
            Task<Void> inner = ProcessPool.current().start(() -> Thread.sleep(600_000));
            Began.here();
            inner.result();
        });
        began.worker();
        outer.cancel();
        outer.outcome();
        assertThat(pool.call(() -> 1)).isEqualTo(1);
    }
}
