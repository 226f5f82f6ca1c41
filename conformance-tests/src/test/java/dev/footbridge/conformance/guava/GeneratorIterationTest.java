package dev.footbridge.conformance.guava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.testing.IteratorFeature;
import com.google.common.collect.testing.IteratorTester;
import com.google.common.collect.testing.SpliteratorTester;
import dev.footbridge.stream.AsyncStream;
import dev.footbridge.stream.Generator;
import dev.footbridge.stream.GeneratorBody;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever sequence of calls comes, a generator answers as an iterator over a list that cannot be changed. */
class GeneratorIterationTest {

    private static final List<Integer> ITEMS = List.of(1, 2, 3);
    /** All sequences of so many calls are tried. */
    private static final int CALLS = 6;
    private static final GeneratorBody<Integer> BODY = out -> ITEMS.forEach(out::emit);

    private final List<Generator<?>> open = new ArrayList<>();

    /** Where a generator comes from. */
    private record Origin(String name, Supplier<Generator<Integer>> generator) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Origin> origins() {
        return Stream.of(
                new Origin("in lock-step", () -> Generator.open(BODY)),
                new Origin("one ahead", () -> Generator.open(set -> set.withPrefetch(1), BODY)),
                new Origin("256 ahead", () -> Generator.open(set -> set.withPrefetch(256), BODY)),
                new Origin("a stream", () -> AsyncStream.fromIterable(ITEMS).map(item -> item).open()));
    }

    /** Closes the one before. */
    private Generator<Integer> opened(Origin origin) {
        close();
        Generator<Integer> generator = origin.generator.get();
        open.add(generator);
        return generator;
    }

    @AfterEach
    void close() {
        open.forEach(Generator::close);
        open.clear();
    }

    @ParameterizedTest
    @MethodSource("origins")
    void isAnIterator(Origin origin) {
        iterated(() -> opened(origin)).test();
    }

    @ParameterizedTest
    @MethodSource("origins")
    void iteratesOnceAsAnIterable(Origin origin) {
        iterated(() -> opened(origin).iterator()).test();
    }

    @ParameterizedTest
    @MethodSource("origins")
    void isASpliterator(Origin origin) {
        SpliteratorTester.of(() -> opened(origin).spliterator()).expect(ITEMS).inOrder();
    }

    @ParameterizedTest
    @MethodSource("origins")
    void streams(Origin origin) {
        SpliteratorTester.of(() -> opened(origin).stream().spliterator()).expect(ITEMS).inOrder();
    }

    /** Broken: an iterator that says after its end that there is more. */
    private static final class Endless implements Iterator<Integer> {

        private final Iterator<Integer> items = ITEMS.iterator();

        @Override
        public boolean hasNext() {
            return true;
        }

        @Override
        public Integer next() {
            if (!items.hasNext()) {
                throw new NoSuchElementException();
            }
            return items.next();
        }
    }

    @Test
    void findsAnIteratorThatIsBroken() {
        assertThat(ITEMS).hasSizeLessThan(CALLS);
        assertThatThrownBy(() -> iterated(Endless::new).test()).isInstanceOf(AssertionError.class);
    }

    private static IteratorTester<Integer> iterated(Supplier<Iterator<Integer>> iterator) {
        return new IteratorTester<>(CALLS, IteratorFeature.UNMODIFIABLE, ITEMS, IteratorTester.KnownOrder.KNOWN_ORDER) {
            @Override
            protected Iterator<Integer> newTargetIterator() {
                return iterator.get();
            }
        };
    }
}
