package dev.footbridge.benchmarks.switching;

import static dev.footbridge.benchmarks.switching.SwitchBenchmark.COROUTINES;
import static dev.footbridge.benchmarks.switching.SwitchBenchmark.YIELDS;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** What stands for coroutines that yield where there are only callbacks: chains of steps on one thread, in turn. */
final class Chains {

    private Chains() {}

    /** Chains of callbacks; returns how many steps they took together. */
    static long on(Executor loop) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(COROUTINES);
        AtomicLong steps = new AtomicLong();
        for (int i = 0; i < COROUTINES; i++) {
            loop.execute(new Chain(loop, steps, ended));
        }
        ended.await();
        return steps.get();
    }

    private static final class Chain implements Runnable {

        private final Executor loop;
        private final AtomicLong steps;
        private final CountDownLatch ended;
        private int taken;

        Chain(Executor loop, AtomicLong steps, CountDownLatch ended) {
            this.loop = loop;
            this.steps = steps;
            this.ended = ended;
        }

        @Override
        public void run() {
            if (taken < YIELDS) {
                taken++;
                loop.execute(this);
            } else {
                steps.addAndGet(taken);
                ended.countDown();
            }
        }
    }

    /** Chains of stages, each composed when the one before it has ended: a chain made in advance is memory, not steps. */
    static long ofStages(Executor single) throws ExecutionException, InterruptedException {
        List<CompletableFuture<Integer>> chains = new ArrayList<>(COROUTINES);
        for (int i = 0; i < COROUTINES; i++) {
            CompletableFuture<Integer> end = new CompletableFuture<>();
            stage(single, 0, end);
            chains.add(end);
        }
        long steps = 0;
        for (CompletableFuture<Integer> chain : chains) {
            steps += chain.get();
        }
        return steps;
    }

    private static void stage(Executor single, int taken, CompletableFuture<Integer> end) {
        if (taken == YIELDS) {
            end.complete(taken);
        } else {
            CompletableFuture<Void> _ = CompletableFuture.supplyAsync(() -> taken + 1, single)
                    .thenAccept(next -> stage(single, next, end));
        }
    }

    /** Chains of signals that each go through the scheduler. */
    static long ofSignals(Scheduler scheduler) {
        Long steps = Flux.range(0, COROUTINES)
                .flatMap(_ -> Flux.range(0, YIELDS).concatMap(_ -> Mono.just(1).publishOn(scheduler)), COROUTINES)
                .count()
                .block();
        return steps == null ? 0 : steps;
    }
}
