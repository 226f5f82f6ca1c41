package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.AsyncCallable;
import dev.footbridge.CancelledException;
import dev.footbridge.Task;
import dev.footbridge.sync.AsyncQueue;
import dev.footbridge.sync.AsyncSemaphore;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.Gate;
import dev.footbridge.testing.OpenLevels;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Closed while somebody waits: the body, for something else than to be asked; or whoever pulls. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GeneratorCloseWaitingTest {

    private final OpenLevels on = new OpenLevels();
    private final Gate gate = new Gate();
    private final GeneratorCleanup cleanup = GeneratorCleanup.quick();

    @AfterEach
    void close() {
        gate.open();
        on.close();
    }

    /** Something that takes a minute. */
    interface Work {
        void run(OpenLevels on, Gate gate) throws Exception;
    }

    record Wait(String name, Work work) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static void sleep() {
        Async.sleep(GeneratorBodies.LONG);
    }

    static Stream<Arguments> waits() {
        AsyncSemaphore taken = AsyncSemaphore.of(1);
        taken.acquire();
        return Stream
                .of(new Wait("a sleep", (_, _) -> sleep()),
                        new Wait("a stage", (_, _) -> Async.await(new CompletableFuture<String>())),
                        new Wait("a future that only blocks", (_, _) -> Async.await(new FutureTask<>(() -> 1))),
                        new Wait("an async function",
                                (_, _) -> Async.await((AsyncCallable<Object>) CompletableFuture::new)),
                        new Wait("a task of a loop", (at, _) -> at.loop().start(() -> sleep()).result()),
                        new Wait("a task of a pool", (at, _) -> at.pool().start(() -> sleep()).result()),
                        new Wait("a call of a loop", (at, _) -> at.loop().call(() -> sleep())),
                        new Wait("a call of a pool", (at, _) -> at.pool().call(() -> sleep())),
                        new Wait("a queue", (_, _) -> AsyncQueue.bounded(1).take()),
                        new Wait("a semaphore", (_, _) -> taken.acquire()),
                        new Wait("another generator", (at, _) -> {
                            try (Generator<Integer> inner = Generator.open(o -> o.withLevel(at.loop()),
                                    _ -> sleep())) {
                                inner.next();
                            }
                        }), new Wait("a gather", (at, _) -> Async.gather(at.loop().start(() -> sleep()))),
                        new Wait("plain blocking code", (_, gate) -> gate.pass()))
                .flatMap(wait -> Stream.of("loop", "pool").map(level -> Arguments.of(wait, level)));
    }

    /** Emits an item, then does this, with a cleanup around it. */
    private GeneratorBody<Integer> then(CompletableFuture<String> reached, Wait wait) {
        return cleanup.of(out -> {
            out.emit(1);
            reached.complete("reached");
            wait.work().run(on, gate);
            out.emit(2);
        });
    }

    @ParameterizedTest(name = "E2: closed while its body, ahead on {1}, waits for {0}: the cleanup may wait")
    @MethodSource("waits")
    void endsAnyOtherWaitOfTheBody(Wait wait, String level) {
        CompletableFuture<String> reached = new CompletableFuture<>();
        Generator<Integer> numbers = Generator.open(o -> o.withLevel(on.level(level)).withPrefetch(4),
                then(reached, wait));
        assertThat(numbers.next()).isOne();
        Async.await(reached);
        numbers.close();
        assertThat(cleanup.told()).hasSize(1);
        assertThat(cleanup.ended()).isOne();
        assertThat(cleanup.flags()).containsExactly(false);
        on.close();
        assertThat(on.failures().all()).isEmpty();
    }

    @ParameterizedTest(name = "E2: closed by another thread while a pull waits for a body on {1} that waits for {0}")
    @MethodSource("waits")
    void endsAPullAndTheWaitOfItsBody(Wait wait, String level) {
        CompletableFuture<String> reached = new CompletableFuture<>();
        Generator<Integer> numbers = Generator.open(o -> o.withLevel(on.level(level)), then(reached, wait));
        assertThat(numbers.next()).isOne();
        ForeignThread<Integer> puller = ForeignThread.of(numbers::next);
        Async.await(reached);
        puller.awaitWaiting();
        numbers.close();
        assertThat(cleanup.ended()).isOne();
        assertThat(puller.failure()).isInstanceOf(CancelledException.class)
                .hasMessage("generator " + level + "/GeneratorCleanup lambda was closed");
        assertThat(puller.wasInterrupted()).isFalse();
        assertThat(cleanup.told()).hasSize(1);
        on.close();
        assertThat(on.failures().all()).isEmpty();
    }

    @Test
    @DisplayName("E2: a coroutine that waits for an item is cancelled when another one closes the generator")
    void endsThePullOfACoroutine() {
        String met = on.loop().call(() -> {
            AsyncGenerator<Integer> numbers = AsyncGenerator.open(cleanup.of(_ -> sleep()));
            Task<String> puller = on.loop().start(() -> {
                try {
                    return "got " + numbers.next();
                } catch (CancelledException closed) {
                    Async.yieldNow(); // the generator was cancelled, not this task
                    return closed.reason();
                }
            });
            Async.sleep(GeneratorBodies.MOMENT);
            numbers.close();
            return puller.result();
        });
        assertThat(met).isEqualTo("generator loop/GeneratorCleanup lambda was closed");
        assertThat(cleanup.ended()).isOne();
    }

    @Test
    @DisplayName("E2, E9: all who wait for their turn to pull are cancelled by a close")
    void endsThoseInLine() {
        AsyncGenerator<Integer> numbers = AsyncGenerator.open(o -> o.withLevel(on.loop()), cleanup.of(_ -> sleep()));
        List<ForeignThread<Object>> pullers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            pullers.add(i % 2 == 0
                    ? ForeignThread.of(numbers::next)
                    : ForeignThread.of(() -> numbers.asGenerator().hasNext()));
        }
        pullers.forEach(ForeignThread::awaitWaiting);
        numbers.close();
        assertThat(pullers.stream().map(ForeignThread::failure)).allMatch(CancelledException.class::isInstance)
                .allMatch(closed -> closed.getMessage().endsWith("was closed"));
    }

    @Test
    @DisplayName("E2: a pull that waits ends with the close also if the cleanup outlasts its limit")
    void endsAPullAlthoughTheCleanupHangs() {
        GeneratorCleanup held = GeneratorCleanup.held();
        AsyncGenerator<Integer> numbers = AsyncGenerator.open(
                o -> o.withLevel(on.loop()).withCloseLimit(GeneratorBodies.MOMENT), held.of(_ -> sleep()));
        ForeignThread<Object> puller = ForeignThread.of(numbers::next);
        puller.awaitWaiting();
        numbers.close();
        assertThat(puller.failure()).isInstanceOf(CancelledException.class).hasMessageEndingWith("was closed");
        assertThat(held.ended()).isZero();
        held.letEnd();
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool"})
    @DisplayName("E2: a shielded section of the body goes on to its end before the body is told")
    void letsAShieldedSectionEnd(String level) {
        CompletableFuture<String> reached = new CompletableFuture<>();
        CompletableFuture<String> mayGoOn = new CompletableFuture<>();
        List<String> steps = new ArrayList<>();
        Generator<Integer> numbers = Generator.open(o -> o.withLevel(on.level(level)).withPrefetch(4),
                cleanup.of(out -> {
                    out.emit(1);
                    Async.shielded(() -> {
                        reached.complete("reached");
                        Async.await(mayGoOn);
                        steps.add("shielded");
                    });
                    Async.sleep(GeneratorBodies.LONG);
                    steps.add("never");
                }));
        assertThat(numbers.next()).isOne();
        Async.await(reached);
        ForeignThread<Integer> closer = ForeignThread.of(() -> {
            numbers.close();
            return cleanup.ended();
        }).awaitWaiting();
        mayGoOn.complete("go on");
        assertThat(closer.value()).isOne();
        assertThat(steps).containsExactly("shielded");
        assertThat(cleanup.told()).hasSize(1);
    }

    @Test
    @DisplayName("E2: a body that computes without waiting is told at its next emit")
    void tellsABodyThatComputes() {
        AsyncGenerator<Integer> numbers = AsyncGenerator.open(o -> o.withLevel(on.pool()).withPrefetch(4),
                cleanup.of(out -> {
                    out.emit(1);
                    gate.passDeaf();
                    out.emit(2);
                    out.emit(3);
                }));
        assertThat(numbers.next()).contains(1);
        gate.awaitArrivals(1);
        ForeignThread<Integer> closer = ForeignThread.of(() -> {
            numbers.close();
            return cleanup.ended();
        }).awaitWaiting();
        assertThat(cleanup.begun()).isZero();
        gate.open();
        assertThat(closer.value()).isOne();
        assertThat(cleanup.told()).hasSize(1).allMatch(CancelledException.class::isInstance);
    }

    @Test
    @DisplayName("E2: a body that a stop finds in plain blocking code, and that goes on to emit, is told there")
    void tellsABodyThatSwallowedItsInterrupt() {
        AsyncGenerator<Integer> numbers = AsyncGenerator.open(o -> o.withLevel(on.pool()).withPrefetch(4),
                cleanup.of(out -> {
                    out.emit(1);
                    try {
                        gate.pass();
                    } catch (InterruptedException swallowed) {
                        out.emit(2);
                    }
                }));
        assertThat(numbers.next()).contains(1);
        gate.awaitArrivals(1);
        numbers.close();
        assertThat(cleanup.ended()).isOne();
        assertThat(cleanup.told()).hasSize(1).allMatch(CancelledException.class::isInstance);
    }

    @Test
    @DisplayName("E2: closed before its job came to begin, in a pool that is full, it never begins")
    void dropsAJobThatIsQueued() {
        Task<Void> holder = on.small().start(gate::passDeaf);
        gate.awaitArrivals(1);
        AsyncGenerator<Integer> numbers = AsyncGenerator.open(o -> o.withLevel(on.small()),
                cleanup.of(GeneratorBodies.endless()));
        ForeignThread<Object> puller = ForeignThread.of(numbers::next);
        Eventually.until(() -> on.small().stats().queued() == 1);
        numbers.close();
        assertThat(puller.failure()).isInstanceOf(CancelledException.class).hasMessageEndingWith("was closed");
        assertThat(on.small().stats().queued()).isZero();
        gate.open();
        holder.result();
        assertThat(cleanup.begun()).isZero();
    }

    @Test
    @DisplayName("E2: a time limit around close does not cut the cleanup short; it is met afterwards")
    void isNotCutShortByATimeLimit() {
        GeneratorCleanup held = GeneratorCleanup.held();
        Generator<Integer> numbers = Generator.open(o -> o.withLevel(on.loop()), held.of(GeneratorBodies.endless()));
        assertThat(numbers.next()).isZero();
        ForeignThread<Integer> closer = ForeignThread.of(() -> {
            assertThatThrownBy(() -> Async.withTimeout(GeneratorBodies.MOMENT, () -> {
                numbers.close();
                assertThat(held.ended()).isOne();
                Async.checkCancelled();
            })).isInstanceOf(TimeoutException.class);
            return held.ended();
        }).awaitWaiting();
        assertThat(held.ended()).isZero();
        held.letEnd();
        assertThat(closer.value()).isOne();
    }
}
