package dev.footbridge.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Outcome;
import dev.footbridge.Task;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers are killed and stopped at random while they work. */
class ChaosTest {

    private static final int JOBS = Integer.getInteger("footbridge.chaos.jobs", 3_000);
    private static final long SEED = Long.getLong("footbridge.seed", 1);

    @TempDir
    Path folder;

    static int trace(String folder, int number) throws Exception {
        Path file = Path.of(folder, String.valueOf(ProcessHandle.current().pid()));
        Files.writeString(file, number + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return number;
    }

    @Test
    @DisplayName("G3: every job settles once, with its value or an error that names the death, and none runs twice")
    void settlesEveryJobOnce() throws Exception {
        String traces = folder.toString();
        Set<Long> pids = ConcurrentHashMap.newKeySet();
        List<Task<Integer>> tasks = new ArrayList<>();
        int kills = 0;
        try (ProcessPool pool = ProcessPool.open(o -> o.withWorkers(2).withHeap("64m").withName("chaos")
                .withJobTimeout(Duration.ofSeconds(20)).withFailureHandler((task, failure) -> {}))) {
            for (int i = 0; i < JOBS; i++) {
                int number = i;
                tasks.add(pool.start(() -> trace(traces, number)));
            }
            Random random = new Random(SEED);
            while (!tasks.stream().allMatch(Task::isDone)) {
                long done = tasks.stream().filter(Task::isDone).count();
                long next = Math.min(JOBS, done + 50 + random.nextInt(400));
                while (tasks.stream().filter(Task::isDone).count() < next) {
                    Thread.onSpinWait();
                    Thread.sleep(1);
                }
                List<ProcessHandle> workers = ProcessHandle.current().children()
                        .filter(child -> child.info().arguments().stream().flatMap(Stream::of)
                                .anyMatch(argument -> argument.endsWith("WorkerMain")))
                        .toList();
                workers.forEach(worker -> pids.add(worker.pid()));
                if (!workers.isEmpty() && next < JOBS) {
                    workers.get(random.nextInt(workers.size())).destroyForcibly();
                    kills++;
                }
            }
            assertThat(pool.stats().ended()).isEqualTo(JOBS);
        }
        int crashed = 0;
        for (int i = 0; i < JOBS; i++) {
            switch (tasks.get(i).outcome()) {
                case Outcome.Success<Integer>(Integer value) -> assertThat(value).isEqualTo(i);
                case Outcome.Failure<Integer>(Throwable error) -> {
                    assertThat(error).isInstanceOfAny(WorkerCrashedException.class, TimeoutException.class);
                    crashed++;
                }
                case Outcome.Cancelled<Integer> cancelled -> throw new AssertionError(cancelled);
            }
        }
        assertThat(crashed).as("only jobs that had begun fail, one for each kill at most").isLessThanOrEqualTo(kills);
        assertThat(runs()).as("seed %s: jobs that ran twice", SEED).allSatisfy((_, times) -> assertThat(times).isOne());
        assertThat(pids).allSatisfy(pid -> assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty());
    }

    private Map<String, Integer> runs() throws Exception {
        Map<String, Integer> runs = new HashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.readAllLines(file).forEach(line -> runs.merge(line, 1, Integer::sum));
            }
        }
        return runs;
    }
}
