package dev.footbridge.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Task;
import dev.footbridge.processes.ProcessPool;
import dev.footbridge.processes.RemoteCallable;
import dev.footbridge.processes.WorkerCrashedException;
import dev.footbridge.threads.ThreadPool;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Where a member runs its jobs")
class MemberLevelTest {

    static long pid() {
        return ProcessHandle.current().pid();
    }

    @Test
    @DisplayName("in worker processes: a crash fails its job alone, and a time limit kills")
    void runsInProcesses() throws Exception {
        try (ProcessPool pool = ProcessPool.open(o -> o.withWorkers(2).withHeap("64m"));
                Cluster cluster = Cluster.embedded(1, o -> o.withSlots(2).withLevel(pool))) {
            assertThat(cluster.<Long>call(MemberLevelTest::pid)).isNotEqualTo(pid());
            String async = cluster.call(() -> CompletableFuture.supplyAsync(() -> "async"));
            assertThat(async).isEqualTo("async");
            assertThat(cluster.map(x -> x * x, IntStream.range(0, 100).boxed().toList(), 7)).hasSize(100)
                    .endsWith(99 * 99);
            assertThatThrownBy(() -> cluster.call((RemoteCallable<Integer>) () -> {
                throw new IOException("as itself");
            })).isInstanceOf(IOException.class).hasMessage("as itself");
            assertThatThrownBy(() -> cluster.call(() -> {
                Runtime.getRuntime().halt(3);
            })).isInstanceOf(WorkerCrashedException.class).hasMessageContaining("exit code 3");
            assertThatThrownBy(() -> cluster.within(Duration.ofMillis(300)).call(() -> {
                while (pid() > 0) {
                    Thread.onSpinWait();
                }
                return 1;
            })).isInstanceOf(TimeoutException.class);
            assertThatThrownBy(() -> cluster.call(() -> Cluster.current().name()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("this code is not a job of a cluster: open one");
            assertThat(cluster.<Integer>call(() -> 1)).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("on a level of the caller's, which stays open")
    void runsOnALevel() {
        try (ThreadPool pool = ThreadPool.open(o -> o.withName("mine"))) {
            try (Cluster cluster = Cluster.embedded(1, o -> o.withSlots(2).withLevel(pool))) {
                Task<Integer> task = cluster.start(() -> 1);
                assertThat(task.result()).isEqualTo(1);
                assertThat(pool.stats().started()).isPositive();
            }
            assertThat(pool.call(() -> 2)).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("members that submit and serve use each other and themselves")
    void doesBoth() {
        int port = Ports.next();
        try (Cluster one = Cluster.open(o -> o.withName("both").withMembers("127.0.0.1:" + port).withPort(port)
                .withPortRange(3).withSlots(1).withMemberName("one"));
                Cluster two = Cluster.open(o -> o.withName("both").withMembers("127.0.0.1:" + port).withPort(port)
                        .withPortRange(3).withSlots(1).withMemberName("two").withMinimumMembers(2))) {
            for (Cluster cluster : new Cluster[]{one, two}) {
                assertThat(cluster.map(_ -> {
                    Thread.sleep(5);
                    return Cluster.current().memberName();
                }, IntStream.range(0, 40).boxed().toList(), 1)).containsOnly("one", "two");
            }
        }
    }
}
