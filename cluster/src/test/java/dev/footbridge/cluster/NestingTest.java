package dev.footbridge.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Task;
import dev.footbridge.plan.Parallel;
import dev.footbridge.processes.RemoteCallable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Law 2 on a cluster: jobs that wait for jobs get through, whatever the slots")
class NestingTest {

    private static Cluster cluster;

    @BeforeAll
    static void open() {
        cluster = Cluster.embedded(2, o -> o.withSlots(1));
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    static int depth(int levels) {
        return levels == 0 ? 0 : 1 + Cluster.current().call(() -> depth(levels - 1));
    }

    @Test
    @DisplayName("C11: 2,000 deep on two slots")
    void nestsDeep() {
        assertThat(cluster.<Integer>call(() -> depth(2_000))).isEqualTo(2_000);
    }

    @Test
    @DisplayName("2,000 jobs at once, each of which waits for two others, on two slots")
    void nestsWide() {
        List<Task<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            int number = i;
            tasks.add(cluster.start(() -> {
                Cluster here = Cluster.current();
                return here.start(() -> number).result() + here.<Integer>call(() -> number);
            }));
        }
        assertThat(tasks).extracting(Task::result)
                .isEqualTo(IntStream.range(0, 2_000).map(i -> 2 * i).boxed().toList());
    }

    @Test
    @DisplayName("a captured cluster is the one of the member that runs the job")
    void capturesTheCluster() {
        Cluster mine = cluster;
        assertThat(cluster.<Boolean>call(() -> mine.memberName().startsWith("member-")
                && mine.<Integer>call(() -> 1) == 1)).isTrue();
    }

    @Test
    @DisplayName("plans inside plans")
    void nestsPlans() {
        List<?> sums = Parallel.of().schedule(RemoteCallable.of(NestingTest::plan))
                .schedule(RemoteCallable.of(NestingTest::plan)).schedule(RemoteCallable.of(NestingTest::plan))
                .on(cluster).block();
        assertThat(sums).isEqualTo(List.of(3, 3, 3));
    }

    static int plan() {
        return Parallel.of().schedule(RemoteCallable.of(() -> 1)).schedule(RemoteCallable.of(() -> 2))
                .on(Cluster.current()).block().stream().mapToInt(value -> (Integer) value).sum();
    }

    static CompletionStage<Integer> asyncDepth(int levels) {
        if (levels == 0) {
            return CompletableFuture.completedFuture(0);
        }
        Task<Integer> inner = Cluster.current().start(() -> asyncDepth(levels - 1));
        return inner.thenApply(depth -> depth + 1);
    }

    @Test
    @DisplayName("async jobs inside async jobs, more than run at once")
    void nestsAsyncJobs() {
        int depth = cluster.call(() -> asyncDepth(300));
        assertThat(depth).isEqualTo(300);
    }

    @Test
    @DisplayName("a job that waits in a way that Footbridge cannot see holds its slot, and gets through all the same")
    void waitsUnseen() {
        try (Cluster one = Cluster.embedded(1, o -> o.withSlots(1))) {
            assertThat(one.<Integer>call(() -> {
                Cluster here = Cluster.current();
                FutureTask<Integer> inner = new FutureTask<>(() -> here.<Integer>call(() -> 5));
                new Thread(inner).start();
                return inner.get();
            })).isEqualTo(5);
        }
    }
}
