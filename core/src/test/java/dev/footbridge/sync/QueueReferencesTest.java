package dev.footbridge.sync;

import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.Garbage;
import java.lang.ref.WeakReference;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A queue keeps nothing that is no longer in it. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class QueueReferencesTest {

    static Stream<Arguments> queues() {
        return Stream.of(Arguments.of("FIFO", AsyncQueue.bounded(2)), Arguments.of("unbounded", AsyncQueue.unbounded()),
                Arguments.of("LIFO", AsyncQueue.lifo(2)),
                Arguments.of("priority", AsyncQueue.priority(2, Comparator.comparing(Object::hashCode))));
    }

    private static WeakReference<Object> passThrough(AsyncQueue<Object> queue) {
        Object item = new Object();
        queue.put(item);
        queue.take();
        return new WeakReference<>(item);
    }

    private static WeakReference<Object> drop(AsyncQueue<Object> queue) {
        Object item = new Object();
        queue.put(item);
        queue.asBlockingQueue().remove(item);
        return new WeakReference<>(item);
    }

    private static WeakReference<Object> cancelledInLine(AsyncQueue<Object> queue) {
        while (queue.size() < queue.capacity()) {
            queue.put(new Object());
        }
        Object item = new Object();
        try (EventLoop loop = EventLoop.open()) {
            Task<Void> putter = loop.start(() -> queue.put(item));
            Eventually.until(() -> queue.stats().waitingToPut() == 1);
            putter.cancel();
            putter.outcome();
        }
        return new WeakReference<>(item);
    }

    @ParameterizedTest(name = "law 7: keeps nothing that was taken, removed or never put: {0}")
    @MethodSource("queues")
    void keepsNothing(String kind, AsyncQueue<Object> queue) {
        Garbage.awaitCollected(passThrough(queue));
        Garbage.awaitCollected(drop(queue));
        if (queue.capacity() < Integer.MAX_VALUE) {
            Garbage.awaitCollected(cancelledInLine(queue));
        }
    }
}
