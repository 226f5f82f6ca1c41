package dev.footbridge.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerLifeTest {

    @TempDir
    Path folder;

    @Test
    @DisplayName("G9: a worker is replaced after so many jobs")
    void recyclesAfterJobs() {
        try (ProcessPool pool = ProcessPool.open(o -> o.withWorkers(1).withRecycleAfter(3).withHeap("64m"))) {
            Set<Long> pids = new HashSet<>();
            for (int i = 0; i < 9; i++) {
                pids.add(pool.call(ProcessPoolTest::pid));
            }
            assertThat(pids).hasSize(3);
            assertThat(pool.stats().recycled()).isEqualTo(3);
        }
    }

    static final class Held {
        static byte[] much;
    }

    @Test
    @DisplayName("G9: a worker is replaced that holds too much memory")
    void recyclesAboveTheHeapMark() {
        try (ProcessPool pool = ProcessPool.open(o -> o.withWorkers(1).withHeapMark(30 << 20).withHeap("128m"))) {
            long first = pool.call(ProcessPoolTest::pid);
            assertThat(pool.call(ProcessPoolTest::pid)).isEqualTo(first);
            pool.call(() -> {
                Held.much = new byte[40 << 20];
            });
            assertThat(pool.call(ProcessPoolTest::pid)).isNotEqualTo(first);
        }
    }

    @Test
    @DisplayName("G9: idle workers end and come back")
    void endsIdleWorkers() throws Exception {
        try (ProcessPool pool = ProcessPool
                .open(o -> o.withWorkers(1).withIdleTime(Duration.ofMillis(10)).withHeap("64m"))) {
            ProcessHandle worker = ProcessHandle.of(pool.call(ProcessPoolTest::pid)).orElseThrow();
            worker.onExit().get(60, TimeUnit.SECONDS);
            assertThat(pool.call(ProcessPoolTest::pid)).isNotEqualTo(worker.pid());
            assertThat(pool.stats().crashed()).isZero();
        }
    }

    @Test
    @DisplayName("G9: the initializer runs before the first job of each worker, the shutdown hook after the last")
    void runsHooks() {
        String trace = folder.resolve("trace").toString();
        try (ProcessPool pool = ProcessPool.open(o -> o.withWorkers(1).withHeap("64m")
                .withInitializer(() -> Files.writeString(Path.of(trace), "init"))
                .withShutdownHook(() -> Files.writeString(Path.of(trace), "end")))) {
            assertThat(pool.call(() -> Files.readString(Path.of(trace)))).isEqualTo("init");
        }
        assertThat(Path.of(trace)).hasContent("end");
    }

    @Test
    @DisplayName("G9: a failing shutdown hook breaks only its worker")
    void survivesFailingHook() {
        try (ProcessPool pool = ProcessPool.open(o -> o.withWorkers(1).withRecycleAfter(1).withHeap("64m")
                .withOutput(WorkerOutput.discard()).withShutdownHook(() -> {
                    throw new IllegalStateException("no end");
                }))) {
            long first = pool.call(ProcessPoolTest::pid);
            assertThat(pool.call(ProcessPoolTest::pid)).isNotEqualTo(first);
        }
    }

    @Test
    @DisplayName("G9, G13: a failing initializer fails jobs clearly instead of looping")
    void reportsFailingInitializer() {
        try (ProcessPool pool = ProcessPool.open(o -> o.withWorkers(1).withHeap("64m").withInitializer(() -> {
            throw new IllegalStateException("no licence");
        }))) {
            assertThatThrownBy(() -> pool.call(() -> 1)).isInstanceOf(WorkerStartException.class)
                    .hasMessageContaining("3 starts of a worker failed in a row. The last: the initializer of worker")
                    .cause().isInstanceOf(IllegalStateException.class).hasMessage("no licence");
            assertThat(pool.stats().launched()).isEqualTo(3);
        }
    }

    @Test
    @DisplayName("G13: a wrong JVM option is reported, not waited for, and the pool tries again for the next job")
    void reportsWrongOption() {
        try (ProcessPool pool = ProcessPool.open(o -> o.withWorkers(1).withJvmOptions(List.of("-XX:NoSuchOption"))
                .withOutput(WorkerOutput.discard()))) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> pool.call(() -> 1)).isInstanceOf(WorkerStartException.class)
                        .hasMessageContaining("starts of a worker failed in a row")
                        .hasMessageContaining("did not start: it ended with exit code 1")
                        .hasMessageContaining("NoSuchOption").hasMessageContaining("See to that (jvmOptions");
            }
        }
    }

    @Test
    @DisplayName("G13: an initializer that takes too long is reported")
    void limitsTheStart() {
        try (ProcessPool pool = ProcessPool.open(o -> o.withWorkers(1).withHeap("64m")
                .withStartTimeout(Duration.ofSeconds(3)).withInitializer(() -> Thread.sleep(600_000)))) {
            assertThatThrownBy(() -> pool.call(() -> 1)).isInstanceOf(WorkerStartException.class)
                    .hasMessageContaining("within PT3S (startTimeout)");
        }
    }

    @Test
    @DisplayName("workers have the environment, the folder and the heap they were given")
    void setsUpWorkers() {
        try (ProcessPool pool = ProcessPool.open(o -> o.withWorkers(1).withHeap("48m").withWorkingDirectory(folder)
                .withEnvironment(Map.of("FLAVOUR", "salty")))) {
            assertThat(pool.call(() -> System.getenv("FLAVOUR"))).isEqualTo("salty");
            assertThat(pool.call(() -> Path.of("").toAbsolutePath().toString())).isEqualTo(folder.toString());
            assertThat(pool.call(() -> Runtime.getRuntime().maxMemory())).isLessThan(60L << 20);
        }
    }

    @Test
    @DisplayName("the number of workers can be changed while they work")
    void resizes() throws Exception {
        try (ProcessPool pool = ProcessPool.open(o -> o.withWorkers(1).withHeap("64m"))) {
            pool.call(() -> 1);
            pool.resize(2);
            Began first = new Began();
            Began second = new Began();
            RemoteAction job = () -> {
                Began.here();
                Thread.sleep(600_000);
            };
            var one = pool.onProgress(first).start(job);
            var two = pool.onProgress(second).start(job);
            assertThat(first.worker().pid()).isNotEqualTo(second.worker().pid());
            pool.resize(1);
            one.cancel();
            two.cancel();
            one.outcome();
            two.outcome();
            assertThat(pool.stats().limit()).isEqualTo(1);
            assertThat(pool.call(() -> 1)).isEqualTo(1);
        }
    }
}
