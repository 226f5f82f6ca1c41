package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Async;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.OpenLevels;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
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

/** One generator with many who pull it: served one after another, nothing lost, nothing doubled. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SharedGeneratorTest {

    private static final int MANY = 2_000;

    private final OpenLevels on = new OpenLevels();

    @AfterEach
    void close() {
        on.close();
        assertThat(on.failures().all()).isEmpty();
    }

    static Stream<Arguments> places() {
        return Stream.of("loop", "pool", "small").flatMap(level -> Stream.of(0, 1, 2, 64)
                .flatMap(prefetch -> Stream.of(2, 8).map(pullers -> Arguments.of(pullers, level, prefetch))));
    }

    private AsyncGenerator<Integer> open(String level, int prefetch, GeneratorBody<Integer> body) {
        return AsyncGenerator.open(o -> o.withLevel(on.level(level)).withPrefetch(prefetch), body);
    }

    /** All that one gets by next. */
    private static List<Integer> drain(AsyncGenerator<Integer> numbers) {
        List<Integer> got = new ArrayList<>();
        for (Optional<Integer> next = numbers.next(); next.isPresent(); next = numbers.next()) {
            got.add(next.get());
        }
        return got;
    }

    /** All that one gets by hasNext and next, of which the former may promise what somebody else takes. */
    private static List<Integer> drainByLooking(Generator<Integer> numbers) {
        List<Integer> got = new ArrayList<>();
        while (numbers.hasNext()) {
            try {
                got.add(numbers.next());
            } catch (NoSuchElementException another) {
                return got;
            }
        }
        return got;
    }

    /** Everybody's items are in order, and together they are all there are. */
    private static void assertShared(List<List<Integer>> parts, int many) {
        assertThat(parts).allSatisfy(part -> assertThat(part).isSorted());
        assertThat(parts.stream().flatMap(List::stream).sorted().toList())
                .isEqualTo(IntStream.range(0, many).boxed().toList());
    }

    @ParameterizedTest(name = "E9: {0} threads pull a body on {1}, prefetch {2}: nothing lost or doubled")
    @MethodSource("places")
    void servesThreads(int pullers, String level, int prefetch) {
        AsyncGenerator<Integer> numbers = open(level, prefetch, GeneratorBodies.numbers(MANY));
        List<ForeignThread<List<Integer>>> threads = new ArrayList<>();
        for (int i = 0; i < pullers; i++) {
            boolean looks = i % 2 == 1;
            threads.add(ForeignThread.of(() -> looks ? drainByLooking(numbers.asGenerator()) : drain(numbers)));
        }
        assertShared(threads.stream().map(ForeignThread::value).toList(), MANY);
    }

    @ParameterizedTest(name = "E9: {0} threads, coroutines and jobs pull a body on {1}, prefetch {2}")
    @MethodSource("places")
    void servesThreadsAndCoroutines(int pullers, String level, int prefetch) {
        AsyncGenerator<Integer> numbers = open(level, prefetch, GeneratorBodies.numbers(MANY));
        List<Callable<List<Integer>>> results = new ArrayList<>();
        for (int i = 0; i < pullers; i++) {
            boolean looks = i % 4 > 1;
            Callable<List<Integer>> puller = () -> looks ? drainByLooking(numbers.asGenerator()) : drain(numbers);
            switch (i % 4) {
                case 0 -> results.add(ForeignThread.of(puller)::value);
                case 1 -> results.add(on.loop().start(puller)::result);
                case 2 -> results.add(on.pool().start(puller)::result);
                default -> results.add(on.small().start(puller)::result);
            }
        }
        assertShared(results.stream().map(SharedGeneratorTest::call).toList(), MANY);
    }

    private static <T> T call(Callable<T> code) {
        try {
            return code.call();
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 64})
    @DisplayName("E9: one that only looks, while others take, never makes an item get lost")
    void losesNothingToWhoOnlyLooks(int prefetch) {
        AsyncGenerator<Integer> numbers = open("loop", prefetch, GeneratorBodies.numbers(MANY));
        ForeignThread<Integer> looker = ForeignThread.of(() -> {
            int looks = 0;
            while (numbers.asGenerator().hasNext()) {
                looks++;
            }
            return looks;
        });
        List<ForeignThread<List<Integer>>> takers = List.of(ForeignThread.of(() -> drain(numbers)),
                ForeignThread.of(() -> drain(numbers)));
        assertShared(takers.stream().map(ForeignThread::value).toList(), MANY);
        assertThat(looker.value()).isNotNegative();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 64})
    @DisplayName("E9: when the body fails one of those who pull gets the error, the others the end")
    void tellsOneOfTheError(int prefetch) {
        for (int round = 0; round < 20; round++) {
            IOException error = new IOException("after some");
            AsyncGenerator<Integer> numbers = open(round % 2 == 0 ? "loop" : "pool", prefetch, out -> {
                GeneratorBodies.numbers(50).run(out);
                throw error;
            });
            List<ForeignThread<Boolean>> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                threads.add(ForeignThread.of(() -> {
                    try {
                        return drain(numbers).isEmpty() && false;
                    } catch (Exception thrown) {
                        assertThat(thrown).isSameAs(error);
                        return true;
                    }
                }));
            }
            assertThat(threads.stream().filter(ForeignThread::value).count()).isOne();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 64})
    @DisplayName("E9, law 3: a pull that is cancelled, in line or at the head of it, loses nothing")
    void losesNothingWithACancelledPull(int prefetch) {
        CompletableFuture<Integer> item = new CompletableFuture<>();
        AsyncGenerator<Integer> numbers = open("loop", prefetch, out -> {
            out.emit(Async.await(item));
            GeneratorBodies.numbers(3).run(out);
        });
        List<Task<Optional<Integer>>> pulls = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            pulls.add((i % 2 == 0 ? on.small() : on.loop()).start(() -> numbers.next()));
        }
        Eventually.until(() -> on.small().stats().waiting() == 3);
        on.loop().call(Async::yieldNow);
        for (int i : new int[]{0, 1, 4}) {
            pulls.get(i).cancel("enough");
            assertThat(pulls.get(i).outcome()).isEqualTo(new Outcome.Cancelled<>("enough"));
        }
        item.complete(-1);
        Set<Integer> got = new HashSet<>();
        for (int i : new int[]{2, 3, 5}) {
            got.add(pulls.get(i).result().orElseThrow());
        }
        assertThat(got).containsExactlyInAnyOrder(-1, 0, 1);
        assertThat(drain(numbers)).containsExactly(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 64})
    @DisplayName("E9, law 3: pulls that are cancelled at any moment lose and double nothing")
    void losesNothingWithManyCancelledPulls(int prefetch) {
        AsyncGenerator<Integer> numbers = open("loop", prefetch, out -> {
            for (int i = 0; i < 500; i++) {
                if (i % 3 == 0) {
                    Async.sleep(Duration.ofNanos(20_000));
                }
                out.emit(i);
            }
        });
        List<ForeignThread<List<Integer>>> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            int own = t;
            threads.add(ForeignThread.of(() -> {
                List<Integer> got = new ArrayList<>();
                for (int i = 0;; i++) {
                    int nanos = 1 + i * 7_919 % 150_000;
                    Callable<Optional<Integer>> pull = own == 0 && numbers.asGenerator().hasNext()
                            ? numbers::next
                            : () -> numbers.next();
                    Optional<Optional<Integer>> next = Async.moveOnAfter(Duration.ofNanos(nanos), pull);
                    if (next.isPresent() && next.get().isEmpty()) {
                        return got;
                    }
                    next.flatMap(item -> item).ifPresent(got::add);
                }
            }));
        }
        assertShared(threads.stream().map(ForeignThread::value).toList(), 500);
    }

    @Test
    @DisplayName("E9: two threads that answer a body take turns, each getting the item that follows its answer")
    void servesThoseWhoAnswer() {
        AsyncGenerator<Integer> echo = open("loop", 0, out -> {
            int answer = 0;
            for (;;) {
                answer = out.emit(answer, Integer.class).orElse(-1);
                Async.yieldNow();
            }
        });
        assertThat(echo.next()).contains(0);
        List<ForeignThread<Boolean>> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            int base = t * 10_000;
            threads.add(ForeignThread.of(() -> {
                for (int i = 1; i < 300; i++) {
                    assertThat(echo.send(base + i)).contains(base + i);
                }
                return true;
            }));
        }
        assertThat(threads.stream().map(ForeignThread::value)).containsOnly(true);
        echo.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64})
    @DisplayName("E9: closed while many pull: each has got whole items, in order, and no item twice")
    void closesUnderLoad(int prefetch) {
        for (int round = 0; round < 30; round++) {
            GeneratorCleanup cleanup = GeneratorCleanup.quick();
            AsyncGenerator<Integer> numbers = open(round % 2 == 0 ? "loop" : "pool", prefetch,
                    cleanup.of(GeneratorBodies.endless()));
            List<ForeignThread<List<Integer>>> threads = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                threads.add(ForeignThread.of(() -> {
                    List<Integer> got = new ArrayList<>();
                    try {
                        for (;;) {
                            got.add(numbers.next().orElseThrow());
                        }
                    } catch (IllegalStateException closed) {
                        assertThat(closed.getMessage()).contains("closed");
                        return got;
                    }
                }));
            }
            GeneratorBodies.until(() -> cleanup.begun() == 0);
            Async.sleep(Duration.ofNanos(round * 20_000L));
            numbers.close();
            List<List<Integer>> parts = threads.stream().map(ForeignThread::value).toList();
            assertThat(parts).allSatisfy(part -> assertThat(part).isSorted());
            assertThat(parts.stream().flatMap(List::stream).toList()).doesNotHaveDuplicates();
            assertThat(cleanup.ended()).isEqualTo(cleanup.begun());
        }
    }
}
