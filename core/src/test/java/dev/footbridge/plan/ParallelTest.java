package dev.footbridge.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.AsyncCallable;
import dev.footbridge.AsyncFunction;
import dev.footbridge.BlockingAction;
import dev.footbridge.BlockingFunction;
import dev.footbridge.Level;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.threads.ThreadPool;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ParallelTest {

    private static final String LOOP = "loop";
    private static final String POOL = "pool";

    private static String here() {
        return Async.runningLoop().isPresent() ? LOOP : POOL;
    }

    private static String find(String id) {
        return here() + " " + id;
    }

    private static CompletionStage<String> fetch(String id) {
        return CompletableFuture.completedStage(here() + " " + id);
    }

    private static String join(String a, int b) {
        return a + b;
    }

    private static CompletionStage<String> joinAsync(String a, int b) {
        return CompletableFuture.completedStage(a + b);
    }

    @Test
    @DisplayName("C1: results come in the order scheduled, whatever the order of completion")
    void bringsResultsInTheOrderScheduled() {
        int many = 20;
        List<CountDownLatch> ended = new ArrayList<>();
        for (int i = 0; i <= many; i++) {
            ended.add(new CountDownLatch(1));
        }
        ended.getLast().countDown();
        ConcurrentLinkedQueue<Integer> completed = new ConcurrentLinkedQueue<>();
        Parallel<Integer> plan = Parallel.of();
        for (int i = 0; i < many; i++) {
            int number = i;
            plan = plan.schedule(() -> {
                ended.get(number + 1).await();
                completed.add(number);
                ended.get(number).countDown();
                return number;
            });
        }

        assertThat(plan.block()).hasSize(many).isSorted();
        assertThat(completed.stream().toList()).startsWith(19, 18, 17).endsWith(0);
    }

    @Test
    @DisplayName("C2: members of both kinds mix, each runs where its kind belongs")
    void mixesFunctionsOfBothKinds() {
        List<Object> results = Parallel.of().schedule(ParallelTest::here).schedule(ParallelTest::find, "a")
                .schedule(ParallelTest::fetch, "b").schedule(() -> CompletableFuture.completedFuture(here()))
                .schedule(ParallelTest::join, "x", 1).schedule(ParallelTest::joinAsync, "y", 2).schedule(() -> {})
                .schedule(() -> null).block();

        assertThat(results).containsExactly(POOL, "pool a", "loop b", LOOP, "x1", "y2", null, null);
    }

    @Test
    void takesLambdasOfOneAndTwoArgumentsWithTypedParameters() {
        List<Integer> results = Parallel.<Integer>of().schedule((Integer a) -> a + 1, 1)
                .schedule((Integer a, Integer b) -> a * b, 3, 4)
                .schedule((Integer a) -> CompletableFuture.completedFuture(a - 1), 9).block();

        assertThat(results).containsExactly(2, 12, 8);
    }

    @Test
    void bringsResultsOfTheTypeNamed() {
        List<Integer> numbers = Parallel.<Integer>of().schedule(() -> 1)
                .schedule(() -> CompletableFuture.supplyAsync(() -> 2))
                .schedule((String text) -> Integer.parseInt(text), "3").schedule("four"::length).block();
        List<? super Integer> mixed = Parallel.<Number>of().schedule(() -> 1).schedule(() -> 2.5)
                .schedule(() -> CompletableFuture.completedStage(3L)).block();

        assertThat(numbers).containsExactly(1, 2, 3, 4);
        assertThat(mixed.toString()).isEqualTo("[1, 2.5, 3]");
    }

    @Test
    void takesCallableObjectsAndBoundFunctions() {
        Callable<String> callable = () -> "callable";
        AsyncCallable<String> async = () -> CompletableFuture.completedStage("async");
        BlockingFunction<Object, String> general = Object::toString;
        AsyncFunction<Object, String> generalAsync = a -> CompletableFuture.completedStage("async " + a);
        BlockingAction action = () -> {};

        assertThat(Parallel.<String>of().schedule(callable).schedule(async).schedule(general, 7)
                .schedule(generalAsync, 8).schedule(action).block())
                .containsExactly("callable", "async", "7", "async 8", null);
    }

    @Test
    void passesNullArgumentsAndResults() {
        assertThat(Parallel.<Object>of().schedule((String a) -> a == null, (String) null)
                .schedule((String a, String b) -> a, null, null).block()).containsExactly(true, null);
    }

    @Test
    void runsItsMembersAtTheSameTime() {
        CyclicBarrier barrier = new CyclicBarrier(10);
        Parallel<Integer> plan = Parallel.of();
        for (int i = 0; i < 10; i++) {
            plan = plan.schedule((Callable<Integer>) barrier::await);
        }

        assertThat(plan.block()).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    @DisplayName("C10: without members it brings an empty list at once")
    void bringsNothingWithoutMembers() {
        assertThat(Parallel.of().block()).isEmpty();
        assertThat(Parallel.of().run().result()).isEmpty();
        assertThat(Parallel.of().limit(1).collectErrors().block()).isEmpty();
        assertThat(Parallel.of().size()).isZero();
    }

    @Test
    void bringsAListThatCannotBeChanged() {
        List<Integer> results = Parallel.<Integer>of().schedule(() -> 1).block();

        assertThatThrownBy(() -> results.add(2)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> Parallel.of().collectErrors().block().clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    @DisplayName("C2: run starts it and returns at once, block waits")
    void runsWithoutWaiting() {
        CountDownLatch door = new CountDownLatch(1);
        Task<List<Object>> task = Parallel.of().schedule(() -> {
            door.await();
            return 1;
        }).schedule(() -> 2).run();

        assertThat(task.isDone()).isFalse();
        door.countDown();
        assertThat(task.result()).containsExactly(1, 2);
    }

    @Test
    void runsOnTheLevelItIsBoundTo() {
        Set<String> threads = ConcurrentHashMap.newKeySet();
        Parallel<Object> plan = Parallel.of().schedule(() -> threads.add(Thread.currentThread().getName()))
                .schedule(() -> CompletableFuture.completedStage(threads.add(Thread.currentThread().getName())));
        try (EventLoop loop = EventLoop.open(o -> o.withName("own"));
                ThreadPool pool = ThreadPool
                        .open(o -> o.withName("mine"))) {
            plan.on(pool).block();
            assertThat(threads).isNotEmpty().allMatch(name -> name.startsWith("mine/"));
            threads.clear();

            plan.on(loop).block();
            assertThat(threads).isNotEmpty().allMatch(name -> name.startsWith("own-")
                    || name.equals(Thread.currentThread().getName()));
            threads.clear();

            plan.on(Level.caller()).block();
            assertThat(threads).containsExactly(Thread.currentThread().getName());
            assertThat(Parallel.of().schedule(() -> Async.runningLoop().orElseThrow()).on(loop).block())
                    .containsExactly(loop);
        }
    }

    @Test
    void usesTheRunningLoopForAsyncMembersInACoroutine() {
        try (EventLoop loop = EventLoop.open()) {
            Parallel<Object> plan = Parallel.of()
                    .schedule(() -> CompletableFuture.completedStage(Async.runningLoop().orElseThrow()));

            assertThat(loop.call(plan::block)).containsExactly(loop);
            assertThat(loop.call(() -> plan.run().result())).containsExactly(loop);
            assertThat(plan.block()).containsExactly(Async.getEventLoop());
        }
    }

    @Test
    void letsTheOthersOfALoopRunWhileItWaits() {
        try (EventLoop loop = EventLoop.open()) {
            CountDownLatch opened = new CountDownLatch(1);
            List<Object> results = loop.call(() -> {
                Task<Void> other = loop.start(opened::countDown);
                List<Object> both = Parallel.of().schedule(() -> {
                    opened.await();
                    return "after the other";
                }).block();
                other.result();
                return both;
            });
            assertThat(results).containsExactly("after the other");
        }
    }

    @Test
    void callsEachMemberOncePerRun() {
        AtomicInteger calls = new AtomicInteger();
        Parallel<Object> plan = Parallel.of().schedule(calls::incrementAndGet).schedule(calls::incrementAndGet);
        assertThat(calls.get()).isZero();

        plan.block();
        assertThat(calls.get()).isEqualTo(2);
    }

    @Test
    @DisplayName("C6: the same task as several members runs once and fills every place, also with a limit")
    void fillsEveryPlaceOfTheSameTask() {
        AtomicInteger runs = new AtomicInteger();
        try (EventLoop loop = EventLoop.open()) {
            Task<Integer> same = loop.start(runs::incrementAndGet);
            Parallel<Integer> plan = Parallel.<Integer>of().schedule(() -> same).schedule(() -> 7).schedule(() -> same)
                    .schedule(() -> same);

            assertThat(plan.block()).containsExactly(1, 7, 1, 1);
            assertThat(plan.limit(1).block()).containsExactly(1, 7, 1, 1);
            assertThat(plan.limit(2).on(loop).block()).containsExactly(1, 7, 1, 1);
        }
        assertThat(runs.get()).isEqualTo(1);
    }

    @Test
    void tellsItsSizeAndLevel() {
        try (ThreadPool pool = ThreadPool.open(o -> o.withName("db"))) {
            Parallel<Object> plan = Parallel.of().schedule(() -> 1).schedule(() -> 2);

            assertThat(plan.size()).isEqualTo(2);
            assertThat(plan).hasToString("Parallel of 2");
            assertThat(plan.on(pool)).hasToString("Parallel of 2 on db");
            assertThat(plan.collectErrors()).hasToString("CollectingParallel of 2");
        }
    }

    @Test
    void refusesNull() {
        Parallel<Object> plan = Parallel.of();
        String message = "the scheduled function is null: give it something to call";

        assertThatNullPointerException().isThrownBy(() -> plan.schedule((Callable<Object>) null)).withMessage(message);
        assertThatNullPointerException().isThrownBy(() -> plan.schedule((AsyncCallable<Object>) null))
                .withMessage(message);
        assertThatNullPointerException().isThrownBy(() -> plan.schedule((BlockingAction) null)).withMessage(message);
        assertThatNullPointerException().isThrownBy(() -> plan.schedule((BlockingFunction<Object, Object>) null, 1))
                .withMessage(message);
        assertThatNullPointerException().isThrownBy(() -> plan.schedule((AsyncFunction<Object, Object>) null, 1))
                .withMessage(message);
        assertThatNullPointerException().isThrownBy(() -> plan.schedule((Plan<Object>) null))
                .withMessage("the scheduled plan is null: give one to run");
        assertThatNullPointerException().isThrownBy(() -> plan.on(null))
                .withMessage("the level is null: leave on() out to use the app-wide ones");
    }
}
