package dev.footbridge.benchmarks.lock;

import static dev.footbridge.Async.gather;
import static dev.footbridge.Async.yieldNow;

import dev.footbridge.BlockingAction;
import dev.footbridge.Task;
import dev.footbridge.benchmarks.Expect;
import dev.footbridge.benchmarks.OnALoop;
import dev.footbridge.sync.AsyncLock;
import dev.footbridge.sync.AsyncSemaphore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/**
 * A lock that others want: coroutines enter {@value #SECTIONS} sections together, and yield once inside each, so that all
 * the others find the lock taken. A score is the time of one section, the switch in it included.
 *
 * <p>Footbridge's and Kotlin's locks are fair. The JDK's are entered by virtual threads, which run on all processors, and
 * let a thread that has just left a section take the next one as well, which saves them switches;
 * {@code jdkReentrantLockFair} is one that does not.
 */
public class LockContendedBenchmark extends OnALoop {

    /** How many sections in a run, of all contenders together. */
    static final int SECTIONS = 10_000;

    /** How many want the lock. */
    @Param({"2", "10", "100"})
    public int contenders;

    private int count;

    /** Footbridge's lock. */
    @Benchmark
    @OperationsPerInvocation(SECTIONS)
    public long footbridgeLock() {
        AsyncLock lock = AsyncLock.create();
        return onLoop(() -> {
            lock.lock();
            try {
                count++;
                yieldNow();
            } finally {
                lock.unlock();
            }
        });
    }

    /** Footbridge's semaphore with one permit. */
    @Benchmark
    @OperationsPerInvocation(SECTIONS)
    public long footbridgeSemaphore() {
        AsyncSemaphore semaphore = AsyncSemaphore.of(1);
        return onLoop(() -> {
            semaphore.acquire();
            try {
                count++;
                yieldNow();
            } finally {
                semaphore.release();
            }
        });
    }

    private long onLoop(Runnable section) {
        count = 0;
        loop.call(() -> {
            List<Task<@Nullable Void>> tasks = new ArrayList<>(contenders);
            for (int i = 0; i < contenders; i++) {
                tasks.add(loop.start((BlockingAction) () -> enter(section)));
            }
            return gather(tasks);
        });
        return Expect.value(SECTIONS, count);
    }

    /** Kotlin's mutex. */
    @Benchmark
    @OperationsPerInvocation(SECTIONS)
    public long kotlinMutex() {
        return Expect.value(SECTIONS, KotlinLocks.countInTurnUnderMutex(contenders, SECTIONS));
    }

    /** Kotlin's semaphore with one permit. */
    @Benchmark
    @OperationsPerInvocation(SECTIONS)
    public long kotlinSemaphore() {
        return Expect.value(SECTIONS, KotlinLocks.countInTurnUnderSemaphore(contenders, SECTIONS));
    }

    /** The JDK's lock. */
    @Benchmark
    @OperationsPerInvocation(SECTIONS)
    public long jdkReentrantLock() throws InterruptedException {
        return onVirtualThreads(new ReentrantLock());
    }

    /** The JDK's lock, fair. */
    @Benchmark
    @OperationsPerInvocation(SECTIONS)
    public long jdkReentrantLockFair() throws InterruptedException {
        return onVirtualThreads(new ReentrantLock(true));
    }

    private long onVirtualThreads(ReentrantLock lock) throws InterruptedException {
        return onVirtualThreads(() -> {
            lock.lock();
            try {
                count++;
                yieldThread();
            } finally {
                lock.unlock();
            }
        });
    }

    /** The JDK's semaphore with one permit. */
    @Benchmark
    @OperationsPerInvocation(SECTIONS)
    public long jdkSemaphore() throws InterruptedException {
        Semaphore semaphore = new Semaphore(1);
        return onVirtualThreads(() -> {
            semaphore.acquireUninterruptibly();
            try {
                count++;
                yieldThread();
            } finally {
                semaphore.release();
            }
        });
    }

    private long onVirtualThreads(Runnable section) throws InterruptedException {
        count = 0;
        List<Thread> threads = new ArrayList<>(contenders);
        for (int i = 0; i < contenders; i++) {
            threads.add(Thread.startVirtualThread(() -> enter(section)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return Expect.value(SECTIONS, count);
    }

    private void enter(Runnable section) {
        for (int i = 0; i < SECTIONS / contenders; i++) {
            section.run();
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // what is measured
    private static void yieldThread() {
        Thread.yield();
    }
}
