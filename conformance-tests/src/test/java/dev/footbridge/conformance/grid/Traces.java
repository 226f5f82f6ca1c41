package dev.footbridge.conformance.grid;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** What jobs leave behind, under a name: both members are in this JVM. */
final class Traces {

    private static final ConcurrentHashMap<String, AtomicInteger> COUNTS = new ConcurrentHashMap<>();
    private static final ConcurrentHashMap<String, CountDownLatch> GATES = new ConcurrentHashMap<>();

    private Traces() {}

    static int leave(String name) {
        return COUNTS.computeIfAbsent(name, _ -> new AtomicInteger()).incrementAndGet();
    }

    static int of(String name) {
        AtomicInteger count = COUNTS.get(name);
        return count == null ? 0 : count.get();
    }

    private static CountDownLatch gate(String name) {
        return GATES.computeIfAbsent(name, _ -> new CountDownLatch(1));
    }

    /** Waits until somebody opens this gate; an interrupt gets through. */
    static void pass(String name) throws InterruptedException {
        gate(name).await();
    }

    static void open(String name) {
        gate(name).countDown();
    }
}
