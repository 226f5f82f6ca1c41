package dev.footbridge.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.internal.Sneaky;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.Gate;
import dev.footbridge.threads.ThreadPool;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SerialTest {

    private static Callable<Object> failing(Throwable error) {
        return () -> {
            throw Sneaky.raise(error);
        };
    }

    private static CompletionStage<String> fetch(String id) {
        return CompletableFuture.supplyAsync(() -> "fetched " + id);
    }

    @Test
    @DisplayName("C1, C2: members run one after the other, in the order scheduled")
    void runsOneAfterTheOther() {
        List<String> log = new ArrayList<>();
        List<Object> results = Serial.of().schedule(() -> log.add("start 1") && log.add("stop 1"))
                .schedule(() -> CompletableFuture.runAsync(() -> log.add("start 2"))
                        .thenApplyAsync(_ -> log.add("stop 2")))
                .schedule((String entry) -> log.add(entry), "3").schedule(SerialTest::fetch, "x")
                .schedule((String a, String b) -> a + b, "a", "b")
                .schedule(() -> {
                    log.add("4");
                }).block();

        assertThat(log).containsExactly("start 1", "stop 1", "start 2", "stop 2", "3", "4");
        assertThat(results).containsExactly(true, true, true, "fetched x", "ab", null);
    }

    @Test
    void runsBlockingMembersInPlaceOnTheCallersThread() {
        assertThat(Serial.<Thread>of().schedule(Thread::currentThread).schedule(Thread::currentThread).block())
                .containsOnly(Thread.currentThread());
    }

    @Test
    void doesNotBlockTheLoopWhenACoroutineRunsIt() {
        try (EventLoop loop = EventLoop.open(); Gate gate = new Gate()) {
            Task<List<Object>> task = loop.start(() -> Serial.of().schedule(() -> {
                gate.pass();
                return Async.runningLoop().isPresent();
            }).schedule(() -> CompletableFuture.completedStage(Async.runningLoop().orElseThrow())).block());
            gate.awaitArrivals(1);
            assertThat(loop.call(() -> "free")).isEqualTo("free");
            gate.open();

            assertThat(task.result()).containsExactly(false, loop);
        }
    }

    @Test
    void runsOnTheLevelItIsBoundTo() {
        try (EventLoop loop = EventLoop.open();
                ThreadPool pool = ThreadPool.open(o -> o.withName("bound").withLimit(1))) {
            Serial<Object> plan = Serial.of().schedule(() -> Thread.currentThread().getName())
                    .schedule(() -> CompletableFuture.completedStage(Thread.currentThread().getName()));

            assertThat(plan.on(pool).block()).allMatch(name -> name.toString().startsWith("bound/")).hasSize(2);
            assertThat(Serial.of().schedule(() -> Async.runningLoop().orElseThrow()).on(loop).block())
                    .containsExactly(loop);
            assertThat(plan.on(pool)).hasToString("Serial of 2 on bound");
        }
    }

    @Test
    @DisplayName("C3: the first failure ends the run, later members are not called")
    void endsWithTheFirstFailure() {
        IOException original = new IOException("bad");
        AtomicInteger later = new AtomicInteger();
        Serial<Object> plan = Serial.of().schedule(() -> 1).schedule(failing(original))
                .schedule(later::incrementAndGet);

        assertThatThrownBy(plan::block).isSameAs(original);
        assertThatThrownBy(() -> plan.run().result()).isSameAs(original);
        assertThatThrownBy(() -> Serial.of().schedule(() -> CompletableFuture.failedFuture(original)).block())
                .isSameAs(original);
        assertThat(later.get()).isZero();
    }

    @Test
    @DisplayName("C5: collecting calls all members and puts each outcome in its place")
    void collectsAnOutcomeForEachMember() {
        IOException original = new IOException("bad");
        Serial<Object> plan = Serial.of().schedule(() -> 1).schedule(failing(original))
                .schedule(failing(new CancelledException("gave up")))
                .schedule(() -> CompletableFuture.failedStage(original))
                .schedule(() -> "last");

        List<Outcome<Object>> outcomes = plan.collectErrors().block();

        assertThat(outcomes).containsExactly(new Outcome.Success<>(1), new Outcome.Failure<>(original),
                new Outcome.Cancelled<>("gave up"), new Outcome.Failure<>(original), new Outcome.Success<>("last"));
        assertThat(plan.collectErrors().run().result()).hasSize(5);
        assertThatThrownBy(() -> plan.collectErrors().failFast().block()).isSameAs(original);
        assertThat(plan.failFast()).isSameAs(plan);
        assertThatThrownBy(outcomes::clear).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    @DisplayName("C10: without members it brings an empty list")
    void bringsNothingWithoutMembers() {
        assertThat(Serial.of().block()).isEmpty();
        assertThat(Serial.of().run().result()).isEmpty();
        assertThat(Serial.of().collectErrors().block()).isEmpty();
    }

    @Test
    void startsNoFurtherMemberOnceItIsCancelled() {
        AtomicInteger later = new AtomicInteger();
        try (Gate gate = new Gate()) {
            Serial<Object> plan = Serial.of().schedule(() -> {
                gate.passDeaf();
                return 1;
            }).schedule(() -> CompletableFuture.completedFuture(later.incrementAndGet()))
                    .schedule(later::incrementAndGet);
            Task<List<Object>> failFast = plan.run();
            Task<List<Outcome<Object>>> collecting = plan.collectErrors().run();
            gate.awaitArrivals(2);

            failFast.cancel("stop");
            collecting.cancel("stop, too");
            gate.open();

            assertThatThrownBy(failFast::result).isInstanceOf(CancelledException.class).hasMessage("stop");
            assertThatThrownBy(collecting::result).isInstanceOf(CancelledException.class).hasMessage("stop, too");
            assertThat(later.get()).isZero();
        }
    }

    @Test
    void startsNoFurtherBlockingMemberOnceItIsCancelled() {
        AtomicInteger later = new AtomicInteger();
        try (Gate gate = new Gate()) {
            Task<List<Object>> task = Serial.of().schedule(() -> {
                gate.passDeaf();
                return 1;
            }).schedule(later::incrementAndGet).run();
            gate.awaitArrivals(1);
            task.cancel("stop");
            gate.open();

            assertThatThrownBy(task::result).isInstanceOf(CancelledException.class).hasMessage("stop");
            assertThat(later.get()).isZero();
        }
    }

    @Test
    void cancelsTheMemberItWaitsForAndKeepsTheFlagOfAnInterruptedThread() {
        AtomicInteger cleaned = new AtomicInteger();
        ForeignThread<Object> thread = ForeignThread.<Object>of(Serial.of().schedule(() -> {
            try {
                Async.sleep(Duration.ofSeconds(60));
            } finally {
                cleaned.incrementAndGet();
            }
        }).schedule(() -> "not reached")::block).awaitWaiting();
        thread.interrupt();

        assertThat(thread.failure()).isInstanceOf(CancelledException.class);
        assertThat(thread.wasInterrupted()).isTrue();
        assertThat(cleaned.get()).isEqualTo(1);
    }

    @Test
    void isCutShortByATimeLimit() {
        try (ThreadPool pool = ThreadPool.open(); Gate gate = new Gate()) {
            Serial<Object> plan = Serial.of().schedule(() -> {
                gate.pass();
                return 1;
            });
            assertThatThrownBy(() -> Async.withTimeout(Duration.ofMillis(10), plan::block))
                    .isInstanceOf(TimeoutException.class);
            assertThatThrownBy(() -> Async.withTimeout(Duration.ofMillis(10), plan.on(pool)::block))
                    .isInstanceOf(TimeoutException.class);
            Eventually.until(() -> pool.stats().running() == 0);
        }
    }
}
