package dev.footbridge.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.CancelledException;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.cluster.wire.Packet;
import dev.footbridge.processes.RemoteAction;
import dev.footbridge.processes.UnsendableException;
import dev.footbridge.processes.job.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ClusterEndTest {

    /** Embedded members share this JVM. */
    static final AtomicInteger BEGUN = new AtomicInteger();
    static final AtomicInteger CLEANED = new AtomicInteger();
    static volatile CountDownLatch gate = new CountDownLatch(1);

    static int waitAtGate() throws InterruptedException {
        BEGUN.incrementAndGet();
        try {
            gate.await();
            return 1;
        } finally {
            CLEANED.incrementAndGet();
        }
    }

    private static void reset() {
        BEGUN.set(0);
        CLEANED.set(0);
        gate = new CountDownLatch(1);
    }

    private static void awaitBegun(int jobs) throws InterruptedException {
        while (BEGUN.get() < jobs) {
            Thread.sleep(2);
        }
    }

    @Test
    @DisplayName("close lets all jobs finish, and takes no more")
    void drains() throws Exception {
        reset();
        List<Task<Integer>> tasks = new ArrayList<>();
        Cluster cluster = Cluster.embedded(1, o -> o.withSlots(1));
        for (int i = 0; i < 10; i++) {
            tasks.add(cluster.start(ClusterEndTest::waitAtGate));
        }
        Thread closer = Thread.startVirtualThread(cluster::close);
        while (!cluster.isClosed()) {
            Thread.sleep(2);
        }
        assertThatThrownBy(() -> cluster.start(() -> 1)).isInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining("is being closed and takes no new work: open another");
        gate.countDown();
        closer.join();
        assertThat(tasks).allSatisfy(task -> assertThat(task.resultNow()).isEqualTo(1));
        assertThatThrownBy(() -> cluster.call(() -> 1)).isInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining("is closed: open another");
        cluster.close();
        cluster.abort();
    }

    @Test
    @DisplayName("abort cancels what runs, waits for its cleanup, and what was queued never begins")
    void aborts() throws Exception {
        reset();
        Cluster cluster = Cluster.embedded(1, o -> o.withSlots(2));
        List<Task<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            tasks.add(cluster.start(ClusterEndTest::waitAtGate));
        }
        awaitBegun(2);
        cluster.abort();
        assertThat(tasks).allSatisfy(task -> assertThat(task.isCancelled()).isTrue());
        assertThat(BEGUN).hasValue(2);
        assertThat(CLEANED).hasValue(2);
        assertThatThrownBy(tasks.getFirst()::result).isInstanceOf(CancelledException.class)
                .hasMessageContaining("was aborted");
    }

    static int neverStops() {
        BEGUN.incrementAndGet();
        while (gate.getCount() > 0) {
            Thread.onSpinWait();
        }
        return 1;
    }

    @Test
    @DisplayName("a job that would not stop is given up in time, and named")
    void namesWhatWouldNotStop() throws Exception {
        reset();
        List<String> told = new ArrayList<>();
        Cluster cluster = Cluster.embedded(1, o -> o.withSlots(1).withCloseTimeout(Duration.ZERO)
                .withAbortTimeout(Duration.ofMillis(200)).withFailureHandler((task, error) -> {
                    synchronized (told) {
                        told.add(task + ": " + error);
                    }
                }));
        Task<Integer> task = cluster.start(ClusterEndTest::neverStops);
        awaitBegun(1);
        cluster.close();
        assertThat(task.isCancelled()).isTrue();
        synchronized (told) {
            assertThat(told).anySatisfy(line -> assertThat(line).contains("ClusterEndTest lambda",
                    TimeoutException.class.getName(), "did not stop within PT0.2S of being cancelled",
                    "the member that has it: 'member-1'"));
        }
        gate.countDown();
    }

    @Test
    @DisplayName("a job cannot close or abort the cluster it runs in")
    void refusesItsOwnJobs() {
        try (Cluster cluster = Cluster.embedded(1)) {
            RemoteAction close = () -> Cluster.current().close();
            assertThatThrownBy(() -> cluster.call(close)).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("cannot be closed by one of its own jobs");
            RemoteAction abort = () -> Cluster.current().abort();
            assertThatThrownBy(() -> cluster.call(abort)).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("cannot be aborted by one of its own jobs");
            assertThat(cluster.<Integer>call(() -> 1)).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("a cancel reaches the job, and its task ends once the cleanup has")
    void cancelsRunning() throws Exception {
        reset();
        try (Cluster cluster = Cluster.embedded(2, o -> o.withSlots(1))) {
            Task<Integer> task = cluster.start(ClusterEndTest::waitAtGate);
            awaitBegun(1);
            assertThat(task.cancel("enough")).isTrue();
            assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<Integer>("enough"));
            assertThat(CLEANED).hasValue(1);
            assertThat(task.cancel("again")).isFalse();
        }
    }

    @Test
    @DisplayName("a queued job that is cancelled never begins, and its place in the queue is free")
    void cancelsQueued() throws Exception {
        reset();
        try (Cluster cluster = Cluster.embedded(1, o -> o.withSlots(1).withQueueLimit(1))) {
            Task<Integer> running = cluster.start(ClusterEndTest::waitAtGate);
            Task<Integer> queued = cluster.start(ClusterEndTest::waitAtGate);
            assertThat(queued.cancel("not needed")).isTrue();
            assertThat(queued.isCancelled()).isTrue();
            Task<Integer> next = cluster.start(ClusterEndTest::waitAtGate);
            gate.countDown();
            assertThat(running.result() + next.result()).isEqualTo(2);
            assertThat(BEGUN).hasValue(2);
        }
    }

    @Test
    @DisplayName("a full queue makes start wait, which can be cancelled, and tryStart refuse")
    void pressesBack() throws Exception {
        reset();
        try (Cluster cluster = Cluster.embedded(1, o -> o.withSlots(1).withQueueLimit(2))) {
            List<Task<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                tasks.add(cluster.start(ClusterEndTest::waitAtGate));
            }
            assertThat(cluster.tryStart(ClusterEndTest::waitAtGate)).isEmpty();
            assertThat(cluster.stats().refused()).isEqualTo(1);
            AtomicInteger entered = new AtomicInteger();
            Thread fourth = Thread.startVirtualThread(() -> {
                Task<Integer> late = cluster.start(ClusterEndTest::waitAtGate);
                entered.addAndGet(late.result());
            });
            Thread fifth = Thread.startVirtualThread(() -> {
                try {
                    cluster.start(ClusterEndTest::waitAtGate);
                } catch (CancelledException interrupted) {
                    entered.addAndGet(100);
                }
            });
            assertThat(fourth.join(Duration.ofMillis(50))).isFalse();
            fifth.interrupt();
            fifth.join();
            assertThat(cluster.stats().queued()).isEqualTo(2);
            gate.countDown();
            fourth.join();
            assertThat(entered).hasValue(101);
            assertThat(tasks).allSatisfy(task -> assertThat(task.result()).isEqualTo(1));
        }
    }

    @Test
    @DisplayName("a time limit stops the job where it runs")
    void limitsTime() throws Exception {
        reset();
        try (Cluster cluster = Cluster.embedded(1, o -> o.withSlots(1))) {
            assertThatThrownBy(() -> cluster.within(Duration.ofMillis(30)).call(ClusterEndTest::waitAtGate))
                    .isInstanceOf(TimeoutException.class)
                    .hasMessageContaining("did not end within its time limit of PT0.03S and was stopped");
            assertThat(BEGUN.get()).isEqualTo(CLEANED.get());
            assertThat(cluster.<Integer>call(() -> 2)).isEqualTo(2);
            assertThatThrownBy(() -> cluster.within(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> cluster.repeatable(-1)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    @DisplayName("cancels that come at any moment lose nothing, and leave every slot free")
    void cancelsAtAnyMoment() throws Exception {
        try (Cluster cluster = Cluster.embedded(2, o -> o.withSlots(2))) {
            for (int round = 0; round < 300; round++) {
                int pause = round;
                Task<Integer> task = cluster.start(() -> {
                    TimeUnit.MICROSECONDS.sleep(50);
                    return pause;
                });
                TimeUnit.MICROSECONDS.sleep(pause % 200);
                task.cancel("round " + round);
                assertThat(task.outcome()).isIn(new Outcome.Success<>(round),
                        new Outcome.Cancelled<Integer>("round " + round));
            }
            assertThat(cluster.map(x -> x, IntStream.range(0, 100).boxed().toList(), 1)).hasSize(100);
            assertThat(cluster.stats().running()).isZero();
        }
    }

    @Test
    @DisplayName("a job that could not be put on the way fails, and so does one whose result could not")
    void failsWhatCannotBeDelivered() throws Exception {
        reset();
        String name = "undelivered-" + ProcessHandle.current().pid();
        try (Cluster member = Cluster.open(o -> o.withName(name).withinThisJvm().withSlots(1).withMinimumMembers(0));
                Cluster cluster = Cluster.open(o -> o.withName(name).withinThisJvm())) {
            Task<Integer> task = cluster.start(ClusterEndTest::waitAtGate);
            awaitBegun(1);
            cluster.node().submitter().undelivered(member.node().net().self(), new Packet.Run(0, 1, 1, 1, Kind.BLOCKING,
                    false, false, false, "a job", new byte[10]), new OutOfMemoryError("no room"));
            assertThatThrownBy(task::result).isInstanceOf(UnsendableException.class).hasMessageContaining(
                    "a job (10 bytes) could not be sent to member")
                    .hasMessageContaining("no room. Send less at a time");
            gate.countDown();

            CountDownLatch second = new CountDownLatch(1);
            gate = second;
            Task<Integer> other = cluster.start(ClusterEndTest::waitAtGate);
            awaitBegun(2);
            member.node().serving().undelivered(cluster.node().net().self(),
                    new Packet.Reply(2, 1, Kind.BLOCKING, false,
                            Packet.End.VALUE, 0, new byte[10]),
                    new OutOfMemoryError("no room"));
            assertThatThrownBy(other::result).isInstanceOf(UnsendableException.class).hasMessageContaining(
                    "what came of a job (10 bytes) could not be sent back: java.lang.OutOfMemoryError: no room");
            second.countDown();
        }
    }
}
