package dev.footbridge.testkit;

import static dev.footbridge.Async.await;
import static dev.footbridge.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InterleavingsLeftoversTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void aTaskThatGoesOnAfterTheScenarioFailsTheRun() {
        assertThatThrownBy(
                () -> Interleavings.of(10).explore(run -> run.loop().start(InterleavingsLeftoversTest::serve)))
                .isInstanceOf(AssertionError.class).hasMessageContaining("1 tasks have not ended")
                .hasMessageContaining("InterleavingsLeftoversTest.serve(").hasMessageContaining("abortingLeftovers()");
    }

    @Test
    void aTaskThatEndsSoonAfterTheScenarioIsFine() {
        AtomicInteger ended = new AtomicInteger();
        Interleavings.of(50).explore(run -> {
            run.loop().start(() -> {
                run.pause();
                sleep(Duration.ofSeconds(10));
                ended.incrementAndGet();
            });
        });
        assertThat(ended).hasValue(50);
    }

    @Test
    void leftoversAreCancelledWhereTheyAreAllowed() {
        AtomicInteger cancelled = new AtomicInteger();
        Interleavings.of(50).abortingLeftovers().explore(run -> {
            run.loop().start(() -> {
                try {
                    serve();
                } catch (CancelledException expected) {
                    cancelled.incrementAndGet();
                    throw expected;
                }
            });
            sleep(HOUR);
        });
        assertThat(cancelled).hasValue(50);
    }

    private static void serve() {
        while (true) {
            sleep(Duration.ofSeconds(1));
        }
    }

    @Test
    void allActionsHappenBeforeTheRunEnds() {
        AtomicInteger landed = new AtomicInteger();
        for (Interleavings plan : List.of(Interleavings.of(200), Interleavings.of(200).abortingLeftovers())) {
            landed.set(0);
            plan.explore(run -> {
                for (int i = 0; i < 5; i++) {
                    run.sometime(landed::incrementAndGet);
                }
                if (run.coin()) {
                    sleep(HOUR);
                }
            });
            assertThat(landed).hasValue(1_000);
        }
    }

    @Test
    void whatWaitsForAnActionIsNoDeadlock() {
        Interleavings.of(200).explore(run -> {
            CompletableFuture<String> gate = new CompletableFuture<>();
            run.sometime(() -> gate.complete("open"));
            assertThat(await(gate)).isEqualTo("open");
        });
    }

    @Test
    void callbacksThatAreNotDueAreDropped() {
        AtomicInteger called = new AtomicInteger();
        Interleavings.of(50).explore(run -> run.loop().callLater(HOUR, called::incrementAndGet));
        assertThat(called).hasValue(0);
    }

    @Test
    void whatAFailedScenarioLeavesIsCancelledAndMaySleepInItsCleanup() {
        AtomicInteger cleaned = new AtomicInteger();
        IllegalStateException failure = new IllegalStateException("on purpose");
        for (long seed = 0; seed < 100; seed++) {
            long only = seed;
            assertThatThrownBy(() -> Interleavings.replay(only, run -> {
                CompletableFuture<String> begun = new CompletableFuture<>();
                run.loop().start(() -> serveAndCleanUp(begun, cleaned));
                for (int i = 0; i < 20; i++) {
                    run.sometime(() -> {});
                }
                await(begun);
                throw failure;
            })).isInstanceOf(AssertionError.class).hasCause(failure);
        }
        assertThat(cleaned).hasValue(100);
    }

    private static void serveAndCleanUp(CompletableFuture<String> begun, AtomicInteger cleaned) {
        try {
            begun.complete("serving");
            serve();
        } finally {
            Async.shielded(() -> {
                sleep(HOUR);
                return cleaned.incrementAndGet();
            });
        }
    }
}
