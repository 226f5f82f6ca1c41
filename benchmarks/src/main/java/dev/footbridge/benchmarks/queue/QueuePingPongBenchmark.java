package dev.footbridge.benchmarks.queue;

import static dev.footbridge.Async.gather;

import com.softwaremill.jox.Channel;
import dev.footbridge.Task;
import dev.footbridge.benchmarks.Expect;
import dev.footbridge.sync.AsyncQueue;
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
 * One side puts a number into a queue and waits for it at another one, the other side takes it there and puts it here,
 * {@value #ROUNDS} times: nothing can be read or put ahead. A score is the time of one number there and back. The parties
 * are those of {@link QueueBenchmark}.
 */
public class QueuePingPongBenchmark extends QueueQuestion {

    /** How often an item goes there and back. */
    static final int ROUNDS = 20_000;

    private static final long SUM = Expect.sumBelow(ROUNDS);

    /** How many items each of the two queues holds. */
    @Param({"0", "1"})
    public int capacity;

    /** Who plays. */
    @Param
    public Parties parties = Parties.COROUTINES;

    /** Footbridge's queues. */
    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public long footbridge() throws InterruptedException {
        AsyncQueue<Integer> there = AsyncQueue.bounded(capacity);
        AsyncQueue<Integer> back = AsyncQueue.bounded(capacity);
        if (parties == Parties.COROUTINES) {
            return Expect.value(SUM, loop.call(() -> {
                Task<Long> server = loop.start(() -> serve(there, back));
                Task<Long> reflector = loop.start(() -> reflect(there, back));
                return gather(server, reflector).get(0);
            }));
        }
        AtomicLong sum = new AtomicLong();
        runBoth(parties, () -> sum.set(serve(there, back)), () -> reflect(there, back));
        return Expect.value(SUM, sum.get());
    }

    private static long serve(AsyncQueue<Integer> there, AsyncQueue<Integer> back) {
        long sum = 0;
        for (int i = 0; i < ROUNDS; i++) {
            there.put(i);
            sum += back.take();
        }
        return sum;
    }

    private static long reflect(AsyncQueue<Integer> there, AsyncQueue<Integer> back) {
        for (int i = 0; i < ROUNDS; i++) {
            back.put(there.take());
        }
        return 0;
    }

    /** Kotlin's channels. */
    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public long kotlinChannel() throws InterruptedException {
        return Expect.value(SUM, switch (parties) {
            case COROUTINES -> KotlinQueue.sumOfReturns(EmptyCoroutineContext.INSTANCE, capacity, ROUNDS);
            case VIRTUAL_THREADS -> KotlinQueue.sumOfReturns(Dispatchers.getDefault(), capacity, ROUNDS);
            case PLATFORM_THREADS -> kotlinOnThreads();
        });
    }

    private long kotlinOnThreads() throws InterruptedException {
        kotlinx.coroutines.channels.Channel<Integer> there = ChannelKt.Channel(capacity, BufferOverflow.SUSPEND, null);
        kotlinx.coroutines.channels.Channel<Integer> back = ChannelKt.Channel(capacity, BufferOverflow.SUSPEND, null);
        AtomicLong sum = new AtomicLong();
        runBoth(parties, () -> sum.set(KotlinQueue.serveBlocking(there, back, ROUNDS)),
                () -> KotlinQueue.reflectBlocking(there, back, ROUNDS));
        return sum.get();
    }

    /** jox's channels. */
    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public long joxChannel() throws InterruptedException {
        Channel<Integer> there = joxOfCapacity();
        Channel<Integer> back = joxOfCapacity();
        AtomicLong sum = new AtomicLong();
        runBoth(parties, () -> {
            long returned = 0;
            for (int i = 0; i < ROUNDS; i++) {
                there.send(i);
                returned += back.receive();
            }
            sum.set(returned);
        }, () -> {
            for (int i = 0; i < ROUNDS; i++) {
                back.send(there.receive());
            }
        });
        return Expect.value(SUM, sum.get());
    }

    private Channel<Integer> joxOfCapacity() {
        return capacity == 0 ? Channel.newRendezvousChannel() : Channel.newBufferedChannel(capacity);
    }

    /** The JDK's {@code ArrayBlockingQueue}, or {@code SynchronousQueue} for capacity 0. */
    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public long jdkBlockingQueue() throws InterruptedException {
        BlockingQueue<Integer> there = jdkOfCapacity();
        BlockingQueue<Integer> back = jdkOfCapacity();
        AtomicLong sum = new AtomicLong();
        runBoth(parties, () -> {
            long returned = 0;
            for (int i = 0; i < ROUNDS; i++) {
                there.put(i);
                returned += back.take();
            }
            sum.set(returned);
        }, () -> {
            for (int i = 0; i < ROUNDS; i++) {
                back.put(there.take());
            }
        });
        return Expect.value(SUM, sum.get());
    }

    private BlockingQueue<Integer> jdkOfCapacity() {
        return capacity == 0 ? new SynchronousQueue<>() : new ArrayBlockingQueue<>(capacity);
    }
}
