package dev.footbridge.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Outcome;
import dev.footbridge.Task;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("G8: the end of a pool")
class PoolEndTest {

    private static ProcessPool open() {
        return ProcessPool.open(o -> o.withWorkers(1).withName("brief").withHeap("64m"));
    }

    @Test
    @DisplayName("lets jobs finish, queued ones too, and leaves no worker and no file")
    void drains() throws Exception {
        List<Task<Long>> tasks = new ArrayList<>();
        ProcessPool pool = open();
        for (int i = 0; i < 20; i++) {
            tasks.add(pool.start(ProcessPoolTest::pid));
        }
        pool.close();
        for (Task<Long> task : tasks) {
            assertThat(ProcessHandle.of(task.result()).filter(ProcessHandle::isAlive)).isEmpty();
        }
        assertThat(pool.stats().workers()).isZero();
        assertThat(pool.stats().ended()).isEqualTo(20);
    }

    @Test
    @DisplayName("cancels jobs that take longer than the close time-out, which kills those that do not stop")
    void closesInTime() throws Exception {
        ProcessPool pool = ProcessPool
                .open(o -> o.withWorkers(1).withCloseTimeout(Duration.ofMillis(100)).withHeap("64m"));
        Began began = new Began();
        Task<Void> endless = pool.onProgress(began).start(CancelTest::spin);
        Task<Integer> queued = pool.start(() -> 1);
        ProcessHandle worker = began.worker();
        pool.close();
        assertThat(endless.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(queued.isCancelled()).isTrue();
        assertThat(worker.isAlive()).isFalse();
    }

    @Test
    @DisplayName("by abort cancels what runs and what is queued")
    void aborts() throws Exception {
        ProcessPool pool = open();
        Began began = new Began();
        Task<Void> running = pool.onProgress(began).start(() -> {
            Began.here();
            Thread.sleep(600_000);
        });
        Task<Integer> queued = pool.start(() -> 1);
        began.worker();
        pool.abort();
        assertThat(running.outcome()).isEqualTo(new Outcome.Cancelled<>("process pool 'brief' was aborted"));
        assertThat(queued.isCancelled()).isTrue();
        assertThatThrownBy(() -> pool.start(() -> 1)).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    @DisplayName("comes in time though a worker dies meanwhile")
    void survivesDyingWorker() throws Exception {
        ProcessPool pool = open();
        Began began = new Began();
        Task<Void> running = pool.onProgress(began).start(() -> {
            Began.here();
            Thread.sleep(600_000);
        });
        List<Task<Integer>> queued = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            queued.add(pool.start(() -> 1));
        }
        began.worker().destroyForcibly();
        pool.close();
        assertThat(running.outcome()).isInstanceOf(Outcome.Failure.class);
        assertThat(queued).allSatisfy(task -> assertThat(task.result()).isEqualTo(1));
    }

    @Test
    @DisplayName("comes at once when a worker is just starting, or cancelled before")
    void submitCancelClose() {
        ProcessPool pool = open();
        Task<Integer> task = pool.start(() -> 1);
        task.cancel();
        pool.close();
        assertThat(task.isCancelled()).isTrue();
        assertThat(pool.stats().workers()).isZero();
    }

    @Test
    @DisplayName("gives up jobs that cannot be killed, and names them")
    void givesUp() throws Exception {
        ConcurrentLinkedQueue<Throwable> reports = new ConcurrentLinkedQueue<>();
        ProcessPool pool = ProcessPool.open(o -> o.withWorkers(1).withHeap("64m").withCloseTimeout(Duration.ZERO)
                .withAbortTimeout(Duration.ofMillis(300)).withKillGrace(ProcessPoolOptions.FOREVER)
                .withFailureHandler((task, failure) -> reports.add(failure)));
        Began began = new Began();
        Task<Void> endless = pool.onProgress(began).start(CancelTest::spin);
        ProcessHandle worker = began.worker();
        pool.close();
        assertThat(endless.isCancelled()).isTrue();
        assertThat(reports).anySatisfy(report -> assertThat(report).hasMessageContaining("did not stop within PT0.3S")
                .hasMessageContaining("its worker 'processes-1' was killed"));
        assertThat(worker.isAlive()).isFalse();
    }

    @Test
    @DisplayName("of a view returns what never began, and cancels the rest")
    void endsViews() throws Exception {
        try (ProcessPool pool = open()) {
            Began began = new Began();
            var executor = pool.onProgress(began).asExecutorService();
            var running = executor.submit(RemoteCallable.of(() -> {
                Began.here();
                Thread.sleep(600_000);
                return 1;
            }));
            began.worker();
            var queued = executor.submit(RemoteCallable.of(() -> 2));
            assertThat(executor.shutdownNow()).hasSize(1);
            assertThat(queued.isCancelled()).isTrue();
            assertThat(executor.awaitTermination(60, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
            assertThat(running.isCancelled()).isTrue();
            assertThat(pool.call(() -> 3)).isEqualTo(3);
        }
    }

    @Test
    @DisplayName("by a worker is refused")
    void isNotForWorkers() {
        try (ProcessPool pool = open()) {
            assertThatThrownBy(() -> pool.call(() -> ProcessPool.current().close()))
                    .isInstanceOf(IllegalStateException.class).hasMessageContaining("in one of its workers");
        }
    }

    @Test
    @DisplayName("leaves nothing in the temporary folder, which others could not have entered")
    void leavesNoFiles() throws Exception {
        Path temp = Path.of(System.getProperty("java.io.tmpdir"));
        List<Path> during;
        List<Path> before = folders(temp);
        try (ProcessPool pool = open()) {
            pool.call(() -> 1);
            during = folders(temp);
            during.removeAll(before);
            assertThat(during).isNotEmpty();
            for (Path folder : during) {
                if (Files.exists(folder)) {
                    assertThat(java.nio.file.attribute.PosixFilePermissions
                            .toString(Files.getPosixFilePermissions(folder))).isEqualTo("rwx------");
                }
            }
        }
        assertThat(during).anySatisfy(folder -> assertThat(folder).doesNotExist());
    }

    private static List<Path> folders(Path temp) throws Exception {
        try (Stream<Path> all = Files.list(temp)) {
            return new ArrayList<>(
                    all.filter(path -> path.getFileName().toString().startsWith("footbridge-")).toList());
        }
    }
}
