package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.footbridge.Async;
import dev.footbridge.Task;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.OpenLevels;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not be done with a generator: refused at once, in words that say what to do instead. */
@SuppressWarnings("NullAway") // null is what some of it is about
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GeneratorMisuseTest {

    private static final String NAME = "generator loop/GeneratorMisuseTest lambda";

    private final OpenLevels on = new OpenLevels();

    @AfterEach
    void close() {
        on.close();
    }

    private <T> AsyncGenerator<T> open(GeneratorBody<T> body) {
        return AsyncGenerator.open(o -> o.withLevel(on.loop()), body);
    }

    /** What a body met that did this with its emitter, in lock-step and ahead. */
    private List<Throwable> met(Consumer<Emitter<Integer>> misuse) {
        List<Throwable> all = new ArrayList<>();
        for (int prefetch : new int[]{0, 2}) {
            try (AsyncGenerator<Integer> one = AsyncGenerator.open(
                    o -> o.withLevel(on.loop()).withPrefetch(prefetch), out -> {
                        all.add(catchThrowable(() -> misuse.accept(out)));
                        out.emit(7);
                    })) {
                assertThat(one.next()).as("the emitter still works").contains(7);
                assertThat(one.next()).isEmpty();
            }
        }
        return all;
    }

    @Test
    void refusesToEmitForAnotherThreadOrTask() {
        String rule = "a generator's items are emitted by its own body, not by another thread or task \\(this is .*\\):"
                + " hand them to the body through a queue";
        assertThat(met(out -> {
            Throwable thrown = ForeignThread.of(() -> {
                out.emit(1);
                return "emitted";
            }).failure();
            assertThat(thrown).isInstanceOf(IllegalStateException.class).hasMessageMatching(rule);
            Task<Void> task = on.pool().start(() -> out.emit(1));
            GeneratorBodies.until(task::isDone);
            assertThatThrownBy(task::result).isInstanceOf(IllegalStateException.class).hasMessageMatching(rule);
        })).containsOnlyNulls();
    }

    @Test
    void refusesToEmitAfterTheEnd() {
        for (int prefetch : new int[]{0, 2}) {
            AtomicReference<Emitter<Integer>> kept = new AtomicReference<>();
            AtomicReference<Thread> thread = new AtomicReference<>();
            try (AsyncGenerator<Integer> one = AsyncGenerator.open(
                    o -> o.withLevel(on.loop()).withPrefetch(prefetch), out -> {
                        kept.set(out);
                        thread.set(Thread.currentThread());
                        out.emit(1);
                    })) {
                assertThat(one.next()).contains(1);
                assertThat(one.next()).isEmpty();
            }
            assertThatThrownBy(() -> kept.get().emit(2)).isInstanceOf(IllegalStateException.class)
                    .hasMessage("a generator cannot emit after its body has ended: emit before it returns");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void refusesToBePulledOrClosedByItsOwnBody(int prefetch) {
        AtomicReference<AsyncGenerator<Integer>> self = new AtomicReference<>();
        List<Throwable> thrown = new ArrayList<>();
        AsyncGenerator<Integer> own = AsyncGenerator.open(o -> o.withLevel(on.loop()).withPrefetch(prefetch), out -> {
            thrown.add(catchThrowable(() -> self.get().next()));
            thrown.add(catchThrowable(() -> self.get().asGenerator().hasNext()));
            thrown.add(catchThrowable(() -> self.get().asGenerator().next()));
            thrown.add(catchThrowable(() -> self.get().send(1)));
            thrown.add(catchThrowable(() -> self.get().fail(new Exception())));
            thrown.add(catchThrowable(() -> self.get().close()));
            out.emit(1);
        });
        self.set(own);
        assertThat(own.next()).contains(1);
        assertThat(thrown).hasSize(6).allMatch(IllegalStateException.class::isInstance);
        assertThat(thrown.subList(0, 5)).extracting(Throwable::getMessage).containsOnly(
                NAME + " cannot be pulled by its own body, which it would wait for: return from the body instead");
        assertThat(thrown.getLast()).hasMessage(
                NAME + " cannot be closed by its own body, which it would wait for: return from the body instead");
        assertThat(own.isClosed()).isFalse();
        assertThat(own.next()).isEmpty();
        own.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void refusesToBePulledByWhatItsBodyCalls(int prefetch) {
        AtomicReference<AsyncGenerator<Integer>> self = new AtomicReference<>();
        AsyncGenerator<Integer> own = AsyncGenerator.open(o -> o.withLevel(on.loop()).withPrefetch(prefetch), out -> {
            Optional<Integer> never = on.loop().call(() -> self.get().next());
            out.emit(never.orElse(-1));
        });
        self.set(own);
        assertThatThrownBy(own::next).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot be pulled by its own body");
        own.close();
    }

    @Test
    void refusesASecondLoop() {
        String rule = NAME + " is iterated over already, and its items come once: open another";
        List<Consumer<Generator<Integer>>> ways = List.of(Generator::iterator, Generator::spliterator,
                Generator::stream, Iterable::iterator);
        for (Consumer<Generator<Integer>> first : ways) {
            for (Consumer<Generator<Integer>> second : ways) {
                try (Generator<Integer> numbers = open((Emitter<Integer> out) -> out.emit(1)).asGenerator()) {
                    first.accept(numbers);
                    assertThatThrownBy(() -> second.accept(numbers)).isInstanceOf(IllegalStateException.class)
                            .hasMessage(rule);
                    assertThat(numbers.next()).isOne();
                }
            }
        }
    }

    @Test
    void refusesPullsAfterClose() {
        for (int prefetch : new int[]{0, 2}) {
            for (int pulls : new int[]{0, 1}) {
                AsyncGenerator<Integer> numbers = AsyncGenerator.open(
                        o -> o.withLevel(on.loop()).withPrefetch(prefetch), out -> {
                            out.emit(1);
                            out.emit(2);
                            out.emit(3);
                        });
                for (int i = 0; i < pulls; i++) {
                    numbers.next();
                }
                Generator<Integer> face = numbers.asGenerator();
                numbers.close();
                List<Callable<Object>> all = List.of(numbers::next, () -> numbers.send("x"),
                        () -> numbers.fail(new Exception()), face::next, face::hasNext);
                assertThat(all).allSatisfy(
                        pull -> assertThatThrownBy(pull::call).isExactlyInstanceOf(IllegalStateException.class)
                                .hasMessage(NAME + " is closed: pull before that, or open another"));
                assertThatThrownBy(() -> face.forEachRemaining(_ -> {}))
                        .isExactlyInstanceOf(IllegalStateException.class);
                assertThat(numbers).hasToString(NAME + "[closed]");
                assertThat((Object) face).hasToString(NAME + "[closed]");
            }
        }
    }

    @Test
    void refusesToGoOnWithALoopThatClosesItself() {
        List<Integer> seen = new ArrayList<>();
        Generator<Integer> numbers = Generator.open(o -> o.withLevel(on.loop()), GeneratorBodies.endless());
        assertThatThrownBy(() -> numbers.forEachRemaining(number -> {
            seen.add(number);
            if (number == 2) {
                numbers.close();
            }
        })).isExactlyInstanceOf(IllegalStateException.class).hasMessageContaining("is closed");
        assertThat(seen).containsExactly(0, 1, 2);
    }

    @Test
    void refusesToWaitInAnAtomicSection() {
        AsyncGenerator<Integer> numbers = AsyncGenerator.open(o -> o.withLevel(on.loop()), GeneratorBodies.numbers(3));
        assertThatThrownBy(() -> on.loop().atomically(() -> numbers.next())).isInstanceOf(IllegalStateException.class)
                .hasMessage("an atomic section must not wait (it holds the loop): await before it or after it");
        assertThat(numbers.next()).contains(0);
        assertThat(numbers.next()).contains(1);
        assertThat(numbers.next()).contains(2);
        assertThat(numbers.next()).isEmpty();
    }

    @Test
    void refusesToEmitInAnAtomicSection() {
        try (AsyncGenerator<Integer> numbers = open(out -> {
            assertThatThrownBy(() -> on.loop().atomically(() -> {
                out.emit(-1);
                return "emitted";
            })).isInstanceOf(IllegalStateException.class)
                    .hasMessage("an atomic section must not wait (it holds the loop): await before it or after it");
            out.emit(1);
            out.emit(2);
        })) {
            assertThat(numbers.next()).contains(1);
            assertThat(numbers.next()).contains(2);
            assertThat(numbers.next()).isEmpty();
        }
    }

    @Test
    void saysWhatItIs() {
        AsyncGenerator<Integer> numbers = open(out -> out.emit(1));
        assertThat(numbers).hasToString(NAME);
        assertThat((Object) numbers.asGenerator()).hasToString(NAME);
        numbers.close();
        assertThat(numbers).hasToString(NAME + "[closed]");
        Generator<Integer> ended = Generator.open(o -> o.withLevel(on.loop()), _ -> Async.yieldNow());
        assertThatThrownBy(ended::next).isInstanceOf(NoSuchElementException.class)
                .hasMessage(NAME + " has no more items: ask hasNext() first");
    }
}
