package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.footbridge.Level;
import dev.footbridge.NonBlockingThreads;
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
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Arguments, levels and threads that a generator cannot work with: refused at once, in words that say what to do instead. */
@SuppressWarnings("NullAway") // null is what some of it is about
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GeneratorArgumentsTest {

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
    void refusesToBlockAThreadThatMustNotBe() {
        AtomicReference<Thread> mustNot = new AtomicReference<>();
        try (NonBlockingThreads.Registration _ = NonBlockingThreads.register(thread -> thread == mustNot.get());
                AsyncGenerator<Integer> numbers = open(GeneratorBodies.numbers(3))) {
            for (Callable<Object> pull : List.<Callable<Object>>of(numbers::next, numbers.asGenerator()::hasNext,
                    numbers.asGenerator()::next)) {
                assertThat(ForeignThread.of(() -> {
                    mustNot.set(Thread.currentThread());
                    return pull.call();
                }).failure()).isInstanceOf(IllegalStateException.class).hasMessageContaining("must not be blocked");
            }
            assertThat(numbers.next()).contains(0);
            assertThat(numbers.next()).contains(1);
        }
    }
}
