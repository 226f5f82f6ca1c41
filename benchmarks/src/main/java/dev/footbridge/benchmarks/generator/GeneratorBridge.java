package dev.footbridge.benchmarks.generator;

import dev.footbridge.Level;
import dev.footbridge.benchmarks.Expect;
import dev.footbridge.benchmarks.OnALoop;
import dev.footbridge.stream.Generator;
import dev.footbridge.threads.ThreadPool;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.schedulers.Schedulers;
import java.util.Iterator;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.TearDown;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/**
 * An item on its way from asynchronous code that counts to {@value #ITEMS}, on a scheduler of its own, to a thread that
 * takes what an {@code Iterator} gives.
 *
 * <p>An invocation is a whole run for all alike, from the opening to the end: what a user of an iterator pays, with
 * nothing read ahead before the clock starts. It is long enough for the opening to be a few hundredths of the peers'
 * score. With a buffer of 1 Footbridge runs in lock-step, which is its own default; the peers cannot and read one item
 * ahead.
 *
 * <p>The body runs on a virtual thread, of a loop or of a pool; the peers' sources run on a platform thread.
 *
 * <p>{@code range} in place of {@code generate}, and {@code publishOn} or {@code observeOn} in place of
 * {@code subscribeOn}, cost Reactor and RxJava the same.
 */
public abstract class GeneratorBridge extends OnALoop {

    /** Long enough to outweigh the opening, short enough for ten runs a second where each item waits for a thread. */
    static final int ITEMS = 20_000;

    /** How many items the source may be ahead. */
    @Param({"1", "64", "256"})
    public int buffer;

    private final ThreadPool threads = ThreadPool.open();
    private final ExecutorService single = Executors.newSingleThreadExecutor();
    private final Scheduler scheduler = reactor.core.scheduler.Schedulers.fromExecutorService(single);

    /** Ends what was opened. */
    @TearDown
    public void close() {
        threads.close();
        scheduler.dispose();
        single.close();
    }

    /** A generator whose body is a coroutine of a loop. */
    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public long footbridge() {
        return footbridgeOn(loop);
    }

    /** A generator whose body runs on a thread of a pool. */
    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public long footbridgeThreadPool() {
        return footbridgeOn(threads);
    }

    private long footbridgeOn(Level level) {
        int prefetch = buffer == 1 ? 0 : buffer;
        try (Generator<Integer> generator = Generator.open(o -> o.withLevel(level).withPrefetch(prefetch), out -> {
            for (int i = 0; i < ITEMS; i++) {
                out.emit(i);
            }
        })) {
            return sum(generator);
        }
    }

    /** {@code Flux.generate} on a thread of its own. */
    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public long reactorToIterable() {
        Flux<Integer> flux = Flux.generate(() -> 0, (i, out) -> {
            if (i == ITEMS) {
                out.complete();
            } else {
                out.next(i);
            }
            return i + 1;
        });
        return sum(flux.subscribeOn(scheduler).toIterable(buffer).iterator());
    }

    /** {@code Flowable.generate} on a thread of its own. */
    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public long rxjavaBlockingIterable() {
        Flowable<Integer> flowable = Flowable.generate(() -> 0, (i, out) -> {
            if (i == ITEMS) {
                out.onComplete();
            } else {
                out.onNext(i);
            }
            return i + 1;
        });
        return sum(flowable.subscribeOn(Schedulers.single()).blockingIterable(buffer).iterator());
    }

    /** A flow that a dispatcher of one thread sends into a channel. */
    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public long kotlinFlowChannel() {
        return sum(new KotlinChannelIterator<>(KotlinFlow.throughChannel(ITEMS, single, buffer)));
    }

    /** A flow that a dispatcher of one thread puts into an {@code ArrayBlockingQueue}. */
    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public long kotlinFlowQueue() {
        return sum(new QueueIterator(KotlinFlow.throughQueue(ITEMS, single, buffer)));
    }

    private static long sum(Iterator<Integer> items) {
        long sum = 0;
        while (items.hasNext()) {
            sum += items.next();
        }
        return Expect.value(Expect.sumBelow(ITEMS), sum);
    }
}
