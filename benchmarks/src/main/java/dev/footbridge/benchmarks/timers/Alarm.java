package dev.footbridge.benchmarks.timers;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One sleep: when it began, and by how much it was late. */
final class Alarm {

    private final int index;
    private final int[] millis;
    private final long[] late;
    private long begin;

    Alarm(int index, int[] millis, long[] late) {
        this.index = index;
        this.millis = millis;
        this.late = late;
    }

    int millis() {
        return millis[index];
    }

    Alarm set() {
        begin = System.nanoTime();
        return this;
    }

    void ring() {
        late[index] = System.nanoTime() - begin - TimeUnit.MILLISECONDS.toNanos(millis());
    }

    void ring(CountDownLatch rung) {
        ring();
        rung.countDown();
    }
}
