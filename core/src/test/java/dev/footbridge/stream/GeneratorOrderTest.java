package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Async;
import dev.footbridge.Level;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.From;
import dev.footbridge.testing.OpenLevels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who runs when: body and consumer by turns, or the body so many items ahead. From everywhere, with a body anywhere. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GeneratorOrderTest {

    private static final List<String> LEVELS = List.of("loop", "other", "pool", "small");

    private final OpenLevels on = new OpenLevels();
    private final EventLoop other = EventLoop.open(o -> o.withName("other"));
    private final ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        on.close();
        other.abort();
    }

    private Level level(String name) {
        return name.equals("other") ? other : on.level(name);
    }

    static Stream<Arguments> places() {
        return Arrays.stream(From.values()).flatMap(from -> LEVELS.stream().map(level -> Arguments.of(from, level)));
    }

    @ParameterizedTest(name = "E1: body and consumer take turns, the consumer on a {0}, the body on {1}")
    @MethodSource("places")
    void takesTurns(From from, String level) throws Exception {
        from.call(on, () -> {
            try (Generator<Integer> numbers = Generator.open(o -> o.withLevel(level(level)), out -> {
                for (int i = 0; i < 4; i++) {
                    log.add("make " + i);
                    out.emit(i);
                }
                log.add("end");
            })) {
                log.add("open");
                for (int number : numbers) {
                    log.add("take " + number);
                    Async.yieldNow();
                }
            }
            return log.add("closed");
        });
        assertThat(log).containsExactly("open", "make 0", "take 0", "make 1", "take 1", "make 2", "take 2", "make 3",
                "take 3", "end", "closed");
    }

    @ParameterizedTest(name = "E1: the body waits between items, the consumer on a {0}, the body on {1}")
    @MethodSource("places")
    void takesTurnsWithABodyThatWaits(From from, String level) throws Exception {
        AtomicInteger ahead = new AtomicInteger();
        List<Integer> taken = from.call(on, () -> {
            List<Integer> all = new ArrayList<>();
            try (AsyncGenerator<Integer> numbers = AsyncGenerator.open(o -> o.withLevel(level(level)), out -> {
                for (int i = 0; i < 20; i++) {
                    assertThat(ahead.incrementAndGet()).isOne();
                    Async.yieldNow();
                    out.emit(i);
                }
            })) {
                for (Optional<Integer> next = numbers.next(); next.isPresent(); next = numbers.next()) {
                    assertThat(ahead.decrementAndGet()).isZero();
                    all.add(next.get());
                }
            }
            return all;
        });
        assertThat(taken).isEqualTo(IntStream.range(0, 20).boxed().toList());
    }

    @ParameterizedTest(name = "E1: with a prefetch of {0} the body is never more than that ahead, and gets that far")
    @ValueSource(ints = {1, 2, 3, 64})
    void isAheadByThePrefetchAtMost(int prefetch) throws Exception {
        for (From from : From.values()) {
            for (String level : LEVELS) {
                int many = 4 * prefetch + 20;
                AtomicInteger asked = new AtomicInteger();
                AtomicInteger made = new AtomicInteger();
                AtomicInteger most = new AtomicInteger();
                from.call(on, () -> {
                    try (AsyncGenerator<Integer> numbers = AsyncGenerator
                            .open(o -> o.withLevel(level(level)).withPrefetch(prefetch), out -> {
                                for (int i = 0; i < many; i++) {
                                    most.accumulateAndGet(made.incrementAndGet() - asked.get(), Math::max);
                                    out.emit(i);
                                }
                            })) {
                        for (int i = 0; i < many; i++) {
                            asked.incrementAndGet();
                            assertThat(numbers.next()).contains(i);
                            if (i == 0) {
                                GeneratorBodies.until(() -> made.get() >= prefetch);
                            }
                        }
                        return assertThat(numbers.next()).isEmpty();
                    }
                });
                assertThat(most.get()).as("%s, %s", from, level).isLessThanOrEqualTo(prefetch);
            }
        }
    }

    @ParameterizedTest(name = "E1: a prefetch of {0} changes neither order nor items")
    @ValueSource(ints = {0, 1, 2, 3, 5, 64, 256, 1_000})
    void keepsOrderAndItems(int prefetch) throws Exception {
        int many = prefetch < 3 ? 500 : 5_000;
        for (From from : From.values()) {
            for (String level : LEVELS) {
                List<Integer> all = from.call(on, () -> {
                    try (Generator<Integer> numbers = Generator.open(
                            o -> o.withLevel(level(level)).withPrefetch(prefetch), GeneratorBodies.numbers(many))) {
                        return numbers.stream().toList();
                    }
                });
                assertThat(all).as("%s, %s", from, level).isEqualTo(IntStream.range(0, many).boxed().toList());
            }
        }
    }

    @Test
    @DisplayName("E1: a body begins with the first pull, also one that may be ahead")
    void beginsWithTheFirstPull() {
        for (int prefetch : new int[]{0, 1, 64}) {
            AtomicInteger begun = new AtomicInteger();
            try (Generator<Integer> numbers = Generator.open(o -> o.withLevel(on.loop()).withPrefetch(prefetch),
                    out -> {
                        begun.incrementAndGet();
                        out.emit(1);
                    })) {
                assertThat(on.loop().call(() -> on.loop().call(begun::get))).isZero();
                assertThat(numbers.hasNext()).isTrue();
                assertThat(begun.get()).isOne();
            }
        }
    }

    @Test
    @DisplayName("E1: to look whether there is an item makes one, and no more however often one looks")
    void looksWithoutReadingAhead() {
        AtomicInteger made = new AtomicInteger();
        try (Generator<Integer> numbers = Generator.open(o -> o.withLevel(on.loop()), out -> {
            while (made.incrementAndGet() <= 2) {
                out.emit(made.get());
            }
        })) {
            for (int expected = 1; expected <= 2; expected++) {
                assertThat(numbers.hasNext() && numbers.hasNext() && numbers.hasNext()).isTrue();
                assertThat(made.get()).isEqualTo(expected);
                assertThat(numbers.next()).isEqualTo(expected);
            }
            assertThat(numbers.hasNext()).isFalse();
            assertThat(numbers.hasNext()).isFalse();
        }
    }

    @Test
    @DisplayName("E1: while a coroutine waits for an item the others of its loop run, and may bring it about")
    void letsOthersRunMeanwhile() {
        CompletableFuture<Integer> item = new CompletableFuture<>();
        int got = on.loop().call(() -> {
            on.loop().start(() -> item.complete(7));
            try (Generator<Integer> one = Generator.open(out -> out.emit(Async.await(item)))) {
                return one.next();
            }
        });
        assertThat(got).isEqualTo(7);
    }

    @Test
    @DisplayName("E1: callbacks of a loop and of stages pull as well")
    void isPulledByCallbacks() {
        try (AsyncGenerator<Integer> numbers = AsyncGenerator.open(o -> o.withLevel(on.loop()),
                GeneratorBodies.endless())) {
            CompletableFuture<Optional<Integer>> first = new CompletableFuture<>();
            on.loop().callSoon(() -> first.complete(numbers.next()));
            assertThat(Async.<Optional<Integer>>await(first)).contains(0);
            CompletableFuture<Integer> stage = new CompletableFuture<>();
            CompletableFuture<Optional<Integer>> second = stage.thenApply(_ -> numbers.next());
            stage.complete(1);
            assertThat(second.join()).contains(1);
            assertThat(on.pool().start(() -> 1).thenApply(_ -> numbers.next()).toCompletableFuture().join())
                    .contains(2);
        }
    }

    @Test
    @DisplayName("law 1: a body on the consumer's loop shares state with it without locks")
    void isAtomicWithItsConsumer() {
        int[] shared = {0};
        on.loop().call(() -> {
            try (Generator<Integer> numbers = Generator.open(o -> o.withPrefetch(3), out -> {
                for (int i = 0; i < 10_000; i++) {
                    shared[0]++;
                    out.emit(i);
                    shared[0]++;
                }
            })) {
                for (int number : numbers) {
                    shared[0] += number < 0 ? 0 : 1;
                }
            }
        });
        assertThat(shared[0]).isEqualTo(30_000);
    }

    @Test
    @DisplayName("E1: the body runs on the level it was given, else on the loop of whoever opened it, else app-wide")
    void runsWhereItWasToldTo() {
        assertThat(whereRuns(o -> o.withLevel(other))).contains(other);
        assertThat(whereRuns(o -> o.withLevel(on.pool()))).isEmpty();
        assertThat(on.loop().call(() -> whereRuns(o -> o))).contains(on.loop());
        assertThat(on.loop().call(() -> whereRuns(o -> o.withPrefetch(2)))).contains(on.loop());
        assertThat(whereRuns(o -> o)).contains(Async.getEventLoop());
    }

    private static Optional<EventLoop> whereRuns(UnaryOperator<GeneratorOptions> set) {
        try (Generator<Optional<EventLoop>> one = Generator.open(set, out -> out.emit(Async.runningLoop()))) {
            return one.next();
        }
    }
}
