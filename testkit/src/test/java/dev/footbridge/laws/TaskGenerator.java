package dev.footbridge.laws;

import dev.footbridge.laws.Numbers.Counting;
import dev.footbridge.stream.AsyncGenerator;
import dev.footbridge.sync.AsyncQueue;
import dev.footbridge.sync.QueueClosedException;
import dev.footbridge.testkit.Interleaving;

/** A generator as one writes it in a minute: a task that fills a queue, and is cancelled with all the other tasks. */
final class TaskGenerator {

    private TaskGenerator() {}

    static AsyncGenerator<Integer> open(Interleaving run, int prefetch, Counting body) {
        AsyncQueue<Integer> queue = AsyncQueue.bounded(prefetch);
        return AsyncGenerator.open(out -> {
            run.loop().start(() -> {
                try (queue) {
                    body.run(queue::put);
                }
            });
            try {
                for (;;) {
                    out.emit(queue.take());
                }
            } catch (QueueClosedException end) {
                // It has ended.
            }
        });
    }
}
