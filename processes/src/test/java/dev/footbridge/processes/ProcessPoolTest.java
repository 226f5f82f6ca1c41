package dev.footbridge.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.BlockingFunction;
import dev.footbridge.Level;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.plan.Parallel;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProcessPoolTest {

    private static ProcessPool pool;

    @BeforeAll
    static void open() {
        pool = ProcessPool.open(o -> o.withWorkers(1).withName("calc").withHeap("64m"));
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    static int answer() {
        return 42;
    }

    static CompletionStage<String> later() {
        return CompletableFuture.completedFuture("later");
    }

    static void nothing() {}

    static long pid() {
        return ProcessHandle.current().pid();
    }

    @Test
    @DisplayName("lambdas and method references of each kind are sent without a cast")
    void takesLambdas() {
        int six = 6;
        int product = pool.call(() -> six * 7);
        int answer = pool.call(ProcessPoolTest::answer);
        String async = pool.call(() -> CompletableFuture.supplyAsync(() -> "async " + six));
        String later = pool.call(ProcessPoolTest::later);
        pool.call(() -> System.setProperty("seen", "yes"));
        pool.call(() -> {
            System.setProperty("seen", "yes " + six);
        });
        pool.call(ProcessPoolTest::nothing);
        Task<Integer> task = pool.start(() -> six + 1);
        Task<String> asyncTask = pool.start(() -> CompletableFuture.completedFuture("x"));

        assertThat(product).isEqualTo(42);
        assertThat(answer).isEqualTo(42);
        assertThat(async).isEqualTo("async 6");
        assertThat(later).isEqualTo("later");
        assertThat(pool.call(() -> System.getProperty("seen"))).isEqualTo("yes 6");
        assertThat(task.result()).isEqualTo(7);
        assertThat(asyncTask.result()).isEqualTo("x");
        Optional<Task<Integer>> tried = pool.tryStart(() -> six);
        assertThat(tried).hasValueSatisfying(found -> assertThat(found.result()).isEqualTo(6));
        assertThat(pool.<Object>call(() -> null)).isNull();
    }

    @Test
    @DisplayName("G1: the same worker process is used again, and is not this one")
    void reusesTheWorker() {
        Set<Long> pids = Set.copyOf(List.of(pool.call(ProcessPoolTest::pid)));
        for (int i = 0; i < 5; i++) {
            assertThat(pids).containsExactly(pool.call(ProcessPoolTest::pid));
        }
        assertThat(pids).doesNotContain(pid());
    }

    @Test
    @DisplayName("bytes come back as they went")
    void sendsBytes() {
        byte[] bytes = new byte[3 << 20];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        assertThat(pool.call(() -> bytes)).isEqualTo(bytes);
    }

    @Test
    @DisplayName("a function that is not serializable is refused at once, and the message says what to do")
    void refusesPlainFunctions() {
        Callable<Integer> plain = () -> 1;
        assertThatThrownBy(() -> pool.start(plain)).isInstanceOf(UnsendableException.class)
                .hasMessageContaining("process pool 'calc' cannot run ProcessPoolTest lambda")
                .hasMessageContaining("RemoteCallable.of(() -> ...)");
        assertThatThrownBy(() -> Parallel.of().schedule(plain).on(pool).block())
                .isInstanceOf(UnsendableException.class);
    }

    @Test
    @DisplayName("what a function holds and cannot be sent is named")
    void namesWhatCannotBeSent() {
        Thread thread = Thread.currentThread();
        assertThatThrownBy(() -> pool.start(() -> thread.getName())).isInstanceOf(UnsendableException.class)
                .hasMessageContaining(
                        "the job calc/ProcessPoolTest lambda cannot be sent: it holds a java.lang.Thread");
    }

    @Test
    @DisplayName("plans run on it")
    void runsPlans() {
        List<Integer> results = Parallel.<Integer>of().schedule(RemoteCallable.of(() -> 1))
                .schedule(RemoteAsyncCallable.of(() -> CompletableFuture.completedFuture(2)))
                .schedule(RemoteCallable.of(ProcessPoolTest::answer)).on(pool).block();
        assertThat(results).containsExactly(1, 2, 42);
        RemoteFunction<Integer, Integer> twice = x -> 2 * x;
        assertThat(Parallel.<Integer>of().schedule(twice, 4).schedule(twice, 5).on(pool).block()).containsExactly(8,
                10);
        BlockingFunction<Integer, Integer> plain = x -> 2 * x;
        assertThatThrownBy(() -> Parallel.<Integer>of().schedule(plain, 4).on(pool).block())
                .isInstanceOf(UnsendableException.class).hasMessageContaining("ProcessPoolTest lambda");
    }

    @Test
    @DisplayName("coroutines call it and let others run")
    void worksFromACoroutine() {
        try (EventLoop loop = EventLoop.open()) {
            Level level = pool;
            assertThat(loop.call(() -> level.start(RemoteCallable.of(ProcessPoolTest::answer)).result())).isEqualTo(42);
        }
    }

    @Test
    @DisplayName("is an executor service, too")
    void isAnExecutor() throws Exception {
        try (ExecutorService executor = pool.asExecutorService()) {
            Future<Integer> one = executor.submit(RemoteCallable.of(() -> 1));
            List<Future<Integer>> two = executor.invokeAll(List.of(RemoteCallable.of(() -> 2)));
            assertThat(one.get(60, TimeUnit.SECONDS)).isEqualTo(1);
            assertThat(two.getFirst().get()).isEqualTo(2);
        }
        assertThat(pool.call(ProcessPoolTest::answer)).isEqualTo(42);
    }

    @Test
    @DisplayName("callbacks may wait for the very worker that brought the result")
    void callbacksMayCall() throws Exception {
        CompletableFuture<Integer> chained = pool.start(ProcessPoolTest::answer).toCompletableFuture()
                .thenApply(first -> first + pool.call(ProcessPoolTest::answer));
        assertThat(chained.get(60, TimeUnit.SECONDS)).isEqualTo(84);
    }

    @Test
    @DisplayName("System.in is empty in jobs")
    void hasNoInput() {
        assertThat(pool.call(() -> System.in.read())).isEqualTo(-1);
    }

    @Test
    @DisplayName("reports of a job come in order, before its result")
    void reportsProgress() {
        List<Object> seen = new java.util.concurrent.CopyOnWriteArrayList<>();
        String result = pool.onProgress(seen::add).call(() -> {
            for (int i = 0; i < 3; i++) {
                ProcessPool.report("part " + i);
            }
            return "done";
        });
        assertThat(result).isEqualTo("done");
        assertThat(seen).containsExactly("part 0", "part 1", "part 2");
    }

    @Test
    @DisplayName("there is no current pool outside workers")
    void hasNoCurrentPoolHere() {
        assertThatThrownBy(ProcessPool::current).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("this JVM is not a worker");
        ProcessPool.report("nobody hears this");
    }

    @Test
    @DisplayName("a full pool refuses, tryStart says so, and stats count it")
    void refusesWhenFull() throws Exception {
        try (ProcessPool small = ProcessPool.open(o -> o.withWorkers(1).withQueueLimit(0).withHeap("64m"))) {
            Began began = new Began();
            Task<Void> first = small.onProgress(began).start(() -> {
                Began.here();
                Thread.sleep(600_000);
            });
            began.worker();
            assertThat(small.tryStart(ProcessPoolTest::answer)).isEmpty();
            assertThatThrownBy(() -> small.start(ProcessPoolTest::answer))
                    .hasMessageContaining("is full (workers is 1, queueLimit is 0): wait for earlier jobs, or raise");
            assertThat(small.stats()).satisfies(stats -> {
                assertThat(stats.refused()).isEqualTo(2);
                assertThat(stats.running()).isEqualTo(1);
                assertThat(stats.limit()).isEqualTo(1);
                assertThat(stats.workers()).isEqualTo(1);
            });
            first.cancel();
        }
    }

    @Test
    @DisplayName("options are checked")
    void checksOptions() {
        assertThatThrownBy(() -> ProcessPool.open(o -> o.withWorkers(0))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the number of workers of a process pool must be at least 1 (it is 0): give more, or leave it"
                                + " out");
        assertThatThrownBy(() -> pool.repeatable(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pool.resize(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
