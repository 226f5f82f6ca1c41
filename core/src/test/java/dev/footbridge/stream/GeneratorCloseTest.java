package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.throwable;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.From;
import dev.footbridge.testing.OpenLevels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ends before the last item: the body's cleanup has run where the body runs when close returns. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GeneratorCloseTest {

    private final OpenLevels on = new OpenLevels();
    private final GeneratorCleanup cleanup = GeneratorCleanup.quick();
    private final GeneratorBody<Integer> body = cleanup.of(GeneratorBodies.endless());

    @AfterEach
    void close() {
        on.close();
        assertThat(on.failures().all()).isEmpty();
    }

    static Stream<Arguments> places() {
        return Arrays.stream(From.values()).flatMap(from -> Stream.of("loop", "pool", "small")
                .flatMap(level -> Stream.of(0, 1, 64).map(prefetch -> Arguments.of(from, level, prefetch))));
    }

    private Generator<Integer> open(String level, int prefetch) {
        return Generator.open(o -> o.withLevel(on.level(level)).withPrefetch(prefetch), body);
    }

    private Optional<EventLoop> loopOf(String level) {
        return level.equals("loop") ? Optional.of(on.loop()) : Optional.empty();
    }

    @ParameterizedTest(name = "E2: a break on a {0} ends a body on {1}, prefetch {2}, cleanup included")
    @MethodSource("places")
    void cleansUpAfterABreak(From from, String level, int prefetch) throws Exception {
        int endedThen = from.call(on, () -> {
            try (Generator<Integer> numbers = open(level, prefetch)) {
                for (int number : numbers) {
                    if (number == 2) {
                        break;
                    }
                }
            }
            return cleanup.ended();
        });
        assertThat(endedThen).isOne();
        assertThat(cleanup.loops()).containsExactly(loopOf(level));
        assertThat(cleanup.told()).singleElement().asInstanceOf(throwable(CancelledException.class))
                .hasMessage("generator " + level + "/GeneratorCleanup lambda was closed");
    }

    @ParameterizedTest(name = "E2: an exception in the loop on a {0} ends a body on {1}, prefetch {2}, and comes through")
    @MethodSource("places")
    void cleansUpAfterAnException(From from, String level, int prefetch) {
        IOException thrown = new IOException("in the loop");
        assertThatThrownBy(() -> from.call(on, () -> {
            try (Generator<Integer> numbers = open(level, prefetch)) {
                for (int number : numbers) {
                    if (number == 2) {
                        throw thrown;
                    }
                }
            } finally {
                assertThat(cleanup.ended()).isOne();
            }
            return null;
        })).isSameAs(thrown).hasNoSuppressedExceptions();
        assertThat(cleanup.loops()).containsExactly(loopOf(level));
    }

    @ParameterizedTest(name = "E2: a stream on a {0} that has found what it wanted ends a body on {1}, prefetch {2}")
    @MethodSource("places")
    void cleansUpAfterAShortCircuit(From from, String level, int prefetch) throws Exception {
        Optional<Integer> found = from.call(on, () -> {
            Generator<Integer> numbers = open(level, prefetch);
            try (Stream<Integer> stream = numbers.stream()) {
                return stream.map(number -> number * 10).filter(number -> number > 20).findFirst();
            } finally {
                assertThat(cleanup.ended()).isOne();
                assertThat(numbers.isClosed()).isTrue();
            }
        });
        assertThat(found).contains(30);
        assertThat(cleanup.loops()).containsExactly(loopOf(level));
    }

    @Test
    @DisplayName("E2: the body is told once, by an exception: its cleanup may wait and wait again, and return normally")
    void tellsOnce() {
        List<String> steps = new ArrayList<>();
        on.loop().call(() -> {
            AsyncGenerator<Integer> numbers = AsyncGenerator.open(out -> {
                try {
                    out.emit(1);
                } catch (CancelledException told) {
                    steps.add(told.reason());
                    for (int i = 0; i < 3; i++) {
                        Async.sleep(GeneratorBodies.MOMENT);
                        Async.checkCancelled();
                        steps.add("waited");
                    }
                }
                steps.add("returned");
            });
            numbers.next();
            numbers.close();
            steps.add("closed");
        });
        assertThat(steps).containsExactly("generator loop/GeneratorCloseTest lambda was closed", "waited", "waited",
                "waited", "returned", "closed");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64})
    @DisplayName("E2: one that was not begun never begins")
    void doesNotBeginToEnd(int prefetch) {
        for (String level : List.of("loop", "pool", "small")) {
            Generator<Integer> numbers = open(level, prefetch);
            numbers.close();
            numbers.close();
            assertThat(numbers.isClosed()).isTrue();
        }
        on.loop().close();
        on.pool().close();
        on.small().close();
        assertThat(cleanup.begun()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64})
    @DisplayName("E2: to close again, or after the end, does nothing")
    void closesTwice(int prefetch) {
        for (String level : List.of("loop", "pool", "small")) {
            int before = cleanup.ended();
            Generator<Integer> half = open(level, prefetch);
            assertThat(half.next()).isZero();
            assertThat(half.isClosed()).isFalse();
            half.close();
            half.close();
            assertThat(half.isClosed()).isTrue();
            assertThat(cleanup.ended()).isEqualTo(before + 1);

            Generator<Integer> exhausted = Generator.open(o -> o.withLevel(on.level(level)).withPrefetch(prefetch),
                    cleanup.of(GeneratorBodies.numbers(2)));
            assertThat(exhausted.stream()).containsExactly(0, 1);
            assertThat(cleanup.ended()).isEqualTo(before + 2);
            exhausted.close();
            exhausted.close();
            assertThat(cleanup.ended()).isEqualTo(before + 2);
        }
        assertThat(cleanup.told()).hasSize(3);
    }

    @Test
    @DisplayName("E2: closing either face of a run closes both")
    void closesBothFaces() {
        AsyncGenerator<Integer> one = AsyncGenerator.open(o -> o.withLevel(on.loop()), body);
        Generator<Integer> face = one.asGenerator();
        assertThat(face.next()).isZero();
        assertThat(one.next()).contains(1);
        face.close();
        assertThat(one.isClosed()).isTrue();
        assertThat(cleanup.ended()).isOne();

        AsyncGenerator<Integer> other = AsyncGenerator.open(o -> o.withLevel(on.loop()), body);
        Generator<Integer> otherFace = other.asGenerator();
        assertThat(otherFace.hasNext()).isTrue();
        other.close();
        assertThat(otherFace.isClosed()).isTrue();
        assertThat(cleanup.ended()).isEqualTo(2);
    }

    @Test
    @DisplayName("E2: what the cleanup fails with is thrown by close, the first time")
    void throwsWhatTheCleanupFailedWith() {
        for (String level : List.of("loop", "pool")) {
            for (int prefetch : new int[]{0, 1, 64}) {
                IOException failure = new IOException("cleanup");
                Generator<Integer> numbers = Generator.open(
                        o -> o.withLevel(on.level(level)).withPrefetch(prefetch), out -> {
                            try {
                                GeneratorBodies.endless().run(out);
                            } finally {
                                Async.sleep(GeneratorBodies.MOMENT);
                                throwIt(failure);
                            }
                        });
                assertThat(numbers.next()).isZero();
                assertThatThrownBy(numbers::close).isSameAs(failure);
                numbers.close();
            }
        }
    }

    private static void throwIt(Exception failure) throws Exception {
        throw failure;
    }

    @Test
    @DisplayName("E2, E4: a failure of the loop has that of the cleanup suppressed in it")
    void keepsBothFailures() {
        IOException first = new IOException("in the loop");
        IOException second = new IOException("in the cleanup");
        assertThatThrownBy(() -> {
            try (Generator<Integer> numbers = Generator.open(o -> o.withLevel(on.loop()), out -> {
                try (AutoCloseable _ = () -> throwIt(second)) {
                    out.emit(1);
                }
            })) {
                assertThat(numbers.next()).isOne();
                throw first;
            }
        }).isSameAs(first).hasSuppressedException(second);
    }

    @Test
    @DisplayName("E2: close within a coroutine lets the others of its loop run, which the cleanup may need")
    void letsOthersRunMeanwhile() {
        CompletableFuture<String> signal = new CompletableFuture<>();
        String got = on.loop().call(() -> {
            CompletableFuture<String> seen = new CompletableFuture<>();
            Generator<Integer> numbers = Generator.open(out -> {
                try {
                    out.emit(1);
                } finally {
                    seen.complete(Async.await(signal));
                }
            });
            numbers.next();
            on.loop().start(() -> signal.complete("by another coroutine"));
            numbers.close();
            return seen.getNow("not yet");
        });
        assertThat(got).isEqualTo("by another coroutine");
    }

    @Test
    @DisplayName("E2: cleanup may use another generator, and close it")
    void cleansUpWithGenerators() {
        Generator<Integer> outer = Generator.open(o -> o.withLevel(on.loop()), out -> {
            try {
                GeneratorBodies.endless().run(out);
            } finally {
                try (Generator<Integer> inner = open("pool", 0)) {
                    assertThat(inner.next() + inner.next()).isOne();
                }
            }
        });
        assertThat(outer.next()).isZero();
        outer.close();
        assertThat(cleanup.ended()).isOne();
    }

    @Test
    @DisplayName("E2: who closes what somebody else is closing waits for the same cleanup")
    void waitsForTheCleanupOfAnotherClose() {
        GeneratorCleanup held = GeneratorCleanup.held();
        Generator<Integer> numbers = Generator.open(o -> o.withLevel(on.loop()), held.of(GeneratorBodies.endless()));
        assertThat(numbers.next()).isZero();
        List<ForeignThread<Integer>> closers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            closers.add(ForeignThread.of(() -> {
                numbers.close();
                return held.ended();
            }));
        }
        closers.forEach(ForeignThread::awaitWaiting);
        assertThat(closers).noneMatch(ForeignThread::hasEnded);
        held.letEnd();
        assertThat(closers.stream().map(ForeignThread::value)).containsOnly(1);
    }

    @Test
    @DisplayName("E2: of many closes of one whose cleanup fails exactly one throws, and nothing is reported")
    void throwsOnce() {
        for (int round = 0; round < 50; round++) {
            IOException failure = new IOException("cleanup");
            Generator<Integer> numbers = Generator.open(o -> o.withLevel(on.loop()), out -> {
                try {
                    GeneratorBodies.endless().run(out);
                } finally {
                    throwIt(failure);
                }
            });
            assertThat(numbers.next()).isZero();
            List<ForeignThread<Boolean>> closers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                closers.add(ForeignThread.of(() -> {
                    try {
                        numbers.close();
                        return false;
                    } catch (Exception thrown) {
                        assertThat(thrown).isSameAs(failure);
                        return true;
                    }
                }));
            }
            assertThat(closers.stream().filter(ForeignThread::value).count()).isOne();
        }
    }

    @Test
    @DisplayName("E2: an item that was looked at and not taken is gone after close")
    void dropsWhatWasLookedAt() {
        Generator<Integer> numbers = open("loop", 0);
        assertThat(numbers.hasNext()).isTrue();
        numbers.close();
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(numbers::hasNext);
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(numbers::next);
    }
}
