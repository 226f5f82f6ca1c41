package dev.footbridge.benchmarks.gather;

import static dev.footbridge.Async.gather;
import static dev.footbridge.Async.yieldNow;

import dev.footbridge.Task;
import dev.footbridge.benchmarks.Expect;
import dev.footbridge.benchmarks.OnALoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Starts {@code jobs} jobs and waits for the values of all: a score is the time of that, all in all. With {@code waits}
 * 0 a job returns its number, with 1 it yields once before, in the way of its contender; so it is suspended, and goes on
 * after others had their turn.
 *
 * <p>The jobs of Footbridge and Kotlin run one at a time. Those of virtual threads and of the common pool use all
 * processors and keep no order. What {@code CompletableFuture} has for a yield is a second stage on the same executor,
 * which needs no stack.
 */
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public abstract class GatherQuestion extends OnALoop {

    /** How often each job yields: not at all, or once. */
    @Param({"0", "1"})
    public int waits;

    private final ExecutorService single = Executors.newSingleThreadExecutor();

    /** How many jobs. */
    abstract int jobs();

    /** Ends the executor. */
    @TearDown
    public void closeExecutor() {
        single.close();
    }

    /** Coroutines of a Footbridge loop. */
    @Benchmark
    public long footbridge() {
        return Expect.value(Expect.sumBelow(jobs()), loop.call(() -> {
            List<Task<Integer>> tasks = new ArrayList<>(jobs());
            for (int i = 0; i < jobs(); i++) {
                int number = i;
                tasks.add(waits == 0 ? loop.start(() -> number) : loop.start(() -> yielded(number)));
            }
            return sum(gather(tasks));
        }));
    }

    /** Coroutines of the loop of {@code runBlocking}. */
    @Benchmark
    public long kotlinAsyncOwnLoop() {
        return Expect.value(Expect.sumBelow(jobs()),
                waits == 0 ? KotlinGather.gatherOnOwnLoop(jobs()) : KotlinGather.gatherYieldingOnOwnLoop(jobs()));
    }

    /** Stages on an executor of one thread. */
    @Benchmark
    public long completableFutureSingleThread() {
        return stages(single);
    }

    /** Stages on the common pool. */
    @Benchmark
    public long completableFutureCommonPool() {
        return stages(ForkJoinPool.commonPool());
    }

    private long stages(Executor executor) {
        CompletableFuture<?>[] stages = new CompletableFuture<?>[jobs()];
        for (int i = 0; i < jobs(); i++) {
            int number = i;
            CompletableFuture<Integer> stage = CompletableFuture.supplyAsync(() -> number, executor);
            stages[i] = waits == 0 ? stage : stage.thenApplyAsync(value -> value, executor);
        }
        CompletableFuture.allOf(stages).join();
        long sum = 0;
        for (CompletableFuture<?> stage : stages) {
            sum += (Integer) stage.join();
        }
        return Expect.value(Expect.sumBelow(jobs()), sum);
    }

    /** A virtual thread for each job, through the JDK's executor for them. */
    @Benchmark
    public long virtualThreadExecutor() throws ExecutionException, InterruptedException {
        List<Future<Integer>> futures = new ArrayList<>(jobs());
        long sum = 0;
        try (ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < jobs(); i++) {
                int number = i;
                Callable<Integer> job = waits == 0 ? () -> number : () -> threadYielded(number);
                futures.add(virtual.submit(job));
            }
            for (Future<Integer> future : futures) {
                sum += future.get();
            }
        }
        return Expect.value(Expect.sumBelow(jobs()), sum);
    }

    /** A virtual thread for each job, which writes its value into an array, and nothing around it. */
    @Benchmark
    public long virtualThreads() throws InterruptedException {
        int[] values = new int[jobs()];
        List<Thread> threads = new ArrayList<>(jobs());
        for (int i = 0; i < jobs(); i++) {
            int number = i;
            threads.add(Thread.startVirtualThread(
                    waits == 0 ? () -> values[number] = number : () -> values[number] = threadYielded(number)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        long sum = 0;
        for (int value : values) {
            sum += value;
        }
        return Expect.value(Expect.sumBelow(jobs()), sum);
    }

    private static int yielded(int number) {
        yieldNow();
        return number;
    }

    @SuppressWarnings("ThreadPriorityCheck") // what is measured
    private static int threadYielded(int number) {
        Thread.yield();
        return number;
    }

    private static long sum(List<Integer> values) {
        long sum = 0;
        for (int value : values) {
            sum += value;
        }
        return sum;
    }
}
