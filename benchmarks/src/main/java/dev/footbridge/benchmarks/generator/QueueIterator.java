package dev.footbridge.benchmarks.generator;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/** The items of a queue up to {@link KotlinFlow#END}. */
final class QueueIterator implements Iterator<Integer> {

    private final BlockingQueue<Integer> queue;
    private @Nullable Integer taken;

    QueueIterator(BlockingQueue<Integer> queue) {
        this.queue = queue;
    }

    @Override
    public boolean hasNext() {
        return look() != KotlinFlow.END;
    }

    @Override
    public Integer next() {
        Integer item = look();
        if (item == KotlinFlow.END) {
            throw new NoSuchElementException("the queue has ended: ask hasNext() before next()");
        }
        taken = null;
        return item;
    }

    private Integer look() {
        Integer item = taken;
        if (item == null) {
            try {
                item = queue.take();
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts the thread of a benchmark", e);
            }
            taken = item;
        }
        return item;
    }
}
