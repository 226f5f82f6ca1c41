package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.Level;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.From;
import dev.footbridge.testing.OpenLevels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Law 2 for generators: any nesting of bodies and consumers, on one level or several, comes to its end. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GeneratorNestingTest {

    private static final int DEEP = 100;

    private final OpenLevels on = new OpenLevels();
    private final EventLoop other = EventLoop.open(o -> o.withName("other"));
    private final AtomicInteger cleaned = new AtomicInteger();

    @AfterEach
    void close() {
        on.close();
        other.abort();
        assertThat(on.failures().all()).isEmpty();
    }

    /** Which level and prefetch each of the generators has, from the outermost to the innermost. */
    record Mix(String name, List<String> levels, List<Integer> prefetches) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Mix> mixes() {
        return Stream.of(new Mix("one loop", List.of("loop"), List.of(0)),
                new Mix("one loop, ahead", List.of("loop"), List.of(3)),
                new Mix("a pool of one place", List.of("small"), List.of(0)),
                new Mix("a pool of one place, ahead", List.of("small"), List.of(1)),
                new Mix("loops by turns", List.of("loop", "other"), List.of(0)),
                new Mix("all levels by turns", List.of("loop", "small", "other", "pool"), List.of(0, 1, 0, 64, 2)));
    }

    static Stream<Arguments> mixesFromEverywhere() {
        return mixes().flatMap(mix -> Stream.of(From.values()).map(from -> Arguments.of(mix, from)));
    }

    private Level level(String name) {
        return name.equals("other") ? other : on.level(name);
    }

    /** Generators one over the other, each of which adds one to the items of the next. */
    private Generator<Integer> tower(Mix mix, int depth, GeneratorBody<Integer> ground) {
        Level level = level(mix.levels().get(depth % mix.levels().size()));
        int prefetch = mix.prefetches().get(depth % mix.prefetches().size());
        return Generator.open(o -> o.withLevel(level).withPrefetch(prefetch), depth == 0 ? ground : out -> {
            try (Generator<Integer> below = tower(mix, depth - 1, ground)) {
                for (int number : below) {
                    out.emit(number + 1);
                }
            } finally {
                Async.yieldNow();
                cleaned.incrementAndGet();
            }
        });
    }

    @ParameterizedTest(name = "law 2: generators 100 deep, {0}, from a {1}: items come through")
    @MethodSource("mixesFromEverywhere")
    void bringsItemsThroughATower(Mix mix, From from) throws Exception {
        List<Integer> all = from.call(on, () -> {
            try (Generator<Integer> tower = tower(mix, DEEP, GeneratorBodies.numbers(20))) {
                return tower.stream().toList();
            }
        });
        assertThat(all).isEqualTo(IntStream.range(DEEP, DEEP + 20).boxed().toList());
        assertThat(cleaned.get()).isEqualTo(DEEP);
    }

    @ParameterizedTest(name = "E2, law 2: generators 100 deep, {0}, from a {1}: close runs the cleanup of all")
    @MethodSource("mixesFromEverywhere")
    void closesATower(Mix mix, From from) throws Exception {
        GeneratorCleanup ground = GeneratorCleanup.quick();
        int endedThen = from.call(on, () -> {
            try (Generator<Integer> tower = tower(mix, DEEP, ground.of(GeneratorBodies.endless()))) {
                assertThat(tower.next()).isEqualTo(DEEP);
                assertThat(tower.next()).isEqualTo(DEEP + 1);
            }
            return ground.ended();
        });
        assertThat(endedThen).isOne();
        assertThat(cleaned.get()).isEqualTo(DEEP);
    }

    @ParameterizedTest(name = "E4, law 5: generators 100 deep, {0}: the error of the innermost comes through")
    @MethodSource("mixes")
    void bringsAnErrorThroughATower(Mix mix) {
        IOException error = new IOException("at the bottom");
        try (Generator<Integer> tower = tower(mix, DEEP, out -> {
            out.emit(0);
            throw error;
        })) {
            assertThat(tower.next()).isEqualTo(DEEP);
            assertThatThrownBy(tower::next).isSameAs(error);
            assertThat(tower.hasNext()).isFalse();
        }
        assertThat(cleaned.get()).isEqualTo(DEEP);
    }

    @Test
    @DisplayName("C11, law 2: generators 2,000 deep on a loop and a pool of one place by turns")
    void bringsItemsThroughAHighTower() {
        Mix mix = new Mix("high", List.of("loop", "small"), List.of(0));
        try (Generator<Integer> tower = tower(mix, 2_000, GeneratorBodies.endless())) {
            assertThat(tower.next()).isEqualTo(2_000);
            assertThat(tower.next()).isEqualTo(2_001);
        }
        assertThat(cleaned.get()).isEqualTo(2_000);
    }

    @Test
    @DisplayName("E2: closed while the innermost of a tower waits for something: all are told, and clean up")
    void closesATowerWhoseGroundWaits() {
        for (Mix mix : mixes().toList()) {
            cleaned.set(0);
            GeneratorCleanup ground = GeneratorCleanup.quick();
            Generator<Integer> tower = tower(mix, 20, ground.of(out -> {
                out.emit(0);
                Async.sleep(GeneratorBodies.LONG);
            }));
            assertThat(tower.next()).isEqualTo(20);
            ForeignThread<Integer> puller = ForeignThread.of(tower::next).awaitWaiting();
            tower.close();
            assertThat(puller.failure()).hasMessageContaining("was closed");
            assertThat(ground.ended()).as("%s", mix).isOne();
            assertThat(cleaned.get()).as("%s", mix).isEqualTo(20);
        }
    }

    @Test
    @DisplayName("law 2: a body in a pool of one place consumes another generator of that pool, whose body another one")
    void consumesInAPoolOfOnePlace() {
        List<Integer> all = on.small().call(() -> {
            try (Generator<Integer> outer = Generator.open(o -> o.withLevel(on.small()), out -> {
                for (int i = 0; i < 10; i++) {
                    int base = i * 10;
                    try (Generator<Integer> inner = Generator.open(o -> o.withLevel(on.small()).withPrefetch(base % 3),
                            GeneratorBodies.numbers(10))) {
                        for (int number : inner) {
                            out.emit(on.small().call(() -> base + number));
                        }
                    }
                }
            })) {
                return outer.stream().toList();
            }
        });
        assertThat(all).isEqualTo(IntStream.range(0, 100).boxed().toList());
        assertThat(on.small().stats().peak()).isOne();
    }

    @Test
    @DisplayName("law 2: twenty consumers and their bodies in a pool of one place")
    void sharesAPoolOfOnePlace() {
        List<Task<Long>> sums = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int prefetch = i % 4;
            sums.add(on.small().start(() -> {
                try (Stream<Integer> numbers = Generator.open(o -> o.withLevel(on.small()).withPrefetch(prefetch),
                        GeneratorBodies.numbers(50)).stream()) {
                    return numbers.mapToLong(Integer::longValue).sum();
                }
            }));
        }
        assertThat(Async.gather(sums)).containsOnly(1_225L);
        assertThat(on.small().stats().peak()).isOne();
    }

    @Test
    @DisplayName("law 2: blocking in async in blocking: each item calls back into the loop of its consumer")
    void callsBackIntoTheConsumersLoop() {
        int sum = on.loop().call(() -> {
            int total = 0;
            try (Generator<Integer> numbers = Generator.open(o -> o.withLevel(on.small()), out -> {
                for (int i = 0; i < 50; i++) {
                    int number = i;
                    out.emit(on.loop().call(() -> on.small().call(() -> on.loop().call(() -> number))));
                }
            })) {
                for (int number : numbers) {
                    total += other.call(() -> on.loop().call(() -> number));
                }
            }
            return total;
        });
        assertThat(sum).isEqualTo(1_225);
    }

    /** A recursive walk: a generator for every node of a tree. */
    private void walk(Emitter<Integer> out, int height, Level level) {
        if (height == 0) {
            out.emit(1);
            return;
        }
        for (int i = 0; i < 2; i++) {
            try (Generator<Integer> child = Generator.open(o -> o.withLevel(level),
                    inner -> walk(inner, height - 1, level))) {
                child.forEachRemaining(out::emit);
            }
        }
    }

    @Test
    @DisplayName("law 2: a tree of generators, one for each node")
    void walksATree() {
        for (Level level : List.of(on.loop(), on.small())) {
            try (Generator<Integer> leaves = Generator.open(o -> o.withLevel(level), out -> walk(out, 6, level))) {
                assertThat(leaves.stream().count()).isEqualTo(64);
            }
        }
    }
}
