package dev.footbridge.benchmarks.timers;

import static dev.footbridge.Async.gather;
import static dev.footbridge.Async.sleep;

import dev.footbridge.BlockingAction;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Ways to sleep many times at once, and to note by how many nanoseconds each sleep was late. */
enum Sleepers {

    /** Coroutines. */
    FOOTBRIDGE_SLEEP("footbridgeSleep") {
        @Override
        void sleepAll(int[] millis, long[] late) {
            try (EventLoop loop = EventLoop.open()) {
                loop.call(() -> {
                    List<Task<@Nullable Void>> tasks = new ArrayList<>(millis.length);
                    for (int i = 0; i < millis.length; i++) {
                        Alarm alarm = new Alarm(i, millis, late);
                        tasks.add(loop.start((BlockingAction) () -> {
                            alarm.set();
                            sleep(Duration.ofMillis(alarm.millis()));
                            alarm.ring();
                        }));
                    }
                    return gather(tasks);
                });
            }
        }
    },

    /** Callbacks. */
    FOOTBRIDGE_CALL_LATER("footbridgeCallLater") {
        @Override
        void sleepAll(int[] millis, long[] late) throws InterruptedException {
            CountDownLatch rung = new CountDownLatch(millis.length);
            try (EventLoop loop = EventLoop.open()) {
                loop.call(() -> {
                    for (int i = 0; i < millis.length; i++) {
                        Alarm alarm = new Alarm(i, millis, late).set();
                        loop.callLater(Duration.ofMillis(alarm.millis()), () -> alarm.ring(rung));
                    }
                    return millis.length;
                });
                rung.await();
            }
        }
    },

    /** Kotlin's coroutines on the loop of {@code runBlocking}. */
    KOTLIN_DELAY("kotlinDelay") {
        @Override
        void sleepAll(int[] millis, long[] late) {
            KotlinTimers.delayOnOwnLoop(millis, late);
        }
    },

    /** Virtual threads. */
    VIRTUAL_THREAD_SLEEP("virtualThreadSleep") {
        @Override
        void sleepAll(int[] millis, long[] late) throws InterruptedException {
            List<Thread> threads = new ArrayList<>(millis.length);
            for (int i = 0; i < millis.length; i++) {
                Alarm alarm = new Alarm(i, millis, late);
                threads.add(Thread.startVirtualThread(() -> {
                    alarm.set();
                    sleepThread(alarm.millis());
                    alarm.ring();
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
    },

    /** The JDK's executor with as many threads as there are processors. */
    SCHEDULED_THREAD_POOL("scheduledThreadPool") {
        @Override
        void sleepAll(int[] millis, long[] late) throws InterruptedException {
            CountDownLatch rung = new CountDownLatch(millis.length);
            try (ScheduledExecutorService pool = new ScheduledThreadPoolExecutor(
                    Runtime.getRuntime().availableProcessors())) {
                for (int i = 0; i < millis.length; i++) {
                    Alarm alarm = new Alarm(i, millis, late).set();
                    ScheduledFuture<?> _ = pool.schedule(() -> alarm.ring(rung), alarm.millis(), TimeUnit.MILLISECONDS);
                }
                rung.await();
            }
        }
    },

    /** Vert.x, whose timers are those of a Netty event loop. */
    VERTX_TIMER("vertxTimer") {
        @Override
        void sleepAll(int[] millis, long[] late) throws InterruptedException {
            CountDownLatch rung = new CountDownLatch(millis.length);
            Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
            Context context = vertx.getOrCreateContext();
            context.runOnContext(_ -> {
                for (int i = 0; i < millis.length; i++) {
                    Alarm alarm = new Alarm(i, millis, late).set();
                    vertx.setTimer(alarm.millis(), _ -> alarm.ring(rung));
                }
            });
            rung.await();
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    };

    private final String contender;

    Sleepers(String contender) {
        this.contender = contender;
    }

    String contender() {
        return contender;
    }

    abstract void sleepAll(int[] millis, long[] late) throws InterruptedException;

    private static void sleepThread(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the threads of a measurement", e);
        }
    }
}
