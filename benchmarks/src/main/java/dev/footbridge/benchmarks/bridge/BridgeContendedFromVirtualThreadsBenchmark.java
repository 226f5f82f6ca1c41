package dev.footbridge.benchmarks.bridge;

import dev.footbridge.benchmarks.Timed;
import dev.footbridge.benchmarks.VertxContext;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * {@link BridgeRoundTrip} from eight virtual threads at once: a score is the time in which each of them makes one.
 *
 * <p>The eight are started and joined in each run. As threads of JMH's own they would not do: it lets those that are
 * done go on until all are, and virtual threads that never wait keep the carriers from the others for ever.
 */
public class BridgeContendedFromVirtualThreadsBenchmark extends Timed {

    /** How many round trips each thread makes in a run. */
    static final int EACH = 200;

    private static final int THREADS = 8;

    private final BridgeRoundTripBenchmark calls = new BridgeRoundTripBenchmark();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** Starts the threads that jobs run on. */
    @Setup
    public void startThreads() throws ExecutionException, InterruptedException {
        calls.startThreads();
    }

    /** Ends what was opened. */
    @TearDown
    public void close() {
        threads.close();
        calls.close();
        calls.closeLoop();
    }

    /** As {@link BridgeRoundTrip#footbridgeCall}. */
    @Benchmark
    @OperationsPerInvocation(EACH)
    public int footbridgeCall() throws ExecutionException, InterruptedException {
        return atOnce(calls::footbridgeCall);
    }

    /** As {@link BridgeRoundTrip#footbridgeStartResult}. */
    @Benchmark
    @OperationsPerInvocation(EACH)
    public int footbridgeStartResult() throws ExecutionException, InterruptedException {
        return atOnce(calls::footbridgeStartResult);
    }

    /** As {@link BridgeRoundTrip#kotlinRunBlockingOwnLoop}. */
    @Benchmark
    @OperationsPerInvocation(EACH)
    public int kotlinRunBlockingOwnLoop() throws ExecutionException, InterruptedException {
        return atOnce(calls::kotlinRunBlockingOwnLoop);
    }

    /** As {@link BridgeRoundTrip#kotlinRunBlockingSingleThread}. */
    @Benchmark
    @OperationsPerInvocation(EACH)
    public int kotlinRunBlockingSingleThread() throws ExecutionException, InterruptedException {
        return atOnce(calls::kotlinRunBlockingSingleThread);
    }

    /** As {@link BridgeRoundTrip#completableFutureSingleThread}. */
    @Benchmark
    @OperationsPerInvocation(EACH)
    public int completableFutureSingleThread() throws ExecutionException, InterruptedException {
        return atOnce(calls::completableFutureSingleThread);
    }

    /** As {@link BridgeRoundTrip#singleThreadExecutor}. */
    @Benchmark
    @OperationsPerInvocation(EACH)
    public int singleThreadExecutor() throws ExecutionException, InterruptedException {
        return atOnce(calls::singleThreadExecutor);
    }

    /** As {@link BridgeRoundTrip#virtualThread}. */
    @Benchmark
    @OperationsPerInvocation(EACH)
    public int virtualThread() throws ExecutionException, InterruptedException {
        return atOnce(calls::virtualThread);
    }

    /** As {@link BridgeRoundTrip#vertxContext}. */
    @Benchmark
    @OperationsPerInvocation(EACH)
    public int vertxContext(VertxContext vertx) throws ExecutionException, InterruptedException {
        return atOnce(() -> calls.vertxContext(vertx));
    }

    /** As {@link BridgeRoundTrip#mutinySingleThread}. */
    @Benchmark
    @OperationsPerInvocation(EACH)
    public int mutinySingleThread() throws ExecutionException, InterruptedException {
        return atOnce(calls::mutinySingleThread);
    }

    /** As {@link BridgeRoundTrip#reactorSingle}. */
    @Benchmark
    @OperationsPerInvocation(EACH)
    public int reactorSingle() throws ExecutionException, InterruptedException {
        return atOnce(calls::reactorSingle);
    }

    /** As {@link BridgeRoundTrip#joxChannels}. */
    @Benchmark
    @OperationsPerInvocation(EACH)
    public int joxChannels(JoxServer server) throws ExecutionException, InterruptedException {
        ThreadLocal<JoxReply> replies = ThreadLocal.withInitial(JoxReply::new);
        return atOnce(() -> calls.joxChannels(server, replies.get()));
    }

    private int atOnce(Callable<String> call) throws ExecutionException, InterruptedException {
        Callable<Integer> each = () -> lengths(call);
        int length = 0;
        for (Future<Integer> end : threads.invokeAll(Collections.nCopies(THREADS, each))) {
            length += end.get();
        }
        return length;
    }

    private static int lengths(Callable<String> call) throws Exception {
        int length = 0;
        for (int k = 0; k < EACH; k++) {
            length += call.call().length();
        }
        return length;
    }
}
