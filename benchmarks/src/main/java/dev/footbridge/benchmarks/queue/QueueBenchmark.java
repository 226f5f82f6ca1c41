package dev.footbridge.benchmarks.queue;

import static dev.footbridge.Async.gather;

import com.softwaremill.jox.Channel;
import dev.footbridge.Task;
import dev.footbridge.benchmarks.Expect;
import dev.footbridge.sync.AsyncQueue;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicLong;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlinx.coroutines.Dispatchers;
import kotlinx.coroutines.channels.BufferOverflow;
import kotlinx.coroutines.channels.ChannelKt;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/**
 * A producer puts {@value #ITEMS} numbers into a new queue, a consumer takes them and adds them up. A score is the time
 * of one item; the start and the end of the two are in it.
 *
 * <p>Capacities 0, 1 and 100 with virtual threads are those of jox's published benchmarks (rendezvous and buffered,
 * iterative), whose runs are ten times as long.
 *
 * <p>What {@code parties} means for each: {@code COROUTINES} are two coroutines of one loop for Footbridge and Kotlin; jox
 * and the JDK have virtual threads for that, which run on all processors. Between {@code VIRTUAL_THREADS} Kotlin has
 * two coroutines on its default dispatcher, between {@code PLATFORM_THREADS} a {@code runBlocking} on each.
 */
public class QueueBenchmark extends QueueQuestion {

    /** How many go through. */
    static final int ITEMS = 100_000;

    private static final long SUM = Expect.sumBelow(ITEMS);

    /** How many items the queue holds. */
    @Param({"0", "1", "64", "100", "1024"})
    public int capacity;

    /** Who puts and who takes. */
    @Param
    public Parties parties = Parties.COROUTINES;

    /** Footbridge's queue. */
    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public long footbridge() throws InterruptedException {
        AsyncQueue<Integer> queue = AsyncQueue.bounded(capacity);
        if (parties == Parties.COROUTINES) {
            return Expect.value(SUM, loop.call(() -> {
                Task<Long> producer = loop.start(() -> putAll(queue));
                Task<Long> consumer = loop.start(() -> sumOf(queue));
                return sum(gather(producer, consumer));
            }));
        }
        AtomicLong sum = new AtomicLong();
        runBoth(parties, () -> putAll(queue), () -> sum.set(sumOf(queue)));
        return Expect.value(SUM, sum.get());
    }

    private static long putAll(AsyncQueue<Integer> queue) {
        for (int i = 0; i < ITEMS; i++) {
            queue.put(i);
        }
        return 0;
    }

    private static long sumOf(AsyncQueue<Integer> queue) {
        long sum = 0;
        for (int i = 0; i < ITEMS; i++) {
            sum += queue.take();
        }
        return sum;
    }

    private static long sum(List<Long> values) {
        return values.get(0) + values.get(1);
    }

    /** Kotlin's channel. */
    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public long kotlinChannel() throws InterruptedException {
        return Expect.value(SUM, switch (parties) {
            case COROUTINES -> KotlinQueue.sumThroughChannel(EmptyCoroutineContext.INSTANCE, capacity, ITEMS);
            case VIRTUAL_THREADS -> KotlinQueue.sumThroughChannel(Dispatchers.getDefault(), capacity, ITEMS);
            case PLATFORM_THREADS -> kotlinOnThreads();
        });
    }

    private long kotlinOnThreads() throws InterruptedException {
        kotlinx.coroutines.channels.Channel<Integer> channel = ChannelKt.Channel(capacity, BufferOverflow.SUSPEND,
                null);
        AtomicLong sum = new AtomicLong();
        runBoth(parties, () -> KotlinQueue.sendBlocking(channel, ITEMS),
                () -> sum.set(KotlinQueue.receiveBlocking(channel, ITEMS)));
        return sum.get();
    }

    /** jox's channel. */
    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public long joxChannel() throws InterruptedException {
        Channel<Integer> channel = capacity == 0
                ? Channel.newRendezvousChannel()
                : Channel.newBufferedChannel(capacity);
        AtomicLong sum = new AtomicLong();
        runBoth(parties, () -> {
            for (int i = 0; i < ITEMS; i++) {
                channel.send(i);
            }
        }, () -> {
            long taken = 0;
            for (int i = 0; i < ITEMS; i++) {
                taken += channel.receive();
            }
            sum.set(taken);
        });
        return Expect.value(SUM, sum.get());
    }

    /** The JDK's {@code ArrayBlockingQueue}, or {@code SynchronousQueue} for capacity 0. */
    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public long jdkBlockingQueue() throws InterruptedException {
        BlockingQueue<Integer> queue = capacity == 0 ? new SynchronousQueue<>() : new ArrayBlockingQueue<>(capacity);
        AtomicLong sum = new AtomicLong();
        runBoth(parties, () -> {
            for (int i = 0; i < ITEMS; i++) {
                queue.put(i);
            }
        }, () -> {
            long taken = 0;
            for (int i = 0; i < ITEMS; i++) {
                taken += queue.take();
            }
            sum.set(taken);
        });
        return Expect.value(SUM, sum.get());
    }
}
