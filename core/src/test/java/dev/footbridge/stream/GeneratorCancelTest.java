package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Level;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.TaskGroup;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.ManualClock;
import dev.footbridge.testing.OpenLevels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Law 3 for consumers: a cancel ends the wait for an item, never the generator, and never takes the item with it. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GeneratorCancelTest {

    private final OpenLevels on = new OpenLevels();
    private final CompletableFuture<Integer> signal = new CompletableFuture<>();

    @AfterEach
    void close() {
        on.close();
        assertThat(on.failures().all()).isEmpty();
    }

    static Stream<Arguments> places() {
        return Stream.of("loop", "pool", "small").flatMap(body -> Stream.of("loop", "pool", "small").flatMap(
                consumer -> Stream.of(0, 1, 64).map(prefetch -> Arguments.of(consumer, body, prefetch))));
    }

    private AsyncGenerator<Integer> open(String level, int prefetch, GeneratorBody<Integer> body) {
        return AsyncGenerator.open(o -> o.withLevel(on.level(level)).withPrefetch(prefetch), body);
    }

    private GeneratorBody<Integer> afterTheSignal() {
        return out -> {
            out.emit(Async.await(signal));
            out.emit(8);
        };
    }

    /** Waits until the task waits within Footbridge. */
    private static void awaitWaiting(List<String> steps, Level level) {
        Eventually.until(() -> steps.contains("pulls"));
        level.call(Async::yieldNow);
    }

    @ParameterizedTest(name = "law 3: a consumer on {0} that is cancelled leaves its item to the next pull; {1}, prefetch {2}")
    @MethodSource("places")
    void leavesTheItem(String consumer, String level, int prefetch) {
        try (AsyncGenerator<Integer> numbers = open(level, prefetch, afterTheSignal())) {
            for (int i = 0; i < 3; i++) {
                List<String> steps = new CopyOnWriteArrayList<>();
                boolean looks = i == 1;
                Task<Object> task = on.level(consumer).start(() -> {
                    steps.add("pulls");
                    return looks ? numbers.asGenerator().hasNext() : numbers.next();
                });
                awaitWaiting(steps, on.level(consumer));
                task.cancel("enough");
                assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<>("enough"));
            }
            assertThat(numbers.isClosed()).isFalse();
            signal.complete(7);
            assertThat(numbers.next()).contains(7);
            assertThat(numbers.next()).contains(8);
            assertThat(numbers.next()).isEmpty();
        }
    }

    @ParameterizedTest(name = "law 3: a consumer on {0} that is cancelled in its loop has the cleanup run; {1}, prefetch {2}")
    @MethodSource("places")
    void cleansUpWhenItsConsumerIsCancelled(String consumer, String level, int prefetch) {
        GeneratorCleanup cleanup = GeneratorCleanup.quick();
        List<String> steps = new CopyOnWriteArrayList<>();
        Task<Integer> task = on.level(consumer).start(() -> {
            int sum = 0;
            try (Generator<Integer> numbers = open(level, prefetch, cleanup.of(out -> {
                out.emit(1);
                out.emit(2);
                steps.add("pulls");
                Async.await(signal);
            })).asGenerator()) {
                for (int number : numbers) {
                    sum += number;
                }
            } finally {
                steps.add("ended " + cleanup.ended());
            }
            return sum;
        });
        awaitWaiting(steps, on.level(level));
        task.cancel("enough");
        assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<>("enough"));
        assertThat(steps).containsExactly("pulls", "ended 1");
        assertThat(cleanup.told()).hasSize(1);
    }

    @ParameterizedTest(name = "law 3: a consumer on {0} that is cancelled as it closes waits for the cleanup; {1}, prefetch {2}")
    @MethodSource("places")
    void closesToTheEndAlthoughCancelled(String consumer, String level, int prefetch) {
        GeneratorCleanup held = GeneratorCleanup.held();
        AsyncGenerator<Integer> numbers = open(level, prefetch, held.of(GeneratorBodies.endless()));
        assertThat(numbers.next()).contains(0);
        List<String> steps = new CopyOnWriteArrayList<>();
        Task<Void> task = on.level(consumer).start(() -> {
            numbers.close();
            steps.add("closed, ended " + held.ended());
            Async.checkCancelled();
            steps.add("never");
        });
        Eventually.until(() -> held.begun() == 1);
        task.cancel("enough");
        on.level(consumer).call(Async::yieldNow);
        assertThat(task.isDone()).isFalse();
        held.letEnd();
        assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<>("enough"));
        assertThat(steps).containsExactly("closed, ended 1");
        assertThat(held.told()).hasSize(1);
    }

    @ParameterizedTest(name = "law 3: code on {0} that is cancelled before it closes a generator closes it; {1}, prefetch {2}")
    @MethodSource("places")
    void closesInCancelledCode(String consumer, String level, int prefetch) {
        GeneratorCleanup cleanup = GeneratorCleanup.quick();
        AsyncGenerator<Integer> numbers = open(level, prefetch, cleanup.of(GeneratorBodies.endless()));
        assertThat(numbers.next()).contains(0);
        List<String> steps = new CopyOnWriteArrayList<>();
        Task<Void> task = on.level(consumer).start(() -> {
            try {
                steps.add("pulls");
                Async.sleep(GeneratorBodies.LONG);
            } finally {
                numbers.close();
                steps.add("closed, ended " + cleanup.ended());
            }
        });
        awaitWaiting(steps, on.level(consumer));
        task.cancel("enough");
        assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<>("enough"));
        assertThat(steps).containsExactly("pulls", "closed, ended 1");
    }

    @Test
    @DisplayName("law 3: a time limit per pull, on the consumer's loop: the item comes late, and is the next one")
    void obeysATimeLimit() {
        ManualClock clock = new ManualClock();
        try (EventLoop timed = EventLoop.open(o -> o.withTimeSource(clock));
                AsyncGenerator<Integer> numbers = open("pool", 0, afterTheSignal())) {
            Task<Optional<Integer>> pull = timed
                    .start(() -> Async.withTimeout(GeneratorBodies.LONG, () -> numbers.next()));
            Eventually.until(() -> timed.stats().timers() == 1);
            clock.advance(GeneratorBodies.LONG);
            assertThatThrownBy(pull::result).isInstanceOf(TimeoutException.class);
            signal.complete(7);
            assertThat(timed.call(() -> numbers.next())).contains(7);
            assertThat(timed.stats().timers()).isZero();
        }
    }

    @Test
    @DisplayName("law 3: a shielded pull of cancelled code may wait")
    void mayWaitShielded() {
        try (AsyncGenerator<Integer> numbers = open("pool", 0, afterTheSignal())) {
            List<String> steps = new CopyOnWriteArrayList<>();
            Task<Integer> task = on.loop().start(() -> {
                try {
                    steps.add("pulls");
                    return numbers.next().orElseThrow();
                } catch (CancelledException cancelled) {
                    assertThatThrownBy(numbers::next).isInstanceOf(CancelledException.class).hasMessage("enough");
                    steps.add("shielded");
                    return Async.shielded(() -> numbers.next().orElseThrow());
                }
            });
            awaitWaiting(steps, on.loop());
            task.cancel("enough");
            Eventually.until(() -> steps.contains("shielded"));
            signal.complete(7);
            assertThat(task.result()).isEqualTo(7);
            assertThat(numbers.next()).contains(8);
        }
    }

    @Test
    @DisplayName("law 3: an endless loop over items that are always there meets a cancel all the same")
    void meetsACancelAlthoughItNeverWaits() {
        for (String consumer : List.of("loop", "pool")) {
            for (int prefetch : new int[]{0, 1, 64, 1_024}) {
                GeneratorCleanup cleanup = GeneratorCleanup.quick();
                List<String> steps = new CopyOnWriteArrayList<>();
                Task<Void> task = on.level(consumer).start(() -> {
                    try (Generator<Integer> numbers = open("pool", prefetch, cleanup.of(GeneratorBodies.endless()))
                            .asGenerator()) {
                        numbers.forEachRemaining(number -> {
                            if (number == 10) {
                                steps.add("pulls");
                            }
                        });
                    }
                });
                Eventually.until(() -> steps.contains("pulls"));
                task.cancel("enough");
                assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<>("enough"));
                assertThat(cleanup.ended()).isOne();
            }
        }
    }

    @Test
    @DisplayName("law 3: a group that fails cancels its consumers, and each leaves what it asked for")
    void isCancelledWithItsGroup() {
        try (AsyncGenerator<Integer> numbers = open("loop", 0, afterTheSignal())) {
            IllegalStateException failure = new IllegalStateException("sibling");
            assertThatThrownBy(() -> TaskGroup.on(on.loop(), (TaskGroup group) -> {
                group.start(() -> numbers.next());
                group.start(() -> numbers.asGenerator().hasNext());
                Async.sleep(GeneratorBodies.MOMENT);
                throw failure;
            })).isSameAs(failure);
            signal.complete(7);
            assertThat(numbers.next()).contains(7);
        }
    }

    @Test
    @DisplayName("law 3: a body whose own task is cancelled meets it, level-triggered, and whoever pulls is told why")
    void tellsOfACancelOfTheBody() {
        for (String level : List.of("loop", "pool")) {
            for (int prefetch : new int[]{0, 4}) {
                List<Task<?>> own = new ArrayList<>();
                GeneratorCleanup cleanup = GeneratorCleanup.quick();
                AsyncGenerator<Integer> numbers = open(level, prefetch, out -> {
                    own.add(Async.currentTask().orElseThrow());
                    try {
                        out.emit(1);
                        Async.sleep(GeneratorBodies.LONG);
                    } finally {
                        assertThatThrownBy(() -> Async.sleep(GeneratorBodies.MOMENT)).hasMessage("enough");
                        Async.shielded(() -> cleanup.of(GeneratorBodies.numbers(0)).run(out));
                    }
                });
                assertThat(numbers.next()).contains(1);
                ForeignThread<Optional<Integer>> puller = ForeignThread.of(numbers::next).awaitWaiting();
                own.getFirst().cancel("enough");
                assertThat(puller.failure()).isInstanceOf(CancelledException.class).hasMessage("enough");
                assertThat(cleanup.ended()).isOne();
                assertThat(numbers.next()).isEmpty();
                numbers.close();
            }
        }
    }

    @ParameterizedTest(name = "law 3: pulls of {0} cancelled at any moment lose and double nothing; {1}, prefetch {2}")
    @MethodSource("places")
    void losesNothingWhenCancelledAtAnyMoment(String consumer, String level, int prefetch) {
        int many = 300;
        List<Integer> got = new ArrayList<>();
        try (AsyncGenerator<Integer> numbers = open(level, prefetch, GeneratorBodies.numbers(many))) {
            for (int round = 0;; round++) {
                Task<Optional<Integer>> pull = on.level(consumer).start(() -> numbers.next());
                for (int spin = round * 37 % 600; spin > 0; spin--) {
                    Thread.onSpinWait();
                }
                pull.cancel();
                if (pull.outcome() instanceof Outcome.Success<Optional<Integer>> success) {
                    if (success.value().isEmpty()) {
                        break;
                    }
                    got.add(success.value().get());
                }
                if (round > 5_000) { // the machine never lets one through in time
                    numbers.asGenerator().forEachRemaining(got::add);
                    break;
                }
            }
        }
        assertThat(got).isEqualTo(IntStream.range(0, many).boxed().toList());
    }

    @Test
    @DisplayName("law 3: limits of any length around pulls and looks lose and double nothing")
    void losesNothingToLimits() {
        List<Integer> got = new ArrayList<>();
        try (AsyncGenerator<Integer> numbers = open("loop", 0, out -> {
            for (int i = 0; i < 200; i++) {
                Async.sleep(Duration.ofNanos(i * 500L));
                out.emit(i);
            }
        })) {
            Generator<Integer> face = numbers.asGenerator();
            for (int round = 0; got.size() < 200; round++) {
                Duration limit = Duration.ofNanos(1 + round * 1_009L % 200_000);
                if (round % 2 == 0) {
                    Async.moveOnAfter(limit, () -> numbers.next()).flatMap(next -> next).ifPresent(got::add);
                } else if (Async.moveOnAfter(limit, () -> face.hasNext()).orElse(false)) {
                    got.add(face.next());
                }
            }
            assertThat(numbers.next()).isEmpty();
        }
        assertThat(got).isEqualTo(IntStream.range(0, 200).boxed().toList());
    }
}
