package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.Gate;
import dev.footbridge.testing.OpenLevels;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plain threads that are interrupted while they use a generator: they keep the flag, the generator keeps the item. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GeneratorInterruptTest {

    private final OpenLevels on = new OpenLevels();
    private final CompletableFuture<Integer> signal = new CompletableFuture<>();

    @AfterEach
    void close() {
        on.close();
        assertThat(on.failures().all()).isEmpty();
    }

    static Stream<Arguments> places() {
        return Stream.of("loop", "pool", "small")
                .flatMap(level -> Stream.of(0, 1, 64).map(prefetch -> Arguments.of(level, prefetch)));
    }

    private AsyncGenerator<Integer> open(String level, int prefetch, GeneratorBody<Integer> body) {
        return AsyncGenerator.open(o -> o.withLevel(on.level(level)).withPrefetch(prefetch), body);
    }

    private GeneratorBody<Integer> afterTheSignal() {
        return out -> {
            out.emit(Async.await(signal));
            out.emit(8);
        };
    }

    @ParameterizedTest(name = "law 3: an interrupt ends a pull that waits, keeps the flag and the item; {0}, prefetch {1}")
    @MethodSource("places")
    void endsAPullThatWaits(String level, int prefetch) {
        List<Callable<Object>> pulls;
        try (AsyncGenerator<Integer> numbers = open(level, prefetch, afterTheSignal())) {
            Generator<Integer> face = numbers.asGenerator();
            pulls = List.of(numbers::next, face::next, face::hasNext, () -> face.stream().findFirst());
            for (Callable<Object> pull : pulls) {
                ForeignThread<Object> thread = ForeignThread.of(pull);
                thread.awaitWaiting().interrupt();
                assertThat(thread.failure()).isInstanceOf(CancelledException.class).hasMessageMatching(
                        "Thread\\[#\\d+,foreign.*] was interrupted while it waited for the next item of a generator");
                assertThat(thread.wasInterrupted()).isTrue();
            }
            signal.complete(7);
            assertThat(numbers.next()).contains(7);
            assertThat(numbers.next()).contains(8);
            assertThat(numbers.next()).isEmpty();
        }
    }

    @ParameterizedTest(name = "law 3: an interrupt ends the wait for one's turn to pull; {0}, prefetch {1}")
    @MethodSource("places")
    void endsTheWaitForOnesTurn(String level, int prefetch) {
        try (AsyncGenerator<Integer> numbers = open(level, prefetch, afterTheSignal())) {
            ForeignThread<Optional<Integer>> first = ForeignThread.of(numbers::next).awaitWaiting();
            ForeignThread<Optional<Integer>> second = ForeignThread.of(numbers::next).awaitWaiting();
            second.interrupt();
            assertThat(second.failure()).isInstanceOf(CancelledException.class).hasMessageContaining("interrupted");
            assertThat(second.wasInterrupted()).isTrue();
            signal.complete(7);
            assertThat(first.value()).contains(7);
            assertThat(numbers.next()).contains(8);
        }
    }

    @ParameterizedTest(name = "law 3: a thread whose flag is set gets an item that is there, or none; {0}, prefetch {1}")
    @MethodSource("places")
    void loosesNothingToAThreadWhoseFlagIsSet(String level, int prefetch) {
        try (AsyncGenerator<Integer> numbers = open(level, prefetch, GeneratorBodies.numbers(100))) {
            ForeignThread<Integer> thread = ForeignThread.of(() -> {
                Thread.currentThread().interrupt();
                int expected = 0;
                for (int i = 0; i < 50; i++) {
                    try {
                        assertThat(numbers.next()).contains(expected);
                        expected++;
                    } catch (CancelledException interrupted) {
                        assertThat(interrupted).hasMessageContaining("was interrupted");
                    }
                    assertThat(Thread.currentThread().isInterrupted()).isTrue();
                }
                return expected;
            });
            int next = thread.value();
            assertThat(numbers.next()).contains(next);
        }
    }

    @ParameterizedTest(name = "E2: an interrupted thread leaves a loop by its exception, and close waits; {0}, prefetch {1}")
    @MethodSource("places")
    void waitsForTheCleanupAllTheSame(String level, int prefetch) {
        GeneratorCleanup cleanup = GeneratorCleanup.quick();
        AtomicInteger sum = new AtomicInteger();
        ForeignThread<Integer> thread = ForeignThread.of(() -> {
            try (Generator<Integer> numbers = open(level, prefetch, cleanup.of(out -> {
                out.emit(1);
                out.emit(2);
                Async.await(signal);
            })).asGenerator()) {
                for (int number : numbers) {
                    sum.addAndGet(number);
                }
            } catch (CancelledException interrupted) {
                return cleanup.ended();
            }
            return -1;
        });
        GeneratorBodies.until(() -> sum.get() == 3);
        thread.awaitWaiting().interrupt();
        assertThat(thread.value()).isOne();
        assertThat(thread.wasInterrupted()).isTrue();
    }

    @ParameterizedTest(name = "E2: an interrupt does not cut a close short, and the flag is kept; {0}, prefetch {1}")
    @MethodSource("places")
    void doesNotCutACloseShort(String level, int prefetch) {
        GeneratorCleanup held = GeneratorCleanup.held();
        AsyncGenerator<Integer> numbers = open(level, prefetch, held.of(GeneratorBodies.endless()));
        assertThat(numbers.next()).contains(0);
        ForeignThread<Integer> closer = ForeignThread.of(() -> {
            numbers.close();
            return held.ended();
        }).awaitWaiting();
        closer.interrupt();
        ForeignThread<Integer> early = ForeignThread.of(() -> {
            Thread.currentThread().interrupt();
            numbers.close();
            return held.ended();
        }).awaitWaiting();
        assertThat(closer.hasEnded()).isFalse();
        assertThat(early.hasEnded()).isFalse();
        held.letEnd();
        assertThat(closer.value()).isOne();
        assertThat(early.value()).isOne();
        assertThat(closer.wasInterrupted()).isTrue();
        assertThat(early.wasInterrupted()).isTrue();
        assertThat(held.flags()).containsExactly(false);
    }

    @Test
    @DisplayName("law 3: an interrupt of a thread that lent itself to a loop is met by the pull of its coroutine")
    void isMetByACoroutineOnALentThread() {
        GeneratorCleanup cleanup = GeneratorCleanup.quick();
        ForeignThread<Integer> thread = ForeignThread.of(() -> on.loop().call(() -> {
            try (Generator<Integer> numbers = Generator.open(cleanup.of(out -> {
                out.emit(1);
                Async.await(signal);
            }))) {
                return numbers.next() + numbers.next();
            }
        }));
        GeneratorBodies.until(() -> on.loop().stats().pending() == 2 && !on.loop().stats().busy());
        thread.awaitWaiting().interrupt();
        assertThat(thread.failure()).isInstanceOf(CancelledException.class).hasMessageContaining("interrupted");
        assertThat(thread.wasInterrupted()).isTrue();
        assertThat(cleanup.ended()).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool"})
    @DisplayName("law 3: an interrupt of a body's own thread by its own code is its own affair, and goes no further")
    void keepsTheBodysInterruptToItself(String level) {
        try (AsyncGenerator<Integer> numbers = open(level, 0, out -> {
            out.emit(1);
            Thread.currentThread().interrupt();
            out.emit(Thread.interrupted() ? 2 : 3);
            out.emit(4);
        })) {
            assertThat(numbers.next()).contains(1);
            Throwable met = null;
            try {
                assertThat(numbers.next()).isPresent();
            } catch (CancelledException interrupted) {
                met = interrupted;
            }
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            assertThat(met).isNull();
        }
    }

    @Test
    @DisplayName("law 7: when an item and an interrupt meet, the thread has the item, or the next pull does")
    void losesNothingWhenItemAndInterruptMeet() {
        for (int prefetch : new int[]{0, 1}) {
            for (int round = 0; round < 150; round++) {
                try (Gate gate = new Gate();
                        AsyncGenerator<Integer> numbers = open("pool", prefetch, out -> {
                            gate.pass();
                            out.emit(7);
                        })) {
                    ForeignThread<Optional<Integer>> puller = ForeignThread.of(numbers::next);
                    gate.awaitArrivals(1);
                    puller.awaitWaiting();
                    ForeignThread<Boolean> interrupter = ForeignThread.of(() -> {
                        puller.interrupt();
                        return true;
                    });
                    gate.open();
                    interrupter.value();
                    GeneratorBodies.until(puller::hasEnded);
                    if (puller.wasInterrupted() && failed(puller)) {
                        assertThat(numbers.next()).contains(7);
                    } else {
                        assertThat(puller.value()).contains(7);
                    }
                    assertThat(numbers.next()).isEmpty();
                }
            }
        }
    }

    private static boolean failed(ForeignThread<Optional<Integer>> puller) {
        try {
            puller.value();
            return false;
        } catch (AssertionError failed) {
            assertThat(puller.failure()).isInstanceOf(CancelledException.class);
            return true;
        }
    }
}
