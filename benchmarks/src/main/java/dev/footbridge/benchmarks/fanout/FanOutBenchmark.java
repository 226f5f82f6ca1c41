package dev.footbridge.benchmarks.fanout;

import static dev.footbridge.Async.gather;

import dev.footbridge.Level;
import dev.footbridge.Task;
import dev.footbridge.benchmarks.Expect;
import dev.footbridge.benchmarks.Timed;
import dev.footbridge.threads.ThreadPool;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import kotlinx.coroutines.CoroutineDispatcher;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.TearDown;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * {@value #CALLS} calls that each block their thread for a millisecond, made at once. A score is the time until all
 * have returned; a millisecond would be ideal.
 *
 * <p>Contenders on virtual threads and the cached pool have a thread for each call. {@code Dispatchers.IO} has 64 threads
 * and Reactor's {@code boundedElastic} ten for each processor where nobody says otherwise, so they cannot be as fast;
 * {@code kotlinIoAsMany} is the view that Kotlin's documentation has for more. An elastic pool finds out how many help.
 */
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class FanOutBenchmark extends Timed {

    /** How many calls. */
    static final int CALLS = 1_000;

    private static final Callable<Integer> CALL = () -> {
        Thread.sleep(1);
        return 1;
    };

    private final ThreadPool virtual = ThreadPool.open();
    private final ThreadPool elastic = ThreadPool.elastic();
    private final ExecutorService cached = Executors.newCachedThreadPool();
    private final CoroutineDispatcher asMany = KotlinFanOut.io(CALLS);

    /** Ends what was opened. */
    @TearDown
    public void close() {
        virtual.close();
        elastic.close();
        cached.close();
    }

    /** Footbridge's pool of virtual threads. */
    @Benchmark
    public long footbridgeThreadPool() {
        return footbridgeOn(virtual);
    }

    /** Footbridge's pool of as many platform threads as help. */
    @Benchmark
    public long footbridgeElastic() {
        return footbridgeOn(elastic);
    }

    private static long footbridgeOn(Level level) {
        List<Task<Integer>> tasks = new ArrayList<>(CALLS);
        for (int i = 0; i < CALLS; i++) {
            tasks.add(level.start(CALL));
        }
        int sum = 0;
        for (int returned : gather(tasks)) {
            sum += returned;
        }
        return Expect.value(CALLS, sum);
    }

    /** The JDK's executor of virtual threads. */
    @Benchmark
    public long virtualThreadExecutor() throws ExecutionException, InterruptedException {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            return executorOn(executor);
        }
    }

    /** The JDK's pool of platform threads, as many as there are calls. */
    @Benchmark
    public long cachedThreadPool() throws ExecutionException, InterruptedException {
        return executorOn(cached);
    }

    private static long executorOn(ExecutorService executor) throws ExecutionException, InterruptedException {
        List<Future<Integer>> futures = new ArrayList<>(CALLS);
        for (int i = 0; i < CALLS; i++) {
            futures.add(executor.submit(CALL));
        }
        int sum = 0;
        for (Future<Integer> future : futures) {
            sum += future.get();
        }
        return Expect.value(CALLS, sum);
    }

    /** Kotlin's dispatcher for blocking calls. */
    @Benchmark
    public long kotlinIo() {
        return Expect.value(CALLS, KotlinFanOut.sumOf(CALLS, KotlinFanOut.io(), CALL));
    }

    /** The same with as many threads as there are calls. */
    @Benchmark
    public long kotlinIoAsMany() {
        return Expect.value(CALLS, KotlinFanOut.sumOf(CALLS, asMany, CALL));
    }

    /** Reactor's scheduler for blocking calls. */
    @Benchmark
    public long reactorBoundedElastic() {
        Long returned = Flux.range(0, CALLS)
                .flatMap(_ -> Mono.fromCallable(CALL).subscribeOn(Schedulers.boundedElastic()), CALLS).count().block();
        return Expect.value(CALLS, returned == null ? 0 : returned);
    }
}
