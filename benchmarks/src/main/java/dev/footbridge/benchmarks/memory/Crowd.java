package dev.footbridge.benchmarks.memory;

import static dev.footbridge.Async.gather;

import dev.footbridge.BlockingAction;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.sync.AsyncEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Many coroutines that wait for one event. */
enum Crowd {

    FOOTBRIDGE("footbridge") {
        @Override
        void whileSuspended(int n, Runnable action) {
            try (EventLoop loop = EventLoop.open()) {
                AsyncEvent gate = AsyncEvent.create();
                CountDownLatch arrived = new CountDownLatch(n);
                List<Task<@Nullable Void>> tasks = new ArrayList<>(n);
                for (int i = 0; i < n; i++) {
                    tasks.add(loop.start((BlockingAction) () -> {
                        arrived.countDown();
                        gate.await();
                    }));
                }
                await(arrived);
                action.run();
                gate.set();
                loop.call(() -> gather(tasks));
            }
        }
    },

    VIRTUAL_THREADS("virtualThreads") {
        @Override
        void whileSuspended(int n, Runnable action) {
            CountDownLatch gate = new CountDownLatch(1);
            CountDownLatch arrived = new CountDownLatch(n);
            List<Thread> threads = new ArrayList<>(n);
            for (int i = 0; i < n; i++) {
                threads.add(Thread.startVirtualThread(() -> {
                    arrived.countDown();
                    await(gate);
                }));
            }
            await(arrived);
            action.run();
            gate.countDown();
            threads.forEach(Crowd::join);
        }
    },

    KOTLIN("kotlin") {
        @Override
        void whileSuspended(int n, Runnable action) {
            KotlinCrowd.whileSuspended(n, action);
        }
    };

    private final String contender;

    Crowd(String contender) {
        this.contender = contender;
    }

    String contender() {
        return contender;
    }

    abstract void whileSuspended(int n, Runnable action);

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the threads of a measurement", e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the threads of a measurement", e);
        }
    }
}
