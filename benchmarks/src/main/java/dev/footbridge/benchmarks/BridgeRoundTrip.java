package dev.footbridge.benchmarks;

import dev.footbridge.loop.EventLoop;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlinx.coroutines.BuildersKt;
import kotlinx.coroutines.CoroutineDispatcher;
import kotlinx.coroutines.ExecutorsKt;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The round trip of a job that does nothing: from blocking code to where jobs run one at a time, and back with the value.
 *
 * <p>{@code virtualThread} keeps no order among jobs; it is here as the JDK's own way to run a job elsewhere. Kotlin's
 * functions are called as Kotlin's compiler calls them; a job that never suspends needs no state machine.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public abstract class BridgeRoundTrip {

    private final Callable<String> job = () -> "done";
    private final EventLoop loop = EventLoop.open();
    private final ExecutorService single = Executors.newSingleThreadExecutor();
    private final ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor();
    private final CoroutineDispatcher dispatcher = ExecutorsKt.from(single);

    /** Starts the thread of the executor, so that no benchmark pays for it. */
    @Setup
    public void startThread() throws ExecutionException, InterruptedException {
        single.submit(job).get();
    }

    /** Ends what was opened. */
    @TearDown
    public void close() {
        loop.close();
        single.close();
        virtual.close();
    }

    /** Runs the job on the loop, on the calling thread. */
    @Benchmark
    public String footbridgeCall() {
        return loop.call(job);
    }

    /** Starts a task and waits for it. */
    @Benchmark
    public String footbridgeStartResult() {
        return loop.start(job).result();
    }

    /** A loop of Kotlin's on the calling thread, made for this one call: nothing else can run on it. */
    @Benchmark
    public String kotlinRunBlockingOwnLoop() throws Exception {
        return BuildersKt.<String>runBlocking(EmptyCoroutineContext.INSTANCE, (_, _) -> called());
    }

    /** Hands over to a dispatcher of one thread. */
    @Benchmark
    public String kotlinRunBlockingSingleThread() throws Exception {
        return BuildersKt.<String>runBlocking(dispatcher, (_, _) -> called());
    }

    /** Hands over to an executor of one thread, as a stage. */
    @Benchmark
    public String completableFutureSingleThread() throws ExecutionException, InterruptedException {
        return CompletableFuture.supplyAsync(this::called, single).get();
    }

    /** Hands over to an executor of one thread. */
    @Benchmark
    public String singleThreadExecutor() throws ExecutionException, InterruptedException {
        return single.submit(job).get();
    }

    /** Starts a virtual thread. */
    @Benchmark
    public String virtualThread() throws ExecutionException, InterruptedException {
        return virtual.submit(job).get();
    }

    private String called() {
        try {
            return job.call();
        } catch (Exception e) {
            throw new IllegalStateException("the job does not throw", e);
        }
    }
}
