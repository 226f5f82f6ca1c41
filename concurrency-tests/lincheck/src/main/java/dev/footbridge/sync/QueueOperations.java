package dev.footbridge.sync;

import java.util.Comparator;
import java.util.Optional;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/** What threads do with a queue for two items without waiting; one class for each order in which items leave. */
public abstract class QueueOperations {

    private final AsyncQueue<Integer> queue;

    private QueueOperations(AsyncQueue<Integer> queue) {
        this.queue = queue;
    }

    @Operation
    public boolean tryPut(@Param(gen = IntGen.class, conf = "1:9") int item) {
        return queue.tryPut(item);
    }

    @Operation
    public int tryTake() {
        Optional<Integer> item = queue.tryTake();
        return item.orElse(0);
    }

    @Operation
    public int size() {
        return queue.size();
    }

    @Operation
    public void close() {
        queue.close();
    }

    /** The first in leaves first. */
    public static final class Fifo extends QueueOperations {
        public Fifo() {
            super(AsyncQueue.bounded(2));
        }
    }

    /** The last in leaves first. */
    public static final class Lifo extends QueueOperations {
        public Lifo() {
            super(AsyncQueue.lifo(2));
        }
    }

    /** The least leaves first. */
    public static final class Priority extends QueueOperations {
        public Priority() {
            super(AsyncQueue.priority(2, Comparator.naturalOrder()));
        }
    }
}
