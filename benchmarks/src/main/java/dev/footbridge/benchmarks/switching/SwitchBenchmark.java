package dev.footbridge.benchmarks.switching;

import static dev.footbridge.Async.gather;
import static dev.footbridge.Async.yieldNow;

import dev.footbridge.Task;
import dev.footbridge.benchmarks.Expect;
import dev.footbridge.benchmarks.OnALoop;
import dev.footbridge.benchmarks.VertxContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import kotlinx.coroutines.CoroutineDispatcher;
import kotlinx.coroutines.ExecutorsKt;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A switch: {@value #COROUTINES} coroutines of one loop yield in turn, {@value #YIELDS} times each. A score is the time
 * of one switch; the start and the end of the coroutines are in it.
 *
 * <p>The virtual threads of {@code virtualThreadYield} switch on all processors at once, as they do by default, so where
 * there are two the score is the time of a switch over two; {@code virtualThreadYieldOneCarrier} gives them one, and
 * {@code footbridgeOneCarrier} runs beside it.
 *
 * <p>What has callbacks in place of coroutines has no stack to switch: Kotlin's coroutines, Vert.x, Reactor,
 * {@code CompletableFuture}, and Footbridge's own {@code footbridgeCallback} return to their loop and are called again.
 * {@link Chains} has those of them that are no coroutines.
 */
public class SwitchBenchmark extends OnALoop {

    /** How many switch in turn. */
    static final int COROUTINES = 100;
    /** How often each one yields. */
    static final int YIELDS = 1_000;

    private static final int SWITCHES = COROUTINES * YIELDS;
    private static final String ONE_CARRIER = "-Djdk.virtualThreadScheduler.parallelism=1";
    private static final String NO_SECOND_CARRIER = "-Djdk.virtualThreadScheduler.maxPoolSize=1";

    private final ExecutorService single = Executors.newSingleThreadExecutor();
    private final CoroutineDispatcher dispatcher = ExecutorsKt.from(single);

    /** Ends what was opened. */
    @TearDown
    public void close() {
        single.close();
    }

    /** Coroutines of a Footbridge loop. */
    @Benchmark
    @OperationsPerInvocation(SWITCHES)
    public long footbridge() {
        int switches = loop.call(() -> {
            List<Task<Integer>> tasks = new ArrayList<>(COROUTINES);
            for (int i = 0; i < COROUTINES; i++) {
                tasks.add(loop.start(SwitchBenchmark::yieldOften));
            }
            return gather(tasks).stream().mapToInt(Integer::intValue).sum();
        });
        return Expect.value(SWITCHES, switches);
    }

    /** The same where the JDK's scheduler has one carrier thread. */
    @Benchmark
    @OperationsPerInvocation(SWITCHES)
    @Fork(value = 2, jvmArgsAppend = {ONE_CARRIER, NO_SECOND_CARRIER})
    public long footbridgeOneCarrier() {
        return footbridge();
    }

    /** Callbacks of a Footbridge loop, each of which asks for the next one. */
    @Benchmark
    @OperationsPerInvocation(SWITCHES)
    public long footbridgeCallback() throws InterruptedException {
        return Expect.value(SWITCHES, Chains.on(loop::callSoon));
    }

    /** Virtual threads, which are not atomic between yields. */
    @Benchmark
    @OperationsPerInvocation(SWITCHES)
    public long virtualThreadYield() throws InterruptedException {
        AtomicInteger switches = new AtomicInteger();
        List<Thread> threads = new ArrayList<>(COROUTINES);
        for (int i = 0; i < COROUTINES; i++) {
            threads.add(Thread.startVirtualThread(() -> switches.addAndGet(yieldThreadOften())));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return Expect.value(SWITCHES, switches.get());
    }

    /** The same where the JDK's scheduler has one carrier thread: one at a time, as on a loop. */
    @Benchmark
    @OperationsPerInvocation(SWITCHES)
    @Fork(value = 2, jvmArgsAppend = {ONE_CARRIER, NO_SECOND_CARRIER})
    public long virtualThreadYieldOneCarrier() throws InterruptedException {
        return virtualThreadYield();
    }

    /** Kotlin's coroutines on the loop of {@code runBlocking}. */
    @Benchmark
    @OperationsPerInvocation(SWITCHES)
    public long kotlinYieldOwnLoop() {
        return Expect.value(SWITCHES, KotlinSwitch.yieldOnOwnLoop(COROUTINES, YIELDS));
    }

    /** Kotlin's coroutines on a dispatcher of one thread. */
    @Benchmark
    @OperationsPerInvocation(SWITCHES)
    public long kotlinYieldSingleThread() {
        return Expect.value(SWITCHES, KotlinSwitch.yieldOnDispatcher(dispatcher, COROUTINES, YIELDS));
    }

    /** Tasks of an executor of one thread, each of which asks for the next one. */
    @Benchmark
    @OperationsPerInvocation(SWITCHES)
    public long singleThreadExecutor() throws InterruptedException {
        return Expect.value(SWITCHES, Chains.on(single));
    }

    /** Stages, each on an executor of one thread, one after another. */
    @Benchmark
    @OperationsPerInvocation(SWITCHES)
    public long completableFutureSingleThread() throws ExecutionException, InterruptedException {
        return Expect.value(SWITCHES, Chains.ofStages(single));
    }

    /** Signals that go through a scheduler of one thread, one after another. */
    @Benchmark
    @OperationsPerInvocation(SWITCHES)
    public long reactorSingle(ReactorSingle reactor) {
        return Expect.value(SWITCHES, Chains.ofSignals(reactor.scheduler()));
    }

    /** Callbacks on a context, each of which asks for the next one. */
    @Benchmark
    @OperationsPerInvocation(SWITCHES)
    public long vertxRunOnContext(VertxContext vertx) throws InterruptedException {
        return Expect.value(SWITCHES, Chains.on(next -> vertx.context().runOnContext(_ -> next.run())));
    }

    private static int yieldOften() {
        for (int i = 0; i < YIELDS; i++) {
            yieldNow();
        }
        return YIELDS;
    }

    @SuppressWarnings("ThreadPriorityCheck") // what is measured
    private static int yieldThreadOften() {
        for (int i = 0; i < YIELDS; i++) {
            Thread.yield();
        }
        return YIELDS;
    }
}
