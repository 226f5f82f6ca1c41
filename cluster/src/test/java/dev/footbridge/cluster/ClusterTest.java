package dev.footbridge.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Level;
import dev.footbridge.Task;
import dev.footbridge.context.Context;
import dev.footbridge.context.ContextKey;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.plan.Parallel;
import dev.footbridge.processes.RemoteCallable;
import dev.footbridge.processes.RemoteFailure;
import dev.footbridge.processes.RemoteTrace;
import dev.footbridge.processes.UnsendableException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ClusterTest {

    static final ContextKey<String> USER = ContextKey.of("user");

    private static Cluster cluster;

    @BeforeAll
    static void open() {
        cluster = Cluster.embedded(2, o -> o.withSlots(2).withContextKeys(() -> USER));
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    static int answer() {
        return 42;
    }

    static CompletionStage<String> later() {
        return CompletableFuture.completedFuture("later");
    }

    static void nothing() {}

    @Test
    @DisplayName("lambdas and method references of each kind are sent without a cast")
    void takesLambdas() {
        int six = 6;
        int product = cluster.call(() -> six * 7);
        int answer = cluster.call(ClusterTest::answer);
        String async = cluster.call(() -> CompletableFuture.supplyAsync(() -> "async " + six));
        String later = cluster.call(ClusterTest::later);
        cluster.call(ClusterTest::nothing);
        Task<Integer> task = cluster.start(() -> six + 1);
        Task<String> asyncTask = cluster.start(() -> CompletableFuture.completedFuture("x"));

        assertThat(product).isEqualTo(42);
        assertThat(answer).isEqualTo(42);
        assertThat(async).isEqualTo("async 6");
        assertThat(later).isEqualTo("later");
        assertThat(task.result()).isEqualTo(7);
        assertThat(asyncTask.result()).isEqualTo("x");
        assertThat(cluster.tryStart(() -> six)).hasValueSatisfying(found -> assertThat(found.result()).isEqualTo(6));
        assertThat(cluster.<Object>call(() -> null)).isNull();
    }

    @Test
    @DisplayName("jobs run in members that have slots, and know which")
    void runsInMembers() {
        assertThat(cluster.map(_ -> Cluster.current().memberName(), IntStream.range(0, 50).boxed().toList(), 1))
                .isSubsetOf("member-1", "member-2");
        assertThatThrownBy(Cluster::current).isInstanceOf(IllegalStateException.class)
                .hasMessage("this code is not a job of a cluster: open one");
    }

    @Test
    @DisplayName("results of a map come in the order of the items, whatever the chunk")
    void mapsInOrder() {
        List<Integer> items = IntStream.range(0, 1_000).boxed().toList();
        List<Integer> squares = items.stream().map(x -> x * x).toList();
        for (int chunk : new int[]{1, 7, 1_000, Integer.MAX_VALUE}) {
            assertThat(cluster.map(x -> x * x, items, chunk)).isEqualTo(squares);
        }
        try (Stream<Integer> results = cluster.stream(x -> x * x, items, 10)) {
            assertThat(results.limit(500)).isEqualTo(squares.subList(0, 500));
        }
        assertThat(cluster.map(x -> x, List.<Integer>of(), 5)).isEmpty();
    }

    @Test
    @DisplayName("an exception arrives as itself, with both sides of the trace")
    void keepsExceptions() {
        assertThatThrownBy(() -> cluster.call((RemoteCallable<Integer>) () -> {
            throw new IOException("no such page");
        })).isInstanceOf(IOException.class).hasMessage("no such page").satisfies(error -> {
            assertThat(Arrays.toString(error.getStackTrace())).contains("keepsExceptions", "awaited by");
            assertThat(error.getSuppressed()).hasSize(1).allSatisfy(trace -> assertThat(trace)
                    .isInstanceOf(RemoteTrace.class).hasMessageMatching("in member 'member-\\d'"));
        });
        assertThatThrownBy(() -> cluster.call((RemoteCallable<Integer>) () -> {
            throw new StackOverflowError("deep");
        })).isInstanceOf(StackOverflowError.class).hasMessage("deep");
    }

    /** Cannot be sent. */
    static final class Odd extends RuntimeException {
        private static final long serialVersionUID = 1;
        @SuppressWarnings("serial")
        private final Object lock = new Object();

        Odd() {
            super("odd");
        }
    }

    @Test
    @DisplayName("what cannot be sent is said, whichever way it was to go")
    void saysWhatCannotBeSent() {
        Object lock = new Object();
        assertThatThrownBy(() -> cluster.start(() -> lock.hashCode())).isInstanceOf(UnsendableException.class)
                .hasMessageContaining("it holds a java.lang.Object, which is not serializable");
        assertThatThrownBy(() -> cluster.call(() -> new Object())).isInstanceOf(UnsendableException.class)
                .hasMessageContaining("the result of the job cannot be sent");
        assertThatThrownBy(() -> cluster.call((RemoteCallable<Integer>) () -> {
            throw new Odd();
        })).isInstanceOf(RemoteFailure.class).hasMessageContaining("odd");
        Callable<Integer> plain = () -> 1;
        assertThatThrownBy(() -> cluster.start(plain)).isInstanceOf(UnsendableException.class)
                .hasMessageContaining("cluster '" + cluster.name() + "' cannot run")
                .hasMessageContaining("RemoteCallable.of");
        assertThatThrownBy(() -> cluster.start((RemoteCallable<Integer>) null))
                .isInstanceOf(NullPointerException.class);
    }

    @Test
    @DisplayName("megabytes go both ways")
    void sendsLargeThings() {
        byte[] data = new byte[5 << 20];
        data[12345] = 7;
        assertThat(cluster.call(() -> {
            data[0] = 1;
            return data;
        })).hasSize(5 << 20).satisfies(back -> assertThat(back[0] + back[12345]).isEqualTo(8));
        assertThat(cluster.call(() -> "x".repeat(3_000_000))).hasSize(3_000_000);
    }

    @Test
    @DisplayName("a plan runs on it, and it is an executor")
    void isALevel() throws Exception {
        Level level = cluster;
        assertThat(Parallel.of().schedule(RemoteCallable.of(() -> 1)).schedule(RemoteCallable.of(() -> 2)).on(level)
                .block()).isEqualTo(List.of(1, 2));
        try (ExecutorService executor = cluster.asExecutorService()) {
            Future<Integer> future = executor.submit(RemoteCallable.of(() -> 3));
            assertThat(future.get()).isEqualTo(3);
            assertThat(executor.invokeAll(List.of(RemoteCallable.of(() -> 4), RemoteCallable.of(() -> 5))))
                    .extracting(Future::resultNow).containsExactly(4, 5);
        }
        assertThat(cluster.isClosed()).isFalse();
    }

    @Test
    @DisplayName("a coroutine may start jobs and wait for them while others run")
    void servesCoroutines() {
        try (EventLoop loop = EventLoop.open()) {
            int sum = loop.call(() -> {
                Task<Integer> one = cluster.start(() -> 1);
                return one.result() + cluster.call(() -> 2);
            });
            assertThat(sum).isEqualTo(3);
        }
    }

    @Test
    @DisplayName("the context values that were named go along, and no others")
    void carriesContext() {
        String user = USER.call("ann", () -> cluster.call(() -> USER.get()));
        assertThat(user).isEqualTo("ann");
        assertThat(cluster.call(() -> USER.isSet())).isFalse();
        Context other = USER.call("eve", () -> Context.current().copy());
        assertThat(cluster.in(other).call(RemoteCallable.of(() -> USER.get()))).isEqualTo("eve");
    }

    @Test
    @DisplayName("jobs may be due later, and again and again")
    void runsLater() throws Exception {
        try (ScheduledExecutorService timer = cluster.asScheduledExecutorService()) {
            assertThat(timer.schedule(RemoteCallable.of(() -> 7), 5, TimeUnit.MILLISECONDS).get()).isEqualTo(7);
            Callable<Integer> plain = () -> 1;
            assertThatThrownBy(() -> timer.schedule(plain, 1, TimeUnit.SECONDS))
                    .isInstanceOf(UnsendableException.class);
        }
    }

    @Test
    @DisplayName("callbacks of a task may use the cluster")
    void callbacksMayWait() throws Exception {
        AtomicReference<Integer> seen = new AtomicReference<>();
        cluster.start(() -> 1).thenAccept(one -> seen.set(one + cluster.call(() -> 41))).toCompletableFuture().get();
        assertThat(seen.get()).isEqualTo(42);
    }

    @Test
    @DisplayName("jobs see the class loader that finds their classes")
    void setsTheClassLoader() {
        assertThat(cluster.<Boolean>call(() -> Thread.currentThread().getContextClassLoader()
                .loadClass("dev.footbridge.cluster.ClusterTest") == ClusterTest.class)).isTrue();
    }

    @Test
    @DisplayName("stats tell what each member does")
    void tellsStats() {
        cluster.map(x -> x, IntStream.range(0, 20).boxed().toList(), 1);
        ClusterStats stats = cluster.stats();
        assertThat(stats.member()).isEqualTo("submitter");
        assertThat(stats.members()).extracting(MemberStats::name).containsExactlyInAnyOrder("member-1", "member-2");
        assertThat(stats.members()).extracting(MemberStats::slots).containsOnly(2);
        assertThat(stats.members().stream().mapToLong(MemberStats::ended).sum()).isGreaterThanOrEqualTo(20);
        assertThat(stats.started()).isGreaterThanOrEqualTo(20);
        assertThat(stats.lost()).isZero();
    }
}
