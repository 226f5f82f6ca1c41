package dev.footbridge.benchmarks.bridge;

import dev.footbridge.benchmarks.OnALoop;
import dev.footbridge.benchmarks.VertxContext;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import kotlinx.coroutines.CoroutineDispatcher;
import kotlinx.coroutines.ExecutorsKt;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The round trip of a job that does nothing: from blocking code to where jobs run one at a time, and back with the value.
 *
 * <p>{@code virtualThread} keeps no order among jobs; it is here as the JDK's own way to run a job elsewhere. Nor does
 * {@code kotlinRunBlockingOwnLoop}, whose loop lives for one call on one thread. jox has no executor: its way is a virtual thread
 * that takes jobs from a channel and answers on another one.
 */
public abstract class BridgeRoundTrip extends OnALoop {

    private final Callable<String> job = () -> "done";
    private final ExecutorService single = Executors.newSingleThreadExecutor();
    private final ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor();
    private final CoroutineDispatcher dispatcher = ExecutorsKt.from(single);
    private final Scheduler scheduler = Schedulers.newSingle("single", true);

    /** Starts the threads, so that no benchmark pays for them. */
    @Setup
    public void startThreads() throws ExecutionException, InterruptedException {
        single.submit(job).get();
        reactorSingle();
    }

    /** Ends what was opened. */
    @TearDown
    public void close() {
        single.close();
        virtual.close();
        scheduler.dispose();
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
    public String kotlinRunBlockingOwnLoop() {
        return KotlinBridge.callOnOwnLoop(job);
    }

    /** Hands over to a dispatcher of one thread. */
    @Benchmark
    public String kotlinRunBlockingSingleThread() {
        return KotlinBridge.callOnDispatcher(dispatcher, job);
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

    /** Hands over to the event loop of a context. */
    @Benchmark
    public String vertxContext(VertxContext vertx) throws ExecutionException, InterruptedException {
        CompletableFuture<String> result = new CompletableFuture<>();
        vertx.context().runOnContext(_ -> result.complete(called()));
        return result.get();
    }

    /** Hands over to an executor of one thread, as a {@code Uni}. */
    @Benchmark
    public String mutinySingleThread() {
        return Uni.createFrom().item(this::called).runSubscriptionOn(single).await().indefinitely();
    }

    /** Hands over to a scheduler of one thread, as a {@code Mono}. */
    @Benchmark
    public String reactorSingle() {
        String result = Mono.fromCallable(job).subscribeOn(scheduler).block();
        if (result == null) {
            throw new IllegalStateException("the Mono must bring the job's value, not nothing: check the scheduler");
        }
        return result;
    }

    /** Hands over to a virtual thread through a channel, and waits at another one. */
    @Benchmark
    public String joxChannels(JoxServer server, JoxReply reply) throws InterruptedException {
        return server.call(job, reply);
    }

    private String called() {
        try {
            return job.call();
        } catch (Exception e) {
            throw new IllegalStateException("the job does not throw", e);
        }
    }
}
