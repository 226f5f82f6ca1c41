package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.throwable;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.LoggedFailures;
import dev.footbridge.testing.OpenLevels;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Generators that are forgotten: cleaned up where their body runs, and reported once. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AbandonedGeneratorTest {

    private final OpenLevels on = new OpenLevels();
    private final GeneratorCleanup cleanup = GeneratorCleanup.quick();

    @AfterEach
    void close() {
        on.close();
    }

    static Stream<Arguments> places() {
        return Stream.of("loop", "pool", "small")
                .flatMap(level -> Stream.of(0, 1, 64).map(prefetch -> Arguments.of(level, prefetch)));
    }

    private AsyncGenerator<Integer> open(String level, int prefetch, GeneratorBody<Integer> body) {
        return AsyncGenerator.open(o -> o.withLevel(on.level(level)).withPrefetch(prefetch), cleanup.of(body));
    }

    /** A generator of which nobody knows after so many pulls. */
    private WeakReference<Object> forget(String level, int prefetch, GeneratorBody<Integer> body, int pulls) {
        AsyncGenerator<Integer> numbers = open(level, prefetch, body);
        for (int i = 0; i < pulls; i++) {
            assertThat(numbers.next()).contains(i);
        }
        return new WeakReference<>(numbers);
    }

    private void collectUntilReported(int many) {
        Eventually.until(() -> {
            System.gc();
            return on.failures().all().size() >= many;
        });
    }

    @ParameterizedTest(name = "E8: cleaned up on its own level, {0}, and reported once, prefetch {1}")
    @MethodSource("places")
    void isCleanedUpWhereItRuns(String level, int prefetch) {
        forget(level, prefetch, GeneratorBodies.endless(), 2);
        collectUntilReported(1);
        Eventually.until(() -> cleanup.ended() == 1);
        assertThat(cleanup.loops()).containsExactly(level.equals("loop") ? Optional.of(on.loop()) : Optional.empty());
        assertThat(cleanup.told()).singleElement().asInstanceOf(throwable(CancelledException.class))
                .hasMessage("generator " + level + "/GeneratorCleanup lambda was abandoned");
        on.close();
        assertThat(on.failures().all()).singleElement().satisfies(report -> {
            assertThat(report.task()).isEqualTo(level + "/GeneratorCleanup lambda");
            assertThat(report.failure()).isInstanceOf(IllegalStateException.class).hasMessage("generator " + level
                    + "/GeneratorCleanup lambda was abandoned without close, its body in the middle: use it in"
                    + " try-with-resources");
        });
    }

    @Test
    @DisplayName("E8: forgotten in the middle of a for-each by a thread that has ended")
    void isCleanedUpAfterItsThreadHasEnded() {
        ForeignThread.of(() -> {
            for (int number : open("loop", 0, GeneratorBodies.endless()).asGenerator()) {
                if (number == 2) {
                    return number;
                }
            }
            return -1;
        }).value();
        collectUntilReported(1);
        Eventually.until(() -> cleanup.ended() == 1);
    }

    @Test
    @DisplayName("E8: forgotten while its body waits for something else, which then is cancelled")
    void isCleanedUpInAnotherWait() {
        CompletableFuture<String> reached = new CompletableFuture<>();
        forget("loop", 4, out -> {
            out.emit(0);
            reached.complete("reached");
            Async.sleep(GeneratorBodies.LONG);
        }, 1);
        Async.await(reached);
        collectUntilReported(1);
        Eventually.until(() -> cleanup.ended() == 1);
        assertThat(on.loop().stats().timers()).isZero();
    }

    @Test
    @DisplayName("E8: what the cleanup of a forgotten one fails with is reported as well")
    void reportsWhatTheCleanupFailsWith() {
        IOException failure = new IOException("cleanup");
        forget("loop", 0, out -> {
            try {
                GeneratorBodies.endless().run(out);
            } finally {
                throwIt(failure);
            }
        }, 2);
        collectUntilReported(2);
        on.close();
        assertThat(on.failures().failures()).hasSize(2).element(1).isSameAs(failure);
    }

    private static void throwIt(Exception failure) throws Exception {
        throw failure;
    }

    @Test
    @DisplayName("E8: an error that the body came to ahead of whoever forgot it is reported, and nothing else")
    void reportsAnErrorThatNobodyCameTo() {
        IOException failure = new IOException("ahead");
        for (String level : List.of("loop", "pool", "small")) {
            int before = on.failures().all().size();
            forgetOnceEnded(level, out -> {
                out.emit(0);
                throw failure;
            });
            collectUntilReported(before + 1);
        }
        on.close();
        assertThat(on.failures().failures()).containsExactly(failure, failure, failure);
    }

    private void forgetOnceEnded(String level, GeneratorBody<Integer> body) {
        AsyncGenerator<Integer> numbers = open(level, 64, body);
        assertThat(numbers.next()).contains(0);
        Eventually.until(() -> on.loop().isIdle() && on.pool().stats().started() == on.pool().stats().ended()
                && on.small().stats().started() == on.small().stats().ended());
        assertThat(numbers.isClosed()).isFalse();
    }

    @Test
    @DisplayName("E8: forgotten ones that are looked at and not taken, or that a cancelled pull left, are cleaned up, too")
    void cleansUpWhateverStateItIsIn() {
        lookAndForget();
        AtomicReference<Object> never = new AtomicReference<>();
        on.loop().call(() -> {
            AsyncGenerator<Integer> waiting = open("loop", 0, _ -> Async.sleep(GeneratorBodies.LONG));
            never.set(Async.moveOnAfter(GeneratorBodies.MOMENT, () -> waiting.next()));
        });
        assertThat(never.get()).isEqualTo(Optional.empty());
        collectUntilReported(2);
        Eventually.until(() -> cleanup.ended() == 2);
        on.close();
        assertThat(on.failures().all()).hasSize(2);
    }

    private void lookAndForget() {
        assertThat(open("loop", 0, GeneratorBodies.endless()).asGenerator().hasNext()).isTrue();
    }

    @Test
    @DisplayName("E8: without a failure handler of the level's it is logged")
    void isLoggedByDefault() {
        try (LoggedFailures logged = new LoggedFailures();
                EventLoop plain = EventLoop.open(o -> o.withName("plain"))) {
            forgetOn(plain);
            Eventually.until(() -> {
                System.gc();
                return !logged.messages().isEmpty();
            });
            plain.close();
            assertThat(logged.messages()).isEqualTo(
                    List.of("plain/GeneratorBodies lambda: a failure that nobody looked at"));
            assertThat(logged.failures().getFirst()).hasMessageContaining("was abandoned without close");
        }
    }

    private static void forgetOn(EventLoop loop) {
        Generator<Integer> numbers = Generator.open(o -> o.withLevel(loop), GeneratorBodies.endless());
        assertThat(numbers.next()).isZero();
    }

    @Test
    @DisplayName("E6, E8: a forgotten one that swallows what it is told burns nothing, and keeps no level open")
    void endsAStuckOne() {
        forgetStuck();
        collectUntilReported(2);
        Eventually.until(() -> on.loop().isIdle());
        on.loop().close();
        assertThat(on.failures().failures()).hasSize(2).allMatch(IllegalStateException.class::isInstance);
    }

    private void forgetStuck() {
        AsyncGenerator<Integer> stuck = AsyncGenerator.open(o -> o.withLevel(on.loop()), out -> {
            for (int i = 0;; i++) {
                try {
                    out.emit(i);
                } catch (Throwable swallowed) {
                    // And on it goes.
                }
            }
        });
        assertThat(stuck.next()).contains(0);
    }

    @Test
    @DisplayName("E8: a hundred forgotten ones are all cleaned up, each reported once")
    void cleansUpMany() {
        for (int i = 0; i < 100; i++) {
            forget(i % 2 == 0 ? "loop" : "small", i % 3, GeneratorBodies.endless(), 1 + i % 4);
        }
        Eventually.until(() -> {
            System.gc();
            return cleanup.ended() == 100;
        });
        on.close();
        assertThat(on.failures().all()).hasSize(100);
    }
}
