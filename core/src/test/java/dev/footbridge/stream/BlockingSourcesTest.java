package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Gate;
import dev.footbridge.threads.ThreadPool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams over iterables, iterators and streams of the JDK's: pulled on threads, which may block. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BlockingSourcesTest {

    private final EventLoop loop = EventLoop.open(o -> o.withName("loop"));
    private final ThreadPool pool = ThreadPool.open(o -> o.withName("pool"));
    private final Gate gate = new Gate();
    private final IOException failure = new IOException("original");

    @AfterEach
    void close() {
        gate.close();
        loop.abort();
        pool.abort();
    }

    private static AsyncStream<Object> over(PulledItems items) {
        return AsyncStream.fromIterator(items);
    }

    @Test
    void bringsTheItemsOfAnIterableInOrder() {
        List<Integer> numbers = IntStream.range(0, 500).boxed().toList();
        assertThat(AsyncStream.fromIterable(numbers).toList()).isEqualTo(numbers);
        assertThat(loop.<List<Integer>>call(() -> AsyncStream.fromIterable(numbers).toList())).isEqualTo(numbers);
        assertThat(AsyncStream.fromIterable(List.of()).toList()).isEmpty();
        assertThat(AsyncStream.fromIterator(numbers.iterator()).toList()).isEqualTo(numbers);
        assertThat(AsyncStream.fromStream(numbers.stream()).toList()).isEqualTo(numbers);
        assertThat(AsyncStream.fromStream(numbers.parallelStream()).toList()).isEqualTo(numbers);
        List<Number> wider = AsyncStream.<Number>fromIterable(numbers).take(2).toList();
        assertThat(wider).containsExactly(0, 1);
    }

    @Test
    void pullsOnTheThreadPoolOfTheApplicationUnlessAnotherLevelIsNamed() {
        PulledItems here = PulledItems.first(3);
        assertThat(over(here).toList()).containsExactly(0, 1, 2);
        assertThat(here.levels()).containsExactly(Async.getThreadPool().name());
        PulledItems onPool = PulledItems.first(3);
        assertThat(loop.<Long>call(() -> over(onPool).on(pool).count())).isEqualTo(3);
        assertThat(onPool.levels()).containsExactly("pool");
        PulledItems onLoop = PulledItems.first(3);
        assertThat(over(onLoop).on(loop).toList()).hasSize(3);
        assertThat(onLoop.levels()).containsExactly("loop loop");
    }

    @Test
    @DisplayName("B1: a blocking pull does not keep the loop from running others")
    void keepsNobodyFromTheLoop() {
        Task<List<Object>> run = loop.start(() -> over(PulledItems.then(2, () -> {
            gate.pass();
            throw failure;
        })).toList());
        gate.awaitArrivals(1);
        for (int i = 0; i < 10; i++) {
            loop.call(() -> Async.yieldNow());
        }
        assertThat(run.isDone()).isFalse();
        gate.open();
        assertThatThrownBy(run::result).isSameAs(failure);
    }

    @Test
    @DisplayName("law 3: a cancel interrupts a pull that blocks, and the iterator is closed when the run is over")
    void interruptsAPullThatBlocks() {
        PulledItems items = PulledItems.then(1, () -> {
            gate.pass();
            return "never";
        });
        Task<List<Object>> run = loop.start(() -> over(items).toList());
        gate.awaitArrivals(1);
        run.cancel("enough");
        assertThatThrownBy(run::result).isInstanceOf(CancelledException.class).hasMessage("enough");
        assertThat(items.closed()).isEqualTo(1);
    }

    @Test
    @DisplayName("law 3: a pull that is deaf to interrupts is waited for")
    void waitsForAPullThatIsDeaf() {
        PulledItems items = PulledItems.then(1, () -> {
            gate.passDeaf();
            return "late";
        });
        AsyncGenerator<Object> generator = over(items).openAsync();
        assertThat(generator.next()).hasValue(0);
        Task<Object> pull = loop.start(() -> generator.next().orElseThrow());
        gate.awaitArrivals(1);
        pull.cancel("enough");
        assertThatThrownBy(pull::result).hasMessage("enough");
        Task<Void> closing = loop.start(() -> generator.close());
        loop.call(() -> Async.yieldNow());
        assertThat(closing.isDone()).isFalse();
        gate.open();
        closing.result();
        assertThat(items.closed()).isEqualTo(1);
    }

    @Test
    @DisplayName("law 3: a pull that is cancelled takes nothing: its item comes with the next one")
    void keepsTheItemOfACancelledPull() {
        try (AsyncGenerator<Object> generator = over(PulledItems.then(0, () -> {
            gate.passDeaf();
            return "late";
        })).openAsync()) {
            Task<Object> pull = loop.start(() -> generator.next().orElseThrow());
            gate.awaitArrivals(1);
            pull.cancel("enough");
            assertThatThrownBy(pull::result).hasMessage("enough");
            gate.open();
            assertThat(generator.next()).hasValue("late");
        }
    }

    @Test
    @DisplayName("E1: no item is pulled before it is asked for")
    void pullsNoItemTooMany() {
        PulledItems items = PulledItems.first(10);
        assertThat(over(items).take(3).toList()).containsExactly(0, 1, 2);
        assertThat(items.pulled()).isEqualTo(3);
        AtomicInteger made = new AtomicInteger();
        assertThat(AsyncStream.fromStream(Stream.generate(made::incrementAndGet)).take(3).toList())
                .containsExactly(1, 2, 3);
        assertThat(made).hasValue(3);
        PulledItems ahead = PulledItems.first(100);
        assertThat(over(ahead).prefetch(5).first()).hasValue(0);
        assertThat(ahead.pulled()).isBetween(1, 6);
    }

    @Test
    void closesAnIteratorThatIsCloseableOnEachExit() {
        List<PulledItems> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(PulledItems.first(4));
        }
        assertThat(over(all.get(0)).toList()).hasSize(4);
        assertThat(over(all.get(1)).first()).isPresent();
        assertThatThrownBy(() -> over(all.get(2)).forEach(item -> {
            throw failure;
        })).isSameAs(failure);
        try (Generator<Object> generator = over(all.get(3)).open()) {
            assertThat(generator.next()).isEqualTo(0);
        }
        PulledItems failing = PulledItems.then(1, () -> {
            throw failure;
        });
        assertThatThrownBy(() -> over(failing).toList()).isSameAs(failure);
        assertThat(failing.closed()).isEqualTo(1);
        assertThat(all.subList(0, 4)).extracting(PulledItems::closed).containsOnly(1);
        AsyncStream<Object> reusable = AsyncStream.fromIterable(() -> all.get(4));
        assertThat(reusable.toList()).hasSize(4);
        assertThat(all.get(4).closed()).isEqualTo(1);
    }

    @Test
    void closesAStreamOfTheJdksOnEachExit() {
        AtomicInteger closed = new AtomicInteger();
        assertThat(AsyncStream.fromStream(Stream.of(1, 2, 3).onClose(closed::incrementAndGet)).toList()).hasSize(3);
        assertThat(closed).hasValue(1);
        assertThat(AsyncStream.fromStream(Stream.iterate(1, i -> i + 1).onClose(closed::incrementAndGet)).first())
                .hasValue(1);
        assertThat(closed).hasValue(2);
        assertThatThrownBy(() -> AsyncStream.fromStream(Stream.of(1, 2, 3).onClose(closed::incrementAndGet)).map(i -> {
            throw failure;
        }).toList()).isSameAs(failure);
        assertThat(closed).hasValue(3);
        try (AsyncGenerator<Integer> generator = AsyncStream.fromStream(Stream.iterate(1, i -> i + 1).flatMap(
                Stream::of).onClose(closed::incrementAndGet)).openAsync()) {
            assertThat(generator.next()).hasValue(1);
            assertThat(generator.next()).hasValue(2);
        }
        assertThat(closed).hasValue(4);
    }

    @Test
    @DisplayName("law 5: failures of the iterator arrive as they are, those of its close with them")
    void passesFailuresOfTheIterator() {
        IllegalStateException inClose = new IllegalStateException("close");
        Iterator<Integer> noStart = new Iterator<>() {
            @Override
            public boolean hasNext() {
                throw inClose;
            }

            @Override
            public Integer next() {
                throw new AssertionError("not asked");
            }
        };
        assertThatThrownBy(() -> AsyncStream.fromIterator(noStart).toList()).isSameAs(inClose);
        assertThatThrownBy(() -> AsyncStream.fromIterable(() -> {
            throw inClose;
        }).toList()).isSameAs(inClose);
        Throwable thrown = catchThrowable(() -> AsyncStream.fromStream(Stream.of(1, 2).onClose(() -> {
            throw inClose;
        })).forEach(item -> {
            throw failure;
        }));
        assertThat(StreamErrorTest.all(thrown)).contains(failure, inClose);
        assertThatThrownBy(() -> AsyncStream.fromStream(Stream.of(1, 2).onClose(() -> {
            throw inClose;
        })).first()).isSameAs(inClose);
    }

    @Test
    void refusesNullItems() {
        String message = "a stream has no null items, and its source brought one: leave them out";
        assertThatThrownBy(() -> AsyncStream.fromIterable(Arrays.asList(1, null)).toList())
                .isInstanceOf(NullPointerException.class).hasMessage(message);
        assertThatThrownBy(() -> AsyncStream.fromStream(Stream.of(1, null)).toList())
                .isInstanceOf(NullPointerException.class).hasMessage(message);
        PulledItems items = PulledItems.then(1, () -> null);
        assertThatThrownBy(() -> over(items).toList()).hasMessage(message);
        assertThat(items.closed()).isEqualTo(1);
    }

    @Test
    void mayWaitThroughFootbridgeInAPull() {
        assertThat(over(PulledItems.then(1, () -> loop.call(() -> {
            Async.yieldNow();
            return "from the loop";
        }))).take(2).toList()).containsExactly(0, "from the loop");
    }
}
