package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.testing.From;
import dev.footbridge.testing.OpenLevels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values and exceptions on their way into a body. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TwoWayGeneratorTest {

    private final OpenLevels on = new OpenLevels();
    private final ConcurrentLinkedQueue<Object> met = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        on.close();
        assertThat(on.failures().all()).isEmpty();
    }

    static Stream<Arguments> places() {
        return Arrays.stream(From.values())
                .flatMap(from -> Stream.of("loop", "pool", "small").map(level -> Arguments.of(from, level)));
    }

    private <T> AsyncGenerator<T> open(String level, GeneratorBody<T> body) {
        return AsyncGenerator.open(o -> o.withLevel(on.level(level)), body);
    }

    @ParameterizedTest(name = "the running average of what a {0} sends to a body on {1}")
    @MethodSource("places")
    void answersItems(From from, String level) throws Exception {
        List<Double> averages = from.call(on, () -> {
            List<Double> all = new ArrayList<>();
            try (AsyncGenerator<Double> average = open(level, out -> {
                double sum = 0;
                for (int n = 1;; n++) {
                    sum += out.emit(n == 1 ? 0.0 : sum / (n - 1), Double.class).orElse(0.0);
                }
            })) {
                all.add(average.next().orElseThrow());
                all.add(average.send(10.0).orElseThrow());
                all.add(average.send(20.0).orElseThrow());
                all.add(average.next().orElseThrow());
                all.add(average.send(10.0).orElseThrow());
            }
            return all;
        });
        assertThat(averages).containsExactly(0.0, 10.0, 15.0, 10.0, 10.0);
    }

    @ParameterizedTest(name = "an exception from a {0} is thrown by emit in a body on {1}, which may go on")
    @MethodSource("places")
    void throwsIntoTheBody(From from, String level) throws Exception {
        IOException error = new IOException("thrown in");
        List<Object> got = from.call(on, () -> {
            try (AsyncGenerator<Integer> numbers = open(level, talkingCatching())) {
                return List.of(numbers.next(), numbers.fail(error), numbers.send("a"), numbers.send(1), numbers.next());
            }
        });
        assertThat(got).containsExactly(Optional.of(0), Optional.of(1), Optional.of(2), Optional.of(3),
                Optional.of(4));
        assertThat(met).startsWith(error, Optional.of("a"), Optional.of(1), Optional.empty());
    }

    /** Goes on after what is thrown in; the compiler does not know that emit throws it. */
    private GeneratorBody<Integer> talkingCatching() {
        return out -> {
            for (int i = 0; i < 100; i++) {
                try {
                    met.add(out.emit(i, Object.class));
                } catch (CancelledException told) {
                    throw told;
                } catch (Exception thrown) {
                    met.add(thrown);
                }
            }
        };
    }

    @Test
    @DisplayName("an exception that the body lets pass comes back out of fail, the very same; then the end")
    void bringsBackWhatTheBodyLetsPass() {
        for (Throwable error : List.of(new IOException("checked"), new IllegalStateException("unchecked"),
                new Error("error"), new CancelledException("not a close"), new InterruptedException("neither"))) {
            GeneratorCleanup cleanup = GeneratorCleanup.quick();
            AsyncGenerator<Integer> numbers = open("loop", cleanup.of(GeneratorBodies.endless()));
            assertThat(numbers.next()).contains(0);
            assertThatThrownBy(() -> numbers.fail(error)).isSameAs(error);
            assertThat(cleanup.ended()).isOne();
            assertThat(numbers.next()).isEmpty();
            numbers.close();
        }
    }

    @Test
    @DisplayName("an exception thrown in and answered by the end of the body is the end; by another one, that one")
    void bringsTheEndOrAnotherException() {
        IOException error = new IOException("thrown in");
        AsyncGenerator<Integer> ends = open("loop", out -> {
            try {
                out.emit(1);
            } catch (Exception thrown) {
                met.add(thrown);
            }
        });
        assertThat(ends.next()).contains(1);
        assertThat(ends.fail(error)).isEmpty();
        assertThat(ends.next()).isEmpty();
        assertThat(met).containsExactly(error);

        AsyncGenerator<Integer> wraps = open("loop", out -> {
            try {
                out.emit(1);
            } catch (Exception thrown) {
                throw new IllegalArgumentException("instead", thrown);
            }
        });
        assertThat(wraps.next()).contains(1);
        assertThatThrownBy(() -> wraps.fail(error)).isInstanceOf(IllegalArgumentException.class).hasMessage("instead")
                .hasCause(error);
        assertThat(wraps.next()).isEmpty();
    }

    @Test
    @DisplayName("the cleanup of a body that an exception was thrown into may wait, and emit")
    void emitsInTheCleanupOfAnException() {
        IOException error = new IOException("thrown in");
        AsyncGenerator<Integer> numbers = open("loop", out -> {
            try {
                GeneratorBodies.endless().run(out);
            } finally {
                Async.sleep(GeneratorBodies.MOMENT);
                out.emit(-1); // it was not told to stop
            }
        });
        assertThat(numbers.next()).contains(0);
        assertThat(numbers.fail(error)).contains(-1);
        assertThatThrownBy(numbers::next).isSameAs(error);
        assertThat(numbers.next()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool"})
    @DisplayName("a body that has not begun does not begin for an exception, which is thrown back; then it is at its end")
    void endsAnUnbegunOne(String level) {
        GeneratorCleanup cleanup = GeneratorCleanup.quick();
        IOException error = new IOException("too early");
        AsyncGenerator<Integer> numbers = open(level, cleanup.of(GeneratorBodies.endless()));
        assertThatThrownBy(() -> numbers.fail(error)).isSameAs(error);
        assertThat(numbers.next()).isEmpty();
        assertThat(numbers.asGenerator().hasNext()).isFalse();
        assertThat(cleanup.begun()).isZero();
        numbers.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool"})
    @DisplayName("an exception for a body that has ended is thrown back, and the end stays the end")
    void keepsTheEnd(String level) {
        IOException error = new IOException("too late");
        AsyncGenerator<Integer> numbers = open(level, GeneratorBodies.numbers(1));
        assertThat(numbers.next()).contains(0);
        assertThat(numbers.next()).isEmpty();
        assertThatThrownBy(() -> numbers.fail(error)).isSameAs(error);
        assertThat(numbers.next()).isEmpty();
        assertThat(numbers.asGenerator().hasNext()).isFalse();
        numbers.close();
    }

    /** Wants text at even numbers and anything at odd ones. */
    private GeneratorBody<Integer> talking() {
        return out -> {
            for (int i = 0;; i++) {
                met.add(i % 2 == 0 ? out.emit(i, String.class) : out.emit(i, Object.class));
            }
        };
    }

    @Test
    @DisplayName("an answer is for the item it was sent at: next leaves none for a later emit")
    void keepsNoAnswerForLater() {
        AsyncGenerator<Integer> numbers = open("loop", talking());
        assertThat(numbers.next()).contains(0);
        assertThat(numbers.send("a")).contains(1);
        assertThat(numbers.next()).contains(2);
        assertThat(numbers.next()).contains(3);
        assertThat(met).containsExactly(Optional.of("a"), Optional.empty(), Optional.empty());
        numbers.close();
    }

    @Test
    @DisplayName("law 3: a pull that answered and was cancelled has answered; what it asked for comes with the next")
    void hasAnsweredAlthoughCancelled() {
        CompletableFuture<Integer> signal = new CompletableFuture<>();
        AsyncGenerator<Integer> numbers = open("loop", out -> {
            met.add(out.emit(0, String.class));
            out.emit(Async.await(signal));
        });
        assertThat(numbers.next()).contains(0);
        assertThat(Async.moveOnAfter(GeneratorBodies.MOMENT, () -> numbers.send("a"))).isEmpty();
        assertThat(met).containsExactly(Optional.of("a"));
        signal.complete(7);
        assertThat(numbers.next()).contains(7);
        assertThat(numbers.next()).isEmpty();
    }

    @Test
    @DisplayName("a close while the body waits for an answer tells it to stop, and gives it none")
    void tellsOneThatWaitsForAnAnswer() {
        GeneratorCleanup cleanup = GeneratorCleanup.quick();
        AsyncGenerator<Integer> numbers = open("loop", cleanup.of(talking()));
        assertThat(numbers.next()).contains(0);
        numbers.close();
        assertThat(cleanup.told()).hasSize(1);
        assertThat(met).isEmpty();
    }

    /** An answer that does not want to be looked at. */
    private static final class Shy {
        @Override
        public String toString() {
            throw new IllegalStateException("looked at");
        }
    }

    @Test
    @DisplayName("an answer is handed on as it is, without a look at it")
    void leavesAnswersAlone() {
        AsyncGenerator<Object> echo = open("loop", out -> {
            Object answer = "first";
            for (;;) {
                answer = out.emit(answer, Shy.class).orElseThrow();
            }
        });
        assertThat(echo.next()).contains("first");
        Shy shy = new Shy();
        assertThat(echo.send(shy).orElseThrow() == shy).isTrue();
        echo.close();
    }
}
