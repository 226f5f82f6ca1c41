package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.footbridge.Async;
import dev.footbridge.Level;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.Gate;
import dev.footbridge.testing.OpenLevels;
import dev.footbridge.testing.ReportedFailures;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
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
    void refusesNullItems() {
        assertThat(met(out -> out.emit(null))).hasSize(2).allSatisfy(
                thrown -> assertThat(thrown).isInstanceOf(NullPointerException.class)
                        .hasMessage("a generator emits no null items: wrap it, or use Optional"));
        assertThat(met(out -> out.emit(null, String.class))).hasSize(2).allSatisfy(
                thrown -> assertThat(thrown).isInstanceOf(NullPointerException.class)
                        .hasMessage("a generator emits no null items: wrap it, or use Optional"));
    }

    @Test
    void refusesNoTypeOfAnswer() {
        assertThat(met(out -> out.emit(1, null))).hasSize(2).allSatisfy(
                thrown -> assertThat(thrown).isInstanceOf(NullPointerException.class)
                        .hasMessage("the class of the answer is null: say what the generator may be sent"));
    }

    @Test
    void refusesNullArguments() {
        assertThatThrownBy(() -> AsyncGenerator.open(null)).isInstanceOf(NullPointerException.class)
                .hasMessage("the body of the generator is null: give a function");
        assertThatThrownBy(() -> Generator.open(o -> o, null)).isInstanceOf(NullPointerException.class)
                .hasMessage("the body of the generator is null: give a function");
        assertThatThrownBy(() -> Generator.open(_ -> null, GeneratorBodies.endless()))
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Generator.open(null, GeneratorBodies.endless()))
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Generator.open(o -> o.withLevel(null), GeneratorBodies.endless()))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("the level is null: say where the generator runs, or leave the default");
        assertThatThrownBy(() -> Generator.open(o -> o.withCloseLimit(null), GeneratorBodies.endless()))
                .isInstanceOf(NullPointerException.class);
        try (AsyncGenerator<Integer> numbers = open(GeneratorBodies.endless())) {
            numbers.next();
            assertThatThrownBy(() -> numbers.send(null)).isInstanceOf(NullPointerException.class)
                    .hasMessage("the answer is null: pull with next() to give none");
            assertThatThrownBy(() -> numbers.fail(null)).isInstanceOf(NullPointerException.class)
                    .hasMessage("the exception is null: give one to throw in the body");
            assertThat(numbers.next()).contains(1);
        }
    }

    @Test
    void refusesOptionsThatMakeNoSense() {
        assertThatThrownBy(() -> Generator.open(o -> o.withPrefetch(-1), GeneratorBodies.endless()))
                .isInstanceOf(IllegalArgumentException.class).hasMessage(
                        "the prefetch of a generator must be 0 to 1048576 (it is -1): give 0 to run only on demand");
        assertThatThrownBy(() -> Generator.open(o -> o.withPrefetch(1_048_577), GeneratorBodies.endless()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("(it is 1048577)");
        assertThatThrownBy(
                () -> Generator.open(o -> o.withCloseLimit(Duration.ofMillis(-1)), GeneratorBodies.endless()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the close limit of a generator must not be negative (it is PT-0.001S): give zero to leave"
                        + " all cleanup to the background");
        assertThatThrownBy(() -> Generator.open(o -> o.withLevel(Level.caller()), GeneratorBodies.endless()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "a generator cannot run on the caller level, as its body waits while the caller goes on: give"
                                + " an event loop or a thread pool");
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
    void refusesToBeginOnALevelThatIsClosed() {
        EventLoop loop = EventLoop.open(o -> o.withName("gone"));
        ThreadPool pool = ThreadPool.open(o -> o.withName("gone"));
        AsyncGenerator<Integer> onLoop = AsyncGenerator.open(o -> o.withLevel(loop), GeneratorBodies.endless());
        AsyncGenerator<Integer> onPool = AsyncGenerator.open(o -> o.withLevel(pool), GeneratorBodies.endless());
        loop.close();
        pool.close();
        assertThatThrownBy(onLoop::next).isInstanceOf(RejectedExecutionException.class)
                .hasMessage("event loop 'gone' is closed: open another");
        assertThatThrownBy(onPool::next).isInstanceOf(RejectedExecutionException.class)
                .hasMessage("thread pool 'gone' is closed: open another");
        assertThat(onLoop.next()).isEmpty();
        onLoop.close();
        onPool.close();
    }

    @Test
    void refusesToBeginInAPoolThatIsFull() {
        ReportedFailures reports = new ReportedFailures();
        try (Gate gate = new Gate();
                ThreadPool pool = ThreadPool.open(
                        o -> o.withName("full").withLimit(1).withQueueLimit(0).withFailureHandler(reports))) {
            Task<Void> holder = pool.start(gate::pass);
            gate.awaitArrivals(1);
            AsyncGenerator<Integer> numbers = AsyncGenerator.open(o -> o.withLevel(pool), GeneratorBodies.endless());
            assertThatThrownBy(numbers::next).isInstanceOf(RejectedExecutionException.class)
                    .hasMessageContaining("thread pool 'full'");
            assertThat(numbers.next()).isEmpty();
            numbers.close();
            gate.open();
            holder.result();
            try (AsyncGenerator<Integer> later = AsyncGenerator.open(o -> o.withLevel(pool),
                    GeneratorBodies.endless())) {
                assertThat(later.next()).contains(0);
            }
        }
        assertThat(reports.all()).isEmpty();
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
        assertThatThrownBy(ended::next).isInstanceOf(java.util.NoSuchElementException.class)
                .hasMessage(NAME + " has no more items: ask hasNext() first");
    }
}
