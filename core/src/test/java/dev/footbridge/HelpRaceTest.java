package dev.footbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.footbridge.loop.EventLoop;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A task that is cancelled from elsewhere just as whoever waits for it begins it himself. */
@Timeout(120)
class HelpRaceTest {

    private static final int ROUNDS = 20_000;

    @Test
    void aResultIsThereOrCancelled() throws InterruptedException {
        race(task -> task.result());
    }

    @Test
    void aGatheredValueIsThereOrCancelled() throws InterruptedException {
        race(task -> Async.gather(task, task).getFirst());
    }

    /** How a value comes of a task. */
    private interface Look {
        Integer at(Task<Integer> task);
    }

    private static void race(Look look) throws InterruptedException {
        AtomicReference<@Nullable Task<Integer>> next = new AtomicReference<>();
        Thread canceller = Thread.ofPlatform().daemon().start(() -> {
            for (int round = 0; round < ROUNDS; round++) {
                Task<Integer> task = next.get();
                while (task == null) {
                    Thread.onSpinWait();
                    task = next.get();
                }
                task.cancel("too early");
                next.set(null);
            }
        });
        try (EventLoop loop = EventLoop.open()) {
            for (int round = 0; round < ROUNDS; round++) {
                int pause = round % 64;
                Object end = loop.call(() -> {
                    Task<Integer> task = loop.start(() -> 1);
                    next.set(task);
                    for (int i = 0; i < pause; i++) {
                        Thread.onSpinWait();
                    }
                    try {
                        return look.at(task);
                    } catch (CancelledException cancelled) {
                        return cancelled.getMessage();
                    }
                });
                if (end == null) {
                    fail("in round " + round + " it was neither");
                }
                assertThat(end).isIn(1, "too early", "a sibling was cancelled");
                while (next.get() != null) {
                    Thread.onSpinWait();
                }
            }
            canceller.join();
        }
    }
}
