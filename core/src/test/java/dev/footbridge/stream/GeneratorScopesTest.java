package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.BlockingAction;
import dev.footbridge.CancelledException;
import dev.footbridge.TaskGroup;
import dev.footbridge.sync.AsyncLock;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.OpenLevels;
import dev.footbridge.testing.Sleepers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies that emit inside scopes of their own: groups, time limits, shields, locks. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GeneratorScopesTest {

    private final OpenLevels on = new OpenLevels();
    private final ConcurrentLinkedQueue<String> steps = new ConcurrentLinkedQueue<>();
    private final Sleepers sleepers = new Sleepers();

    @AfterEach
    void close() {
        on.close();
        assertThat(on.failures().all()).isEmpty();
    }

    static Stream<Arguments> places() {
        return Stream.of("loop", "pool", "small")
                .flatMap(level -> Stream.of(0, 1, 64).map(prefetch -> Arguments.of(level, prefetch)));
    }

    private AsyncGenerator<Integer> open(String level, int prefetch, GeneratorBody<Integer> body) {
        return AsyncGenerator.open(o -> o.withLevel(on.level(level)).withPrefetch(prefetch), body);
    }

    @ParameterizedTest(name = "E2: closed within a group: its tasks are cancelled, their cleanup is waited for; {0}, {1}")
    @MethodSource("places")
    void endsTheGroupOfABody(String level, int prefetch) {
        AsyncGenerator<Integer> numbers = open(level, prefetch, out -> {
            try {
                TaskGroup.on(on.loop(), (TaskGroup group) -> {
                    group.start(sleepers.job());
                    group.start(sleepers.job());
                    sleepers.awaitAsleep(2);
                    GeneratorBodies.endless().run(out);
                    return "never";
                });
            } finally {
                steps.add("cleaned " + sleepers.cleaned());
                Async.sleep(GeneratorBodies.MOMENT);
                steps.add("slept");
            }
        });
        assertThat(numbers.next()).contains(0);
        assertThat(numbers.next()).contains(1);
        numbers.close();
        assertThat(steps).containsExactly("cleaned 2", "slept");
    }

    @ParameterizedTest(name = "E2: closed while its group waits for a task: that is cancelled and waited for; {0}, {1}")
    @MethodSource("places")
    void endsTheGroupThatABodyWaitsFor(String level, int prefetch) {
        AsyncGenerator<Integer> numbers = open(level, prefetch, out -> {
            try {
                out.emit(0);
                TaskGroup.on(on.loop(), (TaskGroup group) -> group.start(sleepers.job()).result());
            } finally {
                steps.add("cleaned " + sleepers.cleaned());
                Async.sleep(GeneratorBodies.MOMENT);
                steps.add("slept");
            }
        });
        assertThat(numbers.next()).contains(0);
        ForeignThread<Optional<Integer>> puller = ForeignThread.of(numbers::next);
        sleepers.awaitAsleep(1);
        puller.awaitWaiting();
        numbers.close();
        assertThat(puller.failure()).isInstanceOf(CancelledException.class).hasMessageEndingWith("was closed");
        assertThat(steps).containsExactly("cleaned 1", "slept");
    }

    @ParameterizedTest(name = "E4, C14: a task of its group that fails ends a body that waits in emit; {0}, prefetch {1}")
    @MethodSource("places")
    void failsWithItsGroup(String level, int prefetch) {
        IOException failure = new IOException("of a task");
        CompletableFuture<String> mayFail = new CompletableFuture<>();
        AsyncGenerator<Integer> numbers = open(level, prefetch, out -> TaskGroup.on(on.loop(), (TaskGroup group) -> {
            group.start(() -> {
                Async.await(mayFail);
                throw failure;
            });
            GeneratorBodies.endless().run(out);
            return "never";
        }));
        assertThat(numbers.next()).contains(0);
        mayFail.complete("now");
        assertThatThrownBy(() -> {
            while (numbers.next().isPresent()) {
                Async.yieldNow();
            }
        }).isSameAs(failure);
        assertThat(numbers.next()).isEmpty();
        numbers.close();
    }

    @ParameterizedTest(name = "E2: closed within a time limit: a close, not a time-out, and cleanup waits; {0}, {1}")
    @MethodSource("places")
    void isToldWithinATimeLimit(String level, int prefetch) {
        GeneratorCleanup inner = GeneratorCleanup.quick();
        AsyncGenerator<Integer> numbers = open(level, prefetch, out -> {
            try {
                Async.withTimeout(GeneratorBodies.LONG, () -> {
                    inner.of(GeneratorBodies.endless()).run(out);
                });
            } catch (CancelledException told) {
                steps.add(told.reason());
                throw told;
            }
        });
        assertThat(numbers.next()).contains(0);
        numbers.close();
        assertThat(inner.ended()).isOne();
        assertThat(steps).containsExactly("generator " + level + "/GeneratorScopesTest lambda was closed");
    }

    @ParameterizedTest(name = "E2: closed within a time limit that is over: the cleanup runs, and close returns; {0}, {1}")
    @MethodSource("places")
    void endsInATimeLimitThatIsOver(String level, int prefetch) {
        CompletableFuture<String> never = new CompletableFuture<>();
        AsyncGenerator<Integer> numbers = open(level, prefetch, out -> {
            out.emit(0);
            try {
                Async.withTimeout(Duration.ofMillis(1), () -> Async.await(never));
            } catch (TimeoutException over) {
                steps.add("over");
            } finally {
                Async.sleep(GeneratorBodies.MOMENT);
                steps.add("cleaned");
            }
            out.emit(1);
        });
        assertThat(numbers.next()).contains(0);
        assertThat(numbers.next()).contains(1);
        numbers.close();
        assertThat(steps).containsExactly("over", "cleaned");
    }

    @ParameterizedTest(name = "law 3: a limit of its own that ends an emit is no close: the body goes on emitting; {0}, {1}")
    @MethodSource("places")
    void goesOnAfterALimitAroundAnEmit(String level, int prefetch) {
        AsyncGenerator<Integer> numbers = open(level, prefetch, out -> {
            int emitted = 0;
            while (Async.moveOnAfter(GeneratorBodies.MOMENT, emitting(out, emitted++))) {
                Async.yieldNow();
            }
            steps.add("nobody came for " + (emitted - 1));
            for (int i = emitted; i < emitted + 3; i++) {
                out.emit(i);
            }
        });
        assertThat(numbers.next()).contains(0);
        GeneratorBodies.until(() -> !steps.isEmpty()); // nobody pulls until the limit has ended an emit
        List<Integer> rest = numbers.asGenerator().stream().toList();
        int last = Integer.parseInt(steps.peek().replaceAll("\\D", ""));
        assertThat(rest).endsWith(last + 1, last + 2, last + 3).isSorted().doesNotHaveDuplicates();
        assertThat(rest).hasSizeGreaterThanOrEqualTo(last + 3);
        numbers.close();
    }

    private static BlockingAction emitting(Emitter<Integer> out, int number) {
        return () -> out.emit(number);
    }

    @ParameterizedTest(name = "E2: an emit in a shield is told as well, as it waits for nothing else; {0}, prefetch {1}")
    @MethodSource("places")
    void isToldInAShield(String level, int prefetch) {
        GeneratorCleanup cleanup = GeneratorCleanup.quick();
        AsyncGenerator<Integer> numbers = open(level, prefetch, cleanup.of(out -> Async.shielded(() -> {
            GeneratorBodies.endless().run(out);
        })));
        assertThat(numbers.next()).contains(0);
        numbers.close();
        assertThat(cleanup.ended()).isOne();
        assertThat(cleanup.told()).hasSize(1);
    }

    @ParameterizedTest(name = "E2: a body that emits with a lock held gives it back when closed; {0}, prefetch {1}")
    @MethodSource("places")
    void givesItsLockBack(String level, int prefetch) {
        AsyncLock lock = AsyncLock.create();
        AsyncGenerator<Integer> numbers = open(level, prefetch, out -> {
            lock.lock();
            try {
                GeneratorBodies.endless().run(out);
            } finally {
                Async.sleep(GeneratorBodies.MOMENT);
                lock.unlock();
            }
        });
        assertThat(numbers.next()).contains(0);
        assertThat(lock.tryLock()).isFalse();
        numbers.close();
        assertThat(lock.tryLock()).isTrue();
        lock.unlock();
    }

    @ParameterizedTest(name = "E2: calls of a body on other levels that emit are told, too; {0}, prefetch {1}")
    @MethodSource("places")
    void isToldInACallOfALoop(String level, int prefetch) {
        GeneratorCleanup inner = GeneratorCleanup.quick();
        GeneratorCleanup outer = GeneratorCleanup.quick();
        AsyncGenerator<Integer> numbers = open(level, prefetch, outer.of(out -> on.loop().call(() -> {
            inner.of(GeneratorBodies.endless()).run(out); // in place: on the body's own thread
            return "never";
        })));
        assertThat(numbers.next()).contains(0);
        assertThat(numbers.next()).contains(1);
        numbers.close();
        assertThat(inner.ended()).isOne();
        assertThat(outer.ended()).isOne();
        assertThat(inner.told()).hasSize(1);
    }

    @ParameterizedTest(name = "E2: closed while a limit, a call or a group of its body waits, whose cleanup waits; {0}, {1}")
    @MethodSource("places")
    void letsCleanupWaitInScopesOfItsOwn(String level, int prefetch) {
        for (String scope : List.of("limit", "call", "group")) {
            GeneratorCleanup inner = GeneratorCleanup.quick();
            GeneratorCleanup outer = GeneratorCleanup.quick();
            CompletableFuture<String> reached = new CompletableFuture<>();
            GeneratorBody<Integer> waits = inner.of(_ -> {
                reached.complete("reached");
                Async.sleep(GeneratorBodies.LONG);
            });
            AsyncGenerator<Integer> numbers = open(level, prefetch, outer.of(out -> {
                out.emit(0);
                switch (scope) {
                    case "limit" -> Async.withTimeout(GeneratorBodies.LONG, () -> {
                        waits.run(out);
                    });
                    case "call" -> on.loop().call(() -> {
                        waits.run(out);
                    });
                    default -> TaskGroup.on(on.loop(), (TaskGroup _) -> {
                        waits.run(out);
                        return "never";
                    });
                }
            }));
            assertThat(numbers.next()).contains(0);
            ForeignThread<Optional<Integer>> puller = ForeignThread.of(numbers::next);
            Async.await(reached);
            puller.awaitWaiting();
            numbers.close();
            assertThat(puller.failure()).hasMessageEndingWith("was closed");
            assertThat(inner.ended()).as(scope).isOne();
            assertThat(outer.ended()).as(scope).isOne();
        }
    }
}
