package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.testing.From;
import dev.footbridge.testing.OpenLevels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A generator as an iterator, an iterable, a spliterator and a stream. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GeneratorFacesTest {

    private final OpenLevels on = new OpenLevels();

    @AfterEach
    void close() {
        on.close();
        assertThat(on.failures().all()).isEmpty();
    }

    static Stream<Arguments> places() {
        return Arrays.stream(From.values()).flatMap(from -> Stream.of("loop", "small")
                .flatMap(level -> Stream.of(0, 3).map(prefetch -> Arguments.of(from, level, prefetch))));
    }

    private Generator<Integer> open(int many) {
        return Generator.open(o -> o.withLevel(on.loop()), GeneratorBodies.numbers(many));
    }

    @ParameterizedTest(name = "every way to go through all items on a {0}, body on {1}, prefetch {2}")
    @MethodSource("places")
    void goesThroughAll(From from, String level, int prefetch) throws Exception {
        List<Integer> all = IntStream.range(0, 10).boxed().toList();
        from.call(on, () -> {
            for (int way = 0; way < 8; way++) {
                List<Integer> got = new ArrayList<>();
                try (Generator<Integer> numbers = Generator.open(
                        o -> o.withLevel(on.level(level)).withPrefetch(prefetch), GeneratorBodies.numbers(10))) {
                    switch (way) {
                        case 0 -> numbers.iterator().forEachRemaining(got::add);
                        case 1 -> numbers.forEach(got::add);
                        case 2 -> numbers.spliterator().forEachRemaining(got::add);
                        case 3 -> numbers.stream().forEachOrdered(got::add);
                        case 4 -> got.addAll(numbers.stream().parallel().map(number -> number).toList());
                        case 5 -> got.addAll(
                                StreamSupport.stream(numbers.spliterator(), false).collect(Collectors.toList()));
                        case 6 -> {
                            Iterator<Integer> items = numbers.stream().iterator();
                            while (items.hasNext()) {
                                got.add(items.next());
                            }
                        }
                        default -> {
                            for (Spliterator<Integer> items = numbers.spliterator(); items.tryAdvance(got::add);) {
                                assertThat(items.trySplit()).isNull();
                            }
                        }
                    }
                    assertThat(numbers.hasNext()).isFalse();
                }
                assertThat(got).as("way %d", way).isEqualTo(all);
            }
            return null;
        });
    }

    @Test
    void saysWhatItsSpliteratorIs() {
        try (Generator<Integer> numbers = open(3)) {
            Spliterator<Integer> items = numbers.spliterator();
            assertThat(items.characteristics()).isEqualTo(Spliterator.ORDERED | Spliterator.NONNULL);
            assertThat(items.estimateSize()).isEqualTo(Long.MAX_VALUE);
            assertThat(items.getExactSizeIfKnown()).isEqualTo(-1);
        }
    }

    @Test
    void takesNextWithoutAskingFirst() {
        try (Generator<Integer> numbers = open(2)) {
            assertThat(numbers.next()).isZero();
            assertThat(numbers.next()).isOne();
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(numbers::next).isExactlyInstanceOf(NoSuchElementException.class)
                        .hasMessage("generator loop/GeneratorBodies lambda has no more items: ask hasNext() first");
                assertThat(numbers.hasNext()).isFalse();
            }
        }
    }

    @Test
    void doesNotRemove() {
        try (Generator<Integer> numbers = open(2)) {
            Iterator<Integer> items = numbers.iterator();
            items.next();
            assertThatThrownBy(items::remove).isInstanceOf(UnsupportedOperationException.class);
            assertThat(items.next()).isOne();
        }
    }

    @Test
    void sharesItemsAmongItsFaces() {
        try (AsyncGenerator<Integer> numbers = AsyncGenerator.open(o -> o.withLevel(on.loop()),
                GeneratorBodies.numbers(6))) {
            Generator<Integer> one = numbers.asGenerator();
            Generator<Integer> two = numbers.asGenerator();
            assertThat(one.hasNext()).isTrue();
            assertThat(two.next()).isZero();
            assertThat(one.next()).isOne();
            assertThat(two.hasNext() && one.hasNext()).isTrue();
            assertThat(numbers.next()).contains(2);
            assertThat(one.stream().limit(2).toList()).containsExactly(3, 4);
            assertThat(two.stream().toList()).containsExactly(5);
            assertThat(numbers.next()).isEmpty();
        }
    }

    @Test
    @DisplayName("E1: a stream takes no more than it needs")
    void takesNoMoreThanItNeeds() {
        List<Integer> made = new ArrayList<>();
        GeneratorBody<Integer> body = out -> {
            for (int i = 0;; i++) {
                made.add(i);
                out.emit(i);
            }
        };
        try (Stream<Integer> numbers = Generator.open(o -> o.withLevel(on.loop()), body).stream()) {
            assertThat(numbers.filter(number -> number % 2 == 1).limit(2).toList()).containsExactly(1, 3);
        }
        assertThat(made).containsExactly(0, 1, 2, 3);
        made.clear();
        try (Stream<Integer> numbers = Generator.open(o -> o.withLevel(on.loop()), body).stream()) {
            assertThat(numbers.anyMatch(number -> number == 2)).isTrue();
        }
        assertThat(made).containsExactly(0, 1, 2);
    }

    @Test
    @DisplayName("E2: a stream closes its generator once, also by way of flatMap, and whatever else is to be closed")
    void closesWithItsStream() {
        GeneratorCleanup cleanup = GeneratorCleanup.quick();
        List<String> closed = new ArrayList<>();
        Stream<Integer> stream = Generator.open(o -> o.withLevel(on.loop()), cleanup.of(GeneratorBodies.endless()))
                .stream().onClose(() -> closed.add("mine"));
        assertThat(stream.findFirst()).contains(0);
        assertThat(cleanup.ended()).isZero();
        stream.close();
        stream.close();
        assertThat(cleanup.ended()).isOne();
        assertThat(closed).containsExactly("mine");

        Optional<Integer> found = Stream.of(1, 2).flatMap(
                _ -> Generator.open(o -> o.withLevel(on.loop()), cleanup.of(GeneratorBodies.endless())).stream())
                .filter(number -> number == 5).findFirst();
        assertThat(found).contains(5);
        assertThat(cleanup.ended()).isEqualTo(2);
    }

    @Test
    @DisplayName("E2: what the cleanup fails with is thrown by the close of the stream")
    void throwsWhatTheCleanupFailedWith() {
        IllegalStateException failure = new IllegalStateException("cleanup");
        assertThatThrownBy(() -> {
            try (Stream<Integer> numbers = Generator.<Integer>open(o -> o.withLevel(on.loop()), out -> {
                try {
                    GeneratorBodies.endless().run(out);
                } finally {
                    fail(failure);
                }
            }).stream()) {
                assertThat(numbers.findFirst()).contains(0);
            }
        }).isSameAs(failure);
    }

    private static void fail(RuntimeException failure) {
        throw failure;
    }

    @Test
    void hasNoItemsAtAll() {
        try (Generator<Integer> none = open(0)) {
            assertThat(none.hasNext()).isFalse();
            assertThat(none.stream().toList()).isEmpty();
        }
    }
}
