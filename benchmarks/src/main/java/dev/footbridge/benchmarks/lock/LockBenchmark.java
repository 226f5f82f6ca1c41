package dev.footbridge.benchmarks.lock;

import dev.footbridge.benchmarks.Expect;
import dev.footbridge.benchmarks.OnALoop;
import dev.footbridge.sync.AsyncLock;
import dev.footbridge.sync.AsyncSemaphore;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * A lock that is free: one coroutine enters {@value #SECTIONS} sections that count, and nobody else wants in. A score is
 * the time of one section. The JDK's locks are entered by a virtual thread; nothing there ever parks.
 */
public class LockBenchmark extends OnALoop {

    /** How many sections in a run. */
    static final int SECTIONS = 100_000;

    /** Footbridge's lock. */
    @Benchmark
    @OperationsPerInvocation(SECTIONS)
    public long footbridgeLock() {
        return Expect.value(SECTIONS, loop.call(() -> {
            AsyncLock lock = AsyncLock.create();
            int count = 0;
            for (int i = 0; i < SECTIONS; i++) {
                lock.lock();
                try {
                    count++;
                } finally {
                    lock.unlock();
                }
            }
            return count;
        }));
    }

    /** Footbridge's semaphore with one permit. */
    @Benchmark
    @OperationsPerInvocation(SECTIONS)
    public long footbridgeSemaphore() {
        return Expect.value(SECTIONS, loop.call(() -> {
            AsyncSemaphore semaphore = AsyncSemaphore.of(1);
            int count = 0;
            for (int i = 0; i < SECTIONS; i++) {
                semaphore.acquire();
                try {
                    count++;
                } finally {
                    semaphore.release();
                }
            }
            return count;
        }));
    }

    /** Kotlin's mutex. */
    @Benchmark
    @OperationsPerInvocation(SECTIONS)
    public long kotlinMutex() {
        return Expect.value(SECTIONS, KotlinLocks.countUnderMutex(SECTIONS));
    }

    /** Kotlin's semaphore with one permit. */
    @Benchmark
    @OperationsPerInvocation(SECTIONS)
    public long kotlinSemaphore() {
        return Expect.value(SECTIONS, KotlinLocks.countUnderSemaphore(SECTIONS));
    }

    /** The JDK's lock. */
    @Benchmark
    @OperationsPerInvocation(SECTIONS)
    public long jdkReentrantLock() throws InterruptedException {
        ReentrantLock lock = new ReentrantLock();
        int[] count = {0};
        Thread.startVirtualThread(() -> {
            for (int i = 0; i < SECTIONS; i++) {
                lock.lock();
                try {
                    count[0]++;
                } finally {
                    lock.unlock();
                }
            }
        }).join();
        return Expect.value(SECTIONS, count[0]);
    }

    /** The JDK's semaphore with one permit. */
    @Benchmark
    @OperationsPerInvocation(SECTIONS)
    public long jdkSemaphore() throws InterruptedException {
        Semaphore semaphore = new Semaphore(1);
        int[] count = {0};
        Thread.startVirtualThread(() -> {
            for (int i = 0; i < SECTIONS; i++) {
                semaphore.acquireUninterruptibly();
                try {
                    count[0]++;
                } finally {
                    semaphore.release();
                }
            }
        }).join();
        return Expect.value(SECTIONS, count[0]);
    }
}
