package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.internal.Sneaky;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.From;
import dev.footbridge.testing.OpenLevels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A body that fails: the items first, then the very same exception, once, then the end. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GeneratorErrorTest {

    private final OpenLevels on = new OpenLevels();

    @AfterEach
    void close() {
        on.close();
    }

    private void assertNothingReported() {
        on.close();
        assertThat(on.failures().all()).isEmpty();
    }

    static Stream<Arguments> places() {
        return Arrays.stream(From.values()).flatMap(from -> Stream.of("loop", "pool", "small")
                .flatMap(level -> Stream.of(0, 1, 64).map(prefetch -> Arguments.of(from, level, prefetch))));
    }

    private <T> AsyncGenerator<T> open(String level, int prefetch, GeneratorBody<T> body) {
        return AsyncGenerator.open(o -> o.withLevel(on.level(level)).withPrefetch(prefetch), body);
    }

    private static GeneratorBody<Integer> failing(int items, Throwable error) {
        return out -> {
            GeneratorBodies.numbers(items).run(out);
            throw Sneaky.raise(error);
        };
    }

    @ParameterizedTest(name = "E4: items first, then the very exception, on a {0}, body on {1}, prefetch {2}")
    @MethodSource("places")
    void bringsItemsThenTheError(From from, String level, int prefetch) throws Exception {
        IOException error = new IOException("after three");
        List<Object> got = from.call(on, () -> {
            List<Object> all = new ArrayList<>();
            try (Generator<Integer> numbers = open(level, prefetch, failing(3, error)).asGenerator()) {
                all.add(numbers.next());
                all.add(numbers.hasNext());
                all.add(numbers.next());
                all.add(numbers.next());
                all.add(catchThrowable(numbers::hasNext));
                all.add(numbers.hasNext());
                all.add(catchThrowable(numbers::next).getClass());
            }
            return all;
        });
        assertThat(got).containsExactly(0, true, 1, 2, error, false, NoSuchElementException.class);
        assertNothingReported();
    }

    @ParameterizedTest(name = "E4: a for-each, a stream and forEachRemaining throw it on a {0}, body on {1}, prefetch {2}")
    @MethodSource("places")
    void bringsItToEveryLoop(From from, String level, int prefetch) throws Exception {
        IOException error = new IOException("after three");
        from.call(on, () -> {
            AtomicInteger sum = new AtomicInteger();
            try (Generator<Integer> numbers = open(level, prefetch, failing(3, error)).asGenerator()) {
                assertThatThrownBy(() -> {
                    for (int number : numbers) {
                        sum.addAndGet(number);
                    }
                }).isSameAs(error);
            }
            try (Stream<Integer> numbers = open(level, prefetch, failing(3, error)).asGenerator().stream()) {
                assertThatThrownBy(() -> numbers.forEach(sum::addAndGet)).isSameAs(error);
            }
            try (Generator<Integer> numbers = open(level, prefetch, failing(3, error)).asGenerator()) {
                assertThatThrownBy(() -> numbers.forEachRemaining(sum::addAndGet)).isSameAs(error);
            }
            return assertThat(sum.get()).isEqualTo(9);
        });
        assertNothingReported();
    }

    static Stream<Throwable> errors() {
        return Stream.of(new IOException("checked"), new IllegalStateException("unchecked"), new Error("error"),
                new AssertionError("assertion"), new OutOfMemoryError("not really"),
                new InterruptedException("the body's own"), new CancelledException("the body's own"),
                new CancellationException("the JDK's"), new CompletionException("bare", null),
                new NoSuchElementException("the body's own"));
    }

    @ParameterizedTest(name = "E4: {0}")
    @MethodSource("errors")
    void bringsEveryKindOfError(Throwable error) {
        for (String level : List.of("loop", "pool", "small")) {
            for (int prefetch : new int[]{0, 1, 64}) {
                for (int items : new int[]{0, 2}) {
                    AsyncGenerator<Integer> numbers = open(level, prefetch, failing(items, error));
                    for (int i = 0; i < items; i++) {
                        assertThat(numbers.next()).contains(i);
                    }
                    assertThatThrownBy(numbers::next).as("%s, %d", level, prefetch).isSameAs(error);
                    assertThat(numbers.next()).isEmpty();
                    assertThat(numbers.next()).isEmpty();
                    numbers.close();
                }
            }
        }
        assertNothingReported();
    }

    @Test
    @DisplayName("E4: an error in the body and one in its cleanup are both visible")
    void bringsBothErrors() {
        IOException first = new IOException("body");
        IllegalStateException second = new IllegalStateException("cleanup");
        for (String level : List.of("loop", "pool")) {
            for (int prefetch : new int[]{0, 64}) {
                AsyncGenerator<Integer> numbers = open(level, prefetch, out -> {
                    try (AutoCloseable _ = () -> {
                        Async.sleep(GeneratorBodies.MOMENT);
                        throw second;
                    }) {
                        out.emit(1);
                        throw first;
                    }
                });
                assertThat(numbers.next()).contains(1);
                assertThatThrownBy(numbers::next).isSameAs(first).hasSuppressedException(second);
                numbers.close();
            }
        }
        assertNothingReported();
    }

    @Test
    @DisplayName("E4, A2: an error of something the body waited for arrives unwrapped, with both sides of its trace")
    void unwrapsWhatTheBodyAwaited() {
        IOException error = new IOException("of a stage");
        for (String level : List.of("loop", "pool")) {
            AsyncGenerator<Integer> numbers = open(level, 0, out -> {
                out.emit(1);
                CompletableFuture<Integer> stage = CompletableFuture.supplyAsync(() -> {
                    throw Sneaky.raise(error);
                });
                out.emit(Async.await(stage));
            });
            assertThat(numbers.next()).contains(1);
            assertThatThrownBy(numbers::next).isSameAs(error);
            assertThat(error.getStackTrace()).anyMatch(
                    frame -> frame.getMethodName().equals("unwrapsWhatTheBodyAwaited"));
            numbers.close();
        }
        assertNothingReported();
    }

    @Test
    @DisplayName("E4: an error that nobody came to ask for is reported once, when the generator is closed")
    void reportsAnErrorNobodyAskedFor() {
        IOException error = new IOException("ahead");
        AsyncGenerator<Integer> numbers = open("loop", 64, failing(3, error));
        assertThat(numbers.next()).contains(0);
        Eventually.until(() -> on.loop().isIdle());
        assertThat(on.failures().all()).isEmpty();
        numbers.close();
        numbers.close();
        assertThat(on.failures().failures()).containsExactly(error);
        on.close();
        assertThat(on.failures().all()).hasSize(1);
    }

    @Test
    @DisplayName("E4, law 7: an error whose pull was cancelled comes with the next pull, or else with close")
    void keepsAnErrorForTheNextPull() {
        for (boolean pullsAgain : new boolean[]{true, false}) {
            IOException error = new IOException("late");
            CompletableFuture<Integer> signal = new CompletableFuture<>();
            AsyncGenerator<Integer> numbers = open("loop", 0, out -> {
                Async.await(signal);
                throw error;
            });
            assertThat(Async.moveOnAfter(GeneratorBodies.MOMENT, () -> numbers.next())).isEmpty();
            signal.complete(1);
            if (pullsAgain) {
                assertThatThrownBy(numbers::next).isSameAs(error);
                assertThat(numbers.next()).isEmpty();
                numbers.close();
            } else {
                Eventually.until(() -> on.loop().isIdle());
                assertThatThrownBy(numbers::close).isSameAs(error);
            }
        }
        assertNothingReported();
    }

    @Test
    @DisplayName("E4: an exception that the consumer throws stays its own affair: the generator goes on with the next item")
    void goesOnAfterTheConsumersException() {
        try (Generator<Integer> numbers = open("loop", 0, GeneratorBodies.numbers(3)).asGenerator()) {
            assertThatThrownBy(() -> numbers.forEachRemaining(number -> {
                throw new IllegalStateException("at " + number);
            })).hasMessage("at 0");
            assertThat(numbers.next()).isOne();
            assertThat(numbers.next()).isEqualTo(2);
            assertThat(numbers.hasNext()).isFalse();
        }
        assertNothingReported();
    }
}
