package dev.footbridge.benchmarks;

import static dev.footbridge.Async.gather;
import static dev.footbridge.Async.yieldNow;

import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A switch: {@value #COROUTINES} coroutines of one loop yield in turn, {@value #YIELDS} times each. A score is the time
 * of one switch; the start and the end of the coroutines are in it.
 *
 * <p>The virtual threads of {@code virtualThreadYield} switch on all processors at once, as they do by default, so where
 * there are two the score is the time of a switch over two; {@code virtualThreadYieldOneCarrier} gives them one, and
 * {@code footbridgeOneCarrier} runs beside it. {@link AsyncioComparison} adds CPython's figure.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SwitchBenchmark {

    /** How many switch in turn. */
    static final int COROUTINES = 100;
    /** How often each one yields. */
    static final int YIELDS = 1_000;

    private static final int SWITCHES = COROUTINES * YIELDS;
    private static final String ONE_CARRIER = "-Djdk.virtualThreadScheduler.parallelism=1";
    private static final String NO_SECOND_CARRIER = "-Djdk.virtualThreadScheduler.maxPoolSize=1";

    private final EventLoop loop = EventLoop.open();

    /** Ends the loop. */
    @TearDown
    public void close() {
        loop.close();
    }

    /** Coroutines of a Footbridge loop. */
    @Benchmark
    @OperationsPerInvocation(SWITCHES)
    public List<Integer> footbridge() {
        return loop.call(() -> {
            List<Task<Integer>> tasks = new ArrayList<>(COROUTINES);
            for (int i = 0; i < COROUTINES; i++) {
                tasks.add(loop.start(SwitchBenchmark::yieldOften));
            }
            return gather(tasks);
        });
    }

    /** The same where the JDK's scheduler has one carrier thread. */
    @Benchmark
    @OperationsPerInvocation(SWITCHES)
    @Fork(value = 2, jvmArgsAppend = {ONE_CARRIER, NO_SECOND_CARRIER})
    public List<Integer> footbridgeOneCarrier() {
        return footbridge();
    }

    /** Virtual threads, which are not atomic between yields. */
    @Benchmark
    @OperationsPerInvocation(SWITCHES)
    public int virtualThreadYield() throws InterruptedException {
        List<Thread> threads = new ArrayList<>(COROUTINES);
        for (int i = 0; i < COROUTINES; i++) {
            threads.add(Thread.startVirtualThread(SwitchBenchmark::yieldThreadOften));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return threads.size();
    }

    /** The same where the JDK's scheduler has one carrier thread: one at a time, as on a loop. */
    @Benchmark
    @OperationsPerInvocation(SWITCHES)
    @Fork(value = 2, jvmArgsAppend = {ONE_CARRIER, NO_SECOND_CARRIER})
    public int virtualThreadYieldOneCarrier() throws InterruptedException {
        return virtualThreadYield();
    }

    /** Kotlin's coroutines on the loop of {@code runBlocking}: no stack is switched, a function returns and is called. */
    @Benchmark
    @OperationsPerInvocation(SWITCHES)
    public Object kotlinYield() throws Exception {
        return KotlinYields.run(COROUTINES, YIELDS);
    }

    private static int yieldOften() {
        for (int i = 0; i < YIELDS; i++) {
            yieldNow();
        }
        return YIELDS;
    }

    @SuppressWarnings("ThreadPriorityCheck") // what is measured
    private static void yieldThreadOften() {
        for (int i = 0; i < YIELDS; i++) {
            Thread.yield();
        }
    }
}
