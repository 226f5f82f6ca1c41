package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.InstanceOfAssertFactories.throwable;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.OpenLevels;
import dev.footbridge.threads.ThreadPool;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies that go on emitting after they were told to stop: an error, never a hang, and no loop burns for them. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StuckGeneratorTest {

    private static final String RULE = "a generator emitted an item after it was told to stop: let the exception that tells"
            + " it pass, and clean up in finally";

    private final OpenLevels on = new OpenLevels();
    private final AtomicLong rounds = new AtomicLong();

    @AfterEach
    void close() {
        on.close();
    }

    static Stream<Arguments> places() {
        return Stream.of("loop", "pool", "small")
                .flatMap(level -> Stream.of(0, 1, 64).map(prefetch -> Arguments.of(level, prefetch)));
    }

    private AsyncGenerator<Integer> begun(String level, int prefetch, GeneratorBody<Integer> body) {
        AsyncGenerator<Integer> numbers = AsyncGenerator.open(
                o -> o.withLevel(on.level(level)).withPrefetch(prefetch), body);
        assertThat(numbers.next()).contains(0);
        return numbers;
    }

    /** The level takes and ends work as if nothing had been, and closes at once, with nothing to report. */
    private void assertInOrder(String level) {
        assertThat(on.level(level).call(() -> "in order")).isEqualTo("in order");
        long begin = System.nanoTime();
        on.loop().close();
        on.pool().close();
        on.small().close();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        assertThat(on.failures().all()).isEmpty();
    }

    @ParameterizedTest(name = "E6: an emit in the cleanup is an error that close throws, on {0}, prefetch {1}")
    @MethodSource("places")
    void refusesAnEmitInTheCleanup(String level, int prefetch) {
        ConcurrentLinkedQueue<Throwable> met = new ConcurrentLinkedQueue<>();
        AsyncGenerator<Integer> numbers = begun(level, prefetch, out -> {
            try {
                GeneratorBodies.endless().run(out);
            } finally {
                met.add(catchThrowable(() -> out.emit(-1)));
                out.emit(-2);
            }
        });
        assertThatThrownBy(numbers::close).isInstanceOf(IllegalStateException.class).hasMessage(RULE);
        assertThat(met).singleElement().asInstanceOf(throwable(IllegalStateException.class))
                .hasMessage(RULE);
        numbers.close();
        assertInOrder(level);
    }

    @ParameterizedTest(name = "E6: one that takes the hint and ends is not an error, on {0}, prefetch {1}")
    @MethodSource("places")
    void forgivesAnEmitThatWasCaught(String level, int prefetch) {
        AsyncGenerator<Integer> numbers = begun(level, prefetch, out -> {
            try {
                GeneratorBodies.endless().run(out);
            } catch (CancelledException told) {
                assertThatThrownBy(() -> out.emit(-1)).isInstanceOf(IllegalStateException.class);
                Async.sleep(GeneratorBodies.MOMENT);
            }
        });
        numbers.close();
        assertInOrder(level);
    }

    @ParameterizedTest(name = "E6: swallowing Exception in a loop neither hangs close nor the loop, on {0}, prefetch {1}")
    @MethodSource("places")
    void endsOneThatSwallowsExceptions(String level, int prefetch) {
        AsyncGenerator<Integer> numbers = begun(level, prefetch, out -> {
            for (int i = 0;; i++) {
                try {
                    rounds.incrementAndGet();
                    out.emit(i);
                } catch (Exception swallowed) {
                    // And on it goes.
                }
            }
        });
        assertThatThrownBy(numbers::close).isInstanceOf(IllegalStateException.class).hasMessage(RULE);
        assertDoesNotBurn();
        assertInOrder(level);
    }

    @ParameterizedTest(name = "E6: swallowing Throwable in a loop neither hangs close nor the loop, on {0}, prefetch {1}")
    @MethodSource("places")
    void endsOneThatSwallowsEverything(String level, int prefetch) {
        AsyncGenerator<Integer> numbers = begun(level, prefetch, out -> {
            for (int i = 0;; i++) {
                try {
                    rounds.incrementAndGet();
                    out.emit(i);
                } catch (Throwable swallowed) {
                    // And on it goes.
                }
            }
        });
        assertThatThrownBy(numbers::close).isInstanceOf(IllegalStateException.class).hasMessage(RULE);
        assertDoesNotBurn();
        assertInOrder(level);
    }

    /** After a close nothing turns any more, however often the others of the loops run. */
    private void assertDoesNotBurn() {
        long then = rounds.get();
        for (int i = 0; i < 100; i++) {
            on.loop().call(Async::yieldNow);
            on.pool().call(Async::yieldNow);
        }
        assertThat(rounds.get()).isEqualTo(then);
    }

    @ParameterizedTest(name = "E6: one that swallows everything and waits in between, too, on {0}, prefetch {1}")
    @MethodSource("places")
    void endsOneThatSwallowsEverythingAndWaits(String level, int prefetch) {
        AsyncGenerator<Integer> numbers = begun(level, prefetch, out -> {
            for (int i = 0;; i++) {
                try {
                    Async.sleep(Duration.ofNanos(1_000));
                    out.emit(i);
                } catch (Throwable swallowed) {
                    rounds.incrementAndGet();
                }
            }
        });
        assertThatThrownBy(numbers::close).isInstanceOf(IllegalStateException.class).hasMessage(RULE);
        assertThat(rounds.get()).isLessThan(10);
        assertInOrder(level);
    }

    @ParameterizedTest(name = "E6: its finally blocks that emit as well do no more, on {0}, prefetch {1}")
    @MethodSource("places")
    void endsOneThatEmitsInNestedCleanup(String level, int prefetch) {
        AsyncGenerator<Integer> numbers = begun(level, prefetch, out -> {
            try {
                try {
                    try {
                        GeneratorBodies.endless().run(out);
                    } finally {
                        out.emit(-1);
                    }
                } finally {
                    out.emit(-2);
                }
            } finally {
                out.emit(-3);
            }
        });
        assertThatThrownBy(numbers::close).hasMessage(RULE);
        assertInOrder(level);
    }

    @ParameterizedTest(name = "E6: many that are stuck leave no threads of the level behind, on {0}, prefetch {1}")
    @MethodSource("places")
    void leavesNothingBehind(String level, int prefetch) {
        for (int round = 0; round < 20; round++) {
            AsyncGenerator<Integer> numbers = begun(level, prefetch, out -> {
                for (int i = 0;; i++) {
                    try {
                        out.emit(i);
                    } catch (Throwable swallowed) {
                        rounds.incrementAndGet();
                    }
                }
            });
            assertThatThrownBy(numbers::close).hasMessage(RULE);
        }
        Eventually.until(() -> on.loop().isIdle() && on.loop().stats().pending() == 0);
        for (ThreadPool pool : List.of(on.pool(), on.small())) {
            Eventually.until(() -> pool.stats().running() + pool.stats().waiting() == 0
                    && pool.stats().ended() == pool.stats().started());
        }
        assertInOrder(level);
    }

    @Test
    @DisplayName("E6, E8: a stuck one that is open when its level closes does not keep it open")
    void doesNotKeepItsLevelOpen() {
        List<AsyncGenerator<Integer>> open = new ArrayList<>(); // or one might be taken for abandoned
        for (String level : List.of("loop", "pool", "small")) {
            open.add(begun(level, 0, out -> {
                for (int i = 0;; i++) {
                    try {
                        out.emit(i);
                    } catch (Throwable swallowed) {
                        rounds.incrementAndGet();
                    }
                }
            }));
        }
        long begin = System.nanoTime();
        on.loop().close();
        on.pool().close();
        on.small().close();
        Reference.reachabilityFence(open);
        assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(5));
        assertThat(on.failures().failures()).hasSize(3).allMatch(IllegalStateException.class::isInstance)
                .allMatch(failure -> RULE.equals(failure.getMessage()));
    }

    @Test
    @DisplayName("E6: a coroutine that closes a stuck one of its own loop gets the error; others of the loop go on")
    void endsOneOfTheSameLoop() {
        List<String> steps = new ArrayList<>();
        on.loop().call(() -> {
            AsyncGenerator<Integer> numbers = begun("loop", 0, out -> {
                for (int i = 0;; i++) {
                    try {
                        out.emit(i);
                    } catch (Throwable swallowed) {
                        rounds.incrementAndGet();
                    }
                }
            });
            on.loop().start(() -> steps.add("other"));
            assertThatThrownBy(numbers::close).hasMessage(RULE);
            steps.add("closed");
        });
        assertThat(steps).containsExactlyInAnyOrder("other", "closed");
        assertInOrder("loop");
    }

    @Test
    @DisplayName("E6: a pull that waits when a stuck one is closed is cancelled")
    void endsThePullOfAStuckOne() {
        AsyncGenerator<Integer> numbers = begun("pool", 0, out -> {
            out.emit(0);
            for (int i = 0;; i++) {
                try {
                    Async.sleep(GeneratorBodies.LONG);
                } catch (CancelledException swallowed) {
                    out.emit(i);
                }
            }
        });
        ForeignThread<Optional<Integer>> puller = ForeignThread.of(numbers::next).awaitWaiting();
        catchThrowable(numbers::close);
        assertThat(puller.failure()).isInstanceOf(CancelledException.class).hasMessageEndingWith("was closed");
        assertInOrder("pool");
    }
}
