package dev.footbridge.benchmarks.generator;

import dev.footbridge.benchmarks.OnALoop;
import dev.footbridge.stream.AsyncGenerator;
import dev.footbridge.stream.AsyncStream;
import dev.footbridge.stream.Generator;
import dev.footbridge.stream.GeneratorBody;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.infra.Blackhole;

/**
 * An item of a generator whose body never waits, taken in each of the ways there are. A score is the time of one of
 * {@value #ITEMS} items; the opening and the end are in it.
 *
 * <p>A coroutine here is one that was started: {@code call} would lend it the calling thread, and the switch between
 * that and the body's thread costs what it costs from any thread.
 *
 * <p>The {@code plain} ones are the floor: the JDK's own iterator and stream over the same numbers.
 */
public class GeneratorIterationBenchmark extends OnALoop {

    /** Long enough to outweigh the opening. */
    static final int ITEMS = 20_000;

    private static final int LOCK_STEP = 0;
    private static final int AHEAD = 256;
    private static final GeneratorBody<Integer> BODY = out -> {
        for (int i = 0; i < ITEMS; i++) {
            out.emit(i);
        }
    };

    /** A platform thread, and a body that may be 256 items ahead of it. */
    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public void footbridgePrefetchFromThread(Blackhole blackhole) {
        take(AHEAD, blackhole);
    }

    /** A coroutine of the same loop. */
    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public void footbridgePrefetchFromCoroutine(Blackhole blackhole) {
        loop.start(() -> take(AHEAD, blackhole)).result();
    }

    /** A platform thread, and a body that runs only while an item is asked for. */
    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public void footbridgeLockStepFromThread(Blackhole blackhole) {
        take(LOCK_STEP, blackhole);
    }

    /** A coroutine of the same loop. */
    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public void footbridgeLockStepFromCoroutine(Blackhole blackhole) {
        loop.start(() -> take(LOCK_STEP, blackhole)).result();
    }

    /** The asynchronous face, pulled by a coroutine of the same loop. */
    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public void footbridgeLockStepNextFromCoroutine(Blackhole blackhole) {
        loop.start(() -> {
            try (AsyncGenerator<Integer> generator = AsyncGenerator.open(BODY)) {
                for (Optional<Integer> item = generator.next(); item.isPresent(); item = generator.next()) {
                    blackhole.consume(item.get());
                }
            }
        }).result();
    }

    /** No pull at all: the stream runs in place and calls for each item. */
    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public void footbridgeForEachInPlace(Blackhole blackhole) {
        loop.call(() -> AsyncStream.generate(BODY).forEach(blackhole::consume));
    }

    /** The same through four operators. */
    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public void footbridgeForEachInPlaceThroughOperators(Blackhole blackhole) {
        AsyncStream<Integer> stream = AsyncStream.generate(BODY).map(item -> item + 1).filter(item -> item > 0)
                .take(ITEMS).map(item -> item - 1);
        loop.call(() -> stream.forEach(blackhole::consume));
    }

    /** The floor for what is pulled. */
    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public void plainIterator(Blackhole blackhole) {
        take(IntStream.range(0, ITEMS).boxed().iterator(), blackhole);
    }

    /** The floor for what runs in place. */
    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public void plainStream(Blackhole blackhole) {
        IntStream.range(0, ITEMS).boxed().forEach(blackhole::consume);
    }

    private void take(int prefetch, Blackhole blackhole) {
        try (Generator<Integer> generator = Generator.open(o -> o.withLevel(loop).withPrefetch(prefetch), BODY)) {
            take(generator, blackhole);
        }
    }

    private static void take(Iterator<Integer> items, Blackhole blackhole) {
        while (items.hasNext()) {
            blackhole.consume(items.next());
        }
    }
}
