package dev.footbridge.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.cluster.net.Cut;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A partition that heals")
class PartitionTest {

    /** The members share this JVM. */
    static final AtomicIntegerArray RUNS = new AtomicIntegerArray(1_000);
    static final AtomicInteger CANCELLED = new AtomicInteger();

    private final int port = Ports.next();

    private Cluster open(UnaryOperator<ClusterOptions> set) {
        return Cluster.open(o -> set.apply(o.withName("parted").withMembers("127.0.0.1:" + port).withPort(port)
                .withPortRange(5).withFailureTimeout(Duration.ofSeconds(2)).withOpenTimeout(Duration.ofSeconds(30))));
    }

    private Cluster member(String name) {
        return open(o -> o.withMemberName(name).withSlots(2).withMinimumMembers(0));
    }

    static int counted(int number) throws InterruptedException {
        RUNS.incrementAndGet(number);
        try {
            Thread.sleep(10);
            return number;
        } catch (InterruptedException cancelled) {
            CANCELLED.incrementAndGet();
            throw cancelled;
        }
    }

    static int forEver() throws InterruptedException {
        try {
            Thread.sleep(Long.MAX_VALUE);
            return 0;
        } finally {
            CANCELLED.incrementAndGet();
        }
    }

    private static void awaitMembers(Cluster cluster, int count) throws InterruptedException {
        while (cluster.stats().members().size() != count) {
            Thread.sleep(10);
        }
    }

    @Test
    @DisplayName("fails what was on the other side, which stops there, and all go on together afterwards")
    void heals() throws Exception {
        try (Cluster near = member("near");
                Cluster far = member("far");
                Cluster cluster = open(o -> o.withMinimumMembers(2))) {
            List<Task<Integer>> stuck = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                stuck.add(cluster.start(PartitionTest::forEver));
            }
            while (near.stats().serving() + far.stats().serving() < 4) {
                Thread.sleep(5);
            }
            List<Task<Integer>> tasks = new ArrayList<>();
            Cut cut = new Cut(far.node().net());
            for (int i = 0; i < 1_000; i++) {
                int number = i;
                tasks.add(cluster.start(() -> counted(number)));
            }
            awaitMembers(cluster, 1);
            while (far.stats().serving() > 0) {
                Thread.sleep(10);
            }
            assertThat(CANCELLED).as("what ran for a submitter that is out of sight").hasValue(2);
            assertThat(stuck.stream().filter(Task::isDone)).hasSize(2)
                    .allSatisfy(task -> assertThat(task.exceptionNow()).isInstanceOf(MemberLostException.class)
                            .hasMessageContaining("member 'far'"));
            stuck.forEach(Task::cancel);
            cut.close();
            awaitMembers(cluster, 2);
            for (int i = 0; i < tasks.size(); i++) {
                assertThat(tasks.get(i).outcome()).isEqualTo(new Outcome.Success<>(i));
                assertThat(RUNS.get(i)).isEqualTo(1);
            }
            assertThat(cluster.map(x -> x, IntStream.range(0, 200).boxed().toList(), 1)).hasSize(200);
            while (cluster.stats().ended() < cluster.stats().started()) {
                Thread.sleep(2); // counted a moment after a task has settled
            }
            assertThat(cluster.stats().members()).extracting(MemberStats::name).containsExactlyInAnyOrder("near",
                    "far");
        }
    }
}
