package dev.footbridge.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.footbridge.Async;
import dev.footbridge.AsyncCallable;
import dev.footbridge.Task;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BridgeTest {

    private static final ThreadLocal<String> TENANT = new ThreadLocal<>();

    private final EventLoop loop = EventLoop.open(o -> o.withName("db"));

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    @DisplayName("A1: a call runs on the calling thread and returns the value")
    void callsOnTheCallingThread() throws InterruptedException {
        assertThat(loop.call(Thread::currentThread)).isSameAs(Thread.currentThread());
        AtomicReference<Thread> ranOn = new AtomicReference<>();
        Thread virtual = Thread.ofVirtual().start(() -> ranOn.set(loop.call(Thread::currentThread)));
        virtual.join();
        assertThat(ranOn).hasValue(virtual);
        assertThat(ForeignThread.of(() -> loop.call(Thread::currentThread) == Thread.currentThread()).value()).isTrue();
    }

    @Test
    @DisplayName("A1: a started job runs on a virtual thread named after the loop")
    void startsOnAThreadNamedAfterTheLoop() {
        Task<Thread> task = loop.start(Thread::currentThread);
        Eventually.until(task::isDone);
        assertThat(task.resultNow().getName()).isEqualTo("db-1");
        assertThat(task.resultNow().isVirtual()).isTrue();
    }

    @Test
    @DisplayName("A1: coroutines that wait at the same time have a named thread each")
    void numbersTheThreads() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        List<Task<String>> tasks = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            tasks.add(loop.start(() -> {
                Async.await(gate);
                return Thread.currentThread().getName();
            }));
        }
        Eventually.until(() -> loop.stats().pending() == 3 && loop.stats().ready() == 0 && !loop.stats().busy());
        gate.complete(null);
        tasks.forEach(task -> Eventually.until(task::isDone));
        assertThat(tasks).extracting(Task::resultNow).containsExactlyInAnyOrder("db-1", "db-2", "db-3");
    }

    @Test
    @DisplayName("A1: the value of an async function comes back, also null and also from another thread")
    void returnsTheValueOfAStage() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        ForeignThread<String> caller = ForeignThread.of(() -> loop.call((AsyncCallable<String>) () -> stage));
        caller.awaitWaiting();
        assertThat(caller.hasEnded()).isFalse();
        stage.complete("value");
        assertThat(caller.value()).isEqualTo("value");
        AsyncCallable<String> noStage = () -> null;
        assertThat(loop.call(noStage)).isNull();
        Callable<String> nothing = () -> null;
        assertThat(loop.call(nothing)).isNull();
        assertThat(loop.start(nothing).result()).isNull();
        assertThat(loop.start(nothing).outcome().get()).isNull();
    }

    @Test
    @DisplayName("A1: the caller's thread locals and interrupt flag are there in the call and after it")
    void keepsWhatTheCallersThreadHas() {
        ForeignThread<List<Object>> caller = ForeignThread.of(() -> {
            TENANT.set("blue");
            Thread.currentThread().interrupt();
            return loop.call(() -> List.of(TENANT.get(), Thread.currentThread().isInterrupted()));
        });
        assertThat(caller.value()).containsExactly("blue", true);
        assertThat(caller.wasInterrupted()).isTrue();
    }

    @Test
    @DisplayName("A1: the calling thread is a coroutine during the call only")
    void leavesNothingOnTheCallingThread() {
        assertThat(loop.call(Async::runningLoop)).contains(loop);
        assertThat(loop.call(Async::currentTask)).isPresent();
        assertThat(Async.runningLoop()).isEmpty();
        assertThat(Async.currentTask()).isEmpty();
        assertThat(EventLoop.running()).isEmpty();
    }

    @Test
    @DisplayName("A1: a job without a value runs, whichever way it is brought")
    void runsActions() {
        AtomicInteger runs = new AtomicInteger();
        loop.call(() -> {
            runs.incrementAndGet();
        });
        assertThat(loop.start(() -> {
            runs.incrementAndGet();
        }).result()).isNull();
        loop.runUntilComplete(runs::incrementAndGet);
        assertThat(loop.tryStart(runs::incrementAndGet).orElseThrow().result()).isEqualTo(4);
    }

    @Test
    @DisplayName("A1: a missing job is refused by name")
    void refusesNull() {
        Callable<String> none = null;
        AsyncCallable<String> noneAsync = null;
        assertThatNullPointerException().isThrownBy(() -> loop.call(none)).withMessageContaining("the job is null");
        assertThatNullPointerException().isThrownBy(() -> loop.start(none)).withMessageContaining("the job is null");
        assertThatNullPointerException().isThrownBy(() -> loop.call(noneAsync))
                .withMessageContaining("the job is null");
        assertThatNullPointerException().isThrownBy(() -> loop.start(noneAsync))
                .withMessageContaining("the job is null");
        assertThat(loop.isIdle()).isTrue();
    }

    @Test
    @DisplayName("A1: a callback of a CompletableFuture can call the loop, wherever it runs")
    void callsFromACompletableFutureCallback() {
        CompletableFuture<Integer> source = new CompletableFuture<>();
        CompletableFuture<Integer> here = source.thenApply(n -> loop.call(() -> n + 1));
        CompletableFuture<Integer> pooled = source.thenApplyAsync(n -> loop.start(() -> n + 2).result());
        CompletableFuture<Integer> inside = source.thenApply(n -> {
            Task<Integer> task = loop.start(() -> n + 3);
            return Async.await(task);
        });
        loop.call(() -> source.complete(1));
        assertThat(here.join()).isEqualTo(2);
        assertThat(pooled.join()).isEqualTo(3);
        assertThat(inside.join()).isEqualTo(4);
    }

    @Test
    @DisplayName("A17: calls from 20 threads at once all come back with their own value")
    void servesManyThreads() {
        int threads = 20;
        int calls = 200;
        int[] unguarded = new int[1];
        CountDownLatch start = new CountDownLatch(1);
        List<ForeignThread<Long>> callers = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int caller = t;
            callers.add(ForeignThread.of(() -> {
                start.await();
                long sum = 0;
                for (int i = 0; i < calls; i++) {
                    int own = caller * calls + i;
                    sum += loop.call(() -> {
                        unguarded[0]++;
                        if ((own & 7) == 0) {
                            Async.yieldNow();
                        }
                        return own;
                    }) - own;
                }
                return sum;
            }));
        }
        start.countDown();
        callers.forEach(caller -> assertThat(caller.value()).isZero());
        assertThat(loop.call(() -> unguarded[0])).isEqualTo(threads * calls);
    }

    @Test
    @DisplayName("A17: ten started calls that wait for each other overlap, and so do ten blocking ones")
    void overlapsWaits() {
        int calls = 10;
        AtomicInteger arrived = new AtomicInteger();
        CompletableFuture<Void> all = new CompletableFuture<>();
        Callable<Integer> meets = () -> {
            if (arrived.incrementAndGet() == 2 * calls) {
                all.complete(null);
            }
            Async.await(all);
            return arrived.get();
        };
        List<Task<Integer>> started = new ArrayList<>();
        List<ForeignThread<Integer>> callers = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            started.add(loop.start(meets));
            callers.add(ForeignThread.of(() -> loop.call(meets)));
        }
        started.forEach(task -> assertThat(task.result()).isEqualTo(2 * calls));
        callers.forEach(caller -> assertThat(caller.value()).isEqualTo(2 * calls));
    }

    @Test
    @DisplayName("A1: names tell the level and the code")
    void namesTasks() {
        Callable<String> job = new NamedJob();
        Task<String> task = loop.start(job);
        assertThat(task.name()).isEqualTo("db/BridgeTest$NamedJob");
        assertThat(task.result()).isEqualTo("named");
        assertThat(task.toString()).isEqualTo("db/BridgeTest$NamedJob[SUCCESS]");
        assertThat(loop.start(() -> 1).name()).isEqualTo("db/BridgeTest lambda");
    }

    private static final class NamedJob implements Callable<String> {
        @Override
        public String call() {
            return "named";
        }
    }
}
