package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.OpenLevels;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers and exceptions that a body cannot take: refused, and the body waits on. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TwoWayGeneratorMisuseTest {

    private final OpenLevels on = new OpenLevels();
    private final ConcurrentLinkedQueue<Object> met = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        on.close();
        assertThat(on.failures().all()).isEmpty();
    }

    private <T> AsyncGenerator<T> open(String level, GeneratorBody<T> body) {
        return AsyncGenerator.open(o -> o.withLevel(on.level(level)), body);
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
    @DisplayName("an answer that comes before the first pull is refused, and the body does not begin for it")
    void refusesAnEarlyAnswer() {
        AsyncGenerator<Integer> numbers = open("loop", talking());
        assertThatThrownBy(() -> numbers.send("early")).isInstanceOf(IllegalStateException.class).hasMessage(
                "generator loop/TwoWayGeneratorMisuseTest lambda cannot be sent early: its body has not begun, so pull with"
                        + " next() first");
        assertThat(met).isEmpty();
        assertThat(numbers.next()).contains(0);
        assertThat(numbers.send("a")).contains(1);
        assertThat(met).containsExactly(Optional.of("a"));
        numbers.close();
    }

    @Test
    @DisplayName("an answer after the end is refused")
    void refusesALateAnswer() {
        AsyncGenerator<Integer> numbers = open("loop", GeneratorBodies.numbers(0));
        assertThat(numbers.next()).isEmpty();
        assertThatThrownBy(() -> numbers.send("late")).isInstanceOf(IllegalStateException.class)
                .hasMessage("generator loop/GeneratorBodies lambda cannot be sent late: its body has ended");
    }

    @Test
    @DisplayName("an answer of the wrong type is refused, and the body waits on for the right one")
    void refusesTheWrongType() {
        AsyncGenerator<Integer> numbers = open("loop", talking());
        assertThat(numbers.next()).contains(0);
        assertThatThrownBy(() -> numbers.send(5)).isInstanceOf(IllegalStateException.class).hasMessage(
                "generator loop/TwoWayGeneratorMisuseTest lambda cannot be sent 5 (a java.lang.Integer): its body waits for a"
                        + " java.lang.String, so pull with next() or send what it wants");
        assertThat(met).isEmpty();
        assertThat(numbers.send("right")).contains(1);
        assertThat(numbers.send(5)).contains(2);
        assertThat(met).containsExactly(Optional.of("right"), Optional.of(5));
        numbers.close();
    }

    @Test
    @DisplayName("an answer that nobody waits for is refused")
    void refusesAnUnwantedAnswer() {
        AsyncGenerator<Integer> numbers = open("loop", GeneratorBodies.endless());
        assertThat(numbers.next()).contains(0);
        assertThatThrownBy(() -> numbers.send("unwanted")).isInstanceOf(IllegalStateException.class).hasMessage(
                "generator loop/GeneratorBodies lambda cannot be sent unwanted (a java.lang.String): its body waits for"
                        + " no answer, so pull with next() or send what it wants");
        assertThat(numbers.next()).contains(1);
        numbers.close();
    }

    @Test
    @DisplayName("a body that may be ahead can neither be answered nor thrown at")
    void refusesBothWithAPrefetch() {
        AsyncGenerator<Integer> numbers = AsyncGenerator.open(o -> o.withLevel(on.loop()).withPrefetch(2), talking());
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> numbers.send("a")).isInstanceOf(IllegalStateException.class).hasMessage(
                    "generator loop/TwoWayGeneratorMisuseTest lambda cannot be sent an answer at an item, as its body is ahead"
                            + " of whoever pulls: open it without a prefetch");
            assertThatThrownBy(() -> numbers.fail(new IOException())).isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "generator loop/TwoWayGeneratorMisuseTest lambda cannot be failed at an item, as its body is"
                                    + " ahead of whoever pulls: open it without a prefetch");
            assertThat(numbers.next()).contains(i);
        }
        numbers.close();
        assertThat(met).containsOnly(Optional.empty());
    }

    @Test
    @DisplayName("after a cancelled pull the item that it left must be taken before the body can be answered")
    void refusesAnAnswerWhileAnItemIsDue() {
        CompletableFuture<Integer> signal = new CompletableFuture<>();
        AsyncGenerator<Integer> numbers = open("loop", out -> {
            met.add(out.emit(Async.await(signal), String.class));
            out.emit(8);
        });
        assertThat(Async.moveOnAfter(GeneratorBodies.MOMENT, () -> numbers.next())).isEmpty();
        assertThatThrownBy(() -> numbers.send("a")).isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(
                        "generator loop/TwoWayGeneratorMisuseTest lambda cannot be sent a: an item is due")
                .hasMessageEndingWith("so take it with next() first");
        signal.complete(7);
        Eventually.until(() -> !on.loop().stats().busy());
        assertThatThrownBy(() -> numbers.fail(new IOException())).isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(
                        "generator loop/TwoWayGeneratorMisuseTest lambda cannot be failed: an item is due");
        assertThat(numbers.next()).contains(7);
        assertThat(numbers.send("a")).contains(8);
        assertThat(met).containsExactly(Optional.of("a"));
        numbers.close();
    }

    @Test
    @DisplayName("after hasNext the item must be taken before the body can be answered")
    void refusesAnAnswerAfterALook() {
        AsyncGenerator<Integer> numbers = open("loop", talking());
        assertThat(numbers.asGenerator().hasNext()).isTrue();
        assertThatThrownBy(() -> numbers.send("a")).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot be sent").hasMessageContaining("first");
        assertThatThrownBy(() -> numbers.fail(new IOException())).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot be failed").hasMessageContaining("first");
        assertThat(numbers.next()).contains(0);
        assertThat(numbers.send("a")).contains(1);
        assertThat(met).containsExactly(Optional.of("a"));
        numbers.close();
    }

    @Test
    @DisplayName("E8: an answer or an exception for a body whose level was closed meets a cancel that names the level")
    void namesTheLevelThatWasClosed() {
        AsyncGenerator<Integer> onLoop = open("loop", talking());
        AsyncGenerator<Integer> onPool = open("pool", talking());
        assertThat(onLoop.next()).contains(0);
        assertThat(onPool.next()).contains(0);
        on.loop().close();
        on.pool().close();
        assertThatThrownBy(() -> onLoop.send("a")).isInstanceOf(CancelledException.class)
                .hasMessage("event loop 'loop' was closed");
        assertThatThrownBy(() -> onLoop.fail(new IOException())).isInstanceOf(CancelledException.class)
                .hasMessage("event loop 'loop' was closed");
        assertThatThrownBy(() -> onPool.send("a")).isInstanceOf(CancelledException.class)
                .hasMessage("thread pool 'pool' was closed");
        assertThatThrownBy(() -> onPool.fail(new IOException())).isInstanceOf(CancelledException.class)
                .hasMessage("thread pool 'pool' was closed");
    }
}
