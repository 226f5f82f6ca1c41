package dev.footbridge.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.CancelledException;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CancelTest {

    private static ProcessPool pool;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() {
        pool = ProcessPool.open(o -> o.withWorkers(1).withName("calc").withHeap("64m")
                .withJvmOptions(List.of("--enable-native-access=ALL-UNNAMED")).withOutput(WorkerOutput.discard()));
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    static void spin() {
        Began.here();
        long x = 0;
        while (true) {
            x++;
        }
    }

    @Test
    @DisplayName("G6: cancelling an endless loop kills its worker, and the next call is served by another")
    void killsEndlessLoop() throws Exception {
        Began began = new Began();
        Task<Void> task = pool.onProgress(began).start(CancelTest::spin);
        ProcessHandle worker = began.worker();
        assertThat(task.cancel("enough")).isTrue();
        assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<>("enough"));
        assertThat(worker.isAlive()).isFalse();
        assertThat(pool.call(ProcessPoolTest::pid)).isNotEqualTo(worker.pid());
        assertThat(pool.stats().killed()).isPositive();
        assertThat(task.cancel()).isFalse();
    }

    @Test
    @DisplayName("G6: a job that stops by itself keeps its worker, and cleans up first")
    void letsJobsCleanUp() throws Exception {
        long pid = pool.call(ProcessPoolTest::pid);
        String marker = folder.resolve("clean").toString();
        Began began = new Began();
        Task<Void> task = pool.onProgress(began).start(() -> {
            Began.here();
            try {
                Thread.sleep(600_000);
            } finally {
                Files.createFile(Path.of(marker));
            }
        });
        began.worker();
        task.cancel();
        assertThatThrownBy(task::result).isInstanceOf(CancelledException.class);
        assertThat(Path.of(marker)).exists();
        assertThat(pool.call(ProcessPoolTest::pid)).isEqualTo(pid);
    }

    @Test
    @DisplayName("G6: cancelling before the start reserves no worker")
    void cancelsQueuedJobs() throws Exception {
        Began began = new Began();
        Task<Void> first = pool.onProgress(began).start(() -> {
            Began.here();
            Thread.sleep(600_000);
        });
        ProcessHandle worker = began.worker();
        String marker = folder.resolve("ran").toString();
        Task<Path> second = pool.start(() -> Files.createFile(Path.of(marker)));
        second.cancel();
        assertThat(second.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(worker.isAlive()).isTrue();
        first.cancel();
        first.outcome();
        assertThat(pool.call(() -> Files.exists(Path.of(marker)))).isFalse();
    }

    @Test
    @DisplayName("G6: without kill the call waits for the job")
    void waitsWithoutKill() throws Exception {
        try (ProcessPool gentle = ProcessPool
                .open(o -> o.withWorkers(1).withKillGrace(ProcessPoolOptions.FOREVER).withHeap("64m"))) {
            String gate = folder.resolve("gate").toString();
            Began began = new Began();
            Task<String> task = gentle.onProgress(began).start(() -> {
                Began.here();
                while (!Files.exists(Path.of(gate))) {
                    Thread.onSpinWait();
                }
                return "to the end";
            });
            began.worker();
            task.cancel();
            assertThat(task.isDone()).isFalse();
            Files.createFile(Path.of(gate));
            assertThat(task.result()).isEqualTo("to the end");
        }
    }

    @Test
    @DisplayName("G13: a time limit kills that worker and reports a timeout")
    void limitsTime() {
        long before = pool.call(ProcessPoolTest::pid);
        assertThatThrownBy(() -> pool.within(Duration.ofMillis(300)).call(() -> {
            long x = 0;
            while (true) {
                x++;
            }
        })).isInstanceOf(TimeoutException.class)
                .hasMessageContaining("calc/CancelTest lambda did not end within its time limit of PT0.3S");
        assertThat(pool.call(ProcessPoolTest::pid)).isNotEqualTo(before);
    }

    @Test
    @DisplayName("G13: a time limit reaches native code and stopped workers")
    void limitsNativeCode() throws Exception {
        assertThatThrownBy(() -> pool.within(Duration.ofMillis(300)).call(() -> Native.sleep()))
                .isInstanceOf(TimeoutException.class);
        Began began = new Began();
        Task<Void> stopped = pool.within(Duration.ofSeconds(2)).onProgress(began).start(() -> {
            Began.here();
            Thread.sleep(600_000);
        });
        Began.signal(began.worker(), "STOP");
        assertThatThrownBy(stopped::result).isInstanceOf(TimeoutException.class);
        assertThat(pool.call(() -> 1)).isEqualTo(1);
    }

    @Test
    @DisplayName("G13: a time limit of the pool holds for every job, and one that keeps it keeps its worker")
    void limitsAllJobs() {
        try (ProcessPool limited = ProcessPool
                .open(o -> o.withWorkers(1).withJobTimeout(Duration.ofSeconds(1)).withHeap("64m"))) {
            assertThat(limited.call(() -> 1)).isEqualTo(1);
            assertThatThrownBy(() -> limited.call(() -> Thread.sleep(600_000))).isInstanceOf(TimeoutException.class);
        }
    }

    @Test
    @DisplayName("G6: an async job is cancelled and its worker goes on")
    void cancelsAsyncJobs() throws Exception {
        long pid = pool.call(ProcessPoolTest::pid);
        Began began = new Began();
        Task<Void> task = pool.onProgress(began).start(() -> {
            Began.here();
            return new CompletableFuture<Void>();
        });
        began.worker();
        task.cancel();
        assertThat(task.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(pool.call(ProcessPoolTest::pid)).isEqualTo(pid);
    }

    @Test
    @DisplayName("G6: what a job has started is killed with its worker")
    void killsChildren() throws Exception {
        CompletableFuture<Object> child = new CompletableFuture<>();
        Task<Void> task = pool.onProgress(child::complete).start(() -> {
            ProcessPool.report(new ProcessBuilder("sleep", "600").start().pid());
            long x = 0;
            while (true) {
                x++;
            }
        });
        ProcessHandle process = ProcessHandle.of((long) child.get(60, TimeUnit.SECONDS)).orElseThrow();
        task.cancel();
        assertThat(task.outcome()).isInstanceOf(Outcome.Cancelled.class);
        process.onExit().get(60, TimeUnit.SECONDS);
    }

    @Test
    @DisplayName("result with a limit cancels the job")
    void resultWithLimit() throws Exception {
        Began began = new Began();
        Task<Void> task = pool.onProgress(began).start(CancelTest::spin);
        began.worker();
        assertThatThrownBy(() -> task.result(Duration.ofMillis(50))).isInstanceOf(TimeoutException.class);
        assertThat(task.isCancelled()).isTrue();
    }
}
