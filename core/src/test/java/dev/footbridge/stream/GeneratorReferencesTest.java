package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.footbridge.Async;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.Garbage;
import dev.footbridge.testing.OpenLevels;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a generator keeps alive: as long as it runs what its body needs, and after that nothing. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GeneratorReferencesTest {

    private final OpenLevels on = new OpenLevels();
    private final List<Object> kept = new ArrayList<>();

    @AfterEach
    void close() {
        on.close();
    }

    static Stream<Arguments> places() {
        return Stream.of("loop", "pool", "small")
                .flatMap(level -> Stream.of(0, 1, 2, 64).map(prefetch -> Arguments.of(level, prefetch)));
    }

    /** A generator, and what only its body knows. */
    private record Known(AsyncGenerator<Object> generator, WeakReference<Object> secret) {}

    /** A generator whose body uses a secret before, between and after so many items of its own making. */
    private Known known(String level, int prefetch, int items) {
        Object secret = new Object();
        return new Known(AsyncGenerator.open(o -> o.withLevel(on.level(level)).withPrefetch(prefetch), out -> {
            try {
                for (int i = 0; i < items; i++) {
                    out.emit(new Object[]{secret});
                }
            } finally {
                assertThat(secret.hashCode()).isNotEqualTo(System.identityHashCode(out) + 1L << 40);
            }
        }), new WeakReference<>(secret));
    }

    @ParameterizedTest(name = "B18: one that was closed in the middle keeps nothing, though it is held; {0}, prefetch {1}")
    @MethodSource("places")
    void keepsNothingAfterClose(String level, int prefetch) {
        Known known = known(level, prefetch, 1_000);
        known.generator().next();
        known.generator().next();
        known.generator().close();
        Garbage.awaitCollected(known.secret());
        assertThat(known.generator().isClosed()).isTrue();
    }

    @ParameterizedTest(name = "B18: one that was exhausted keeps nothing, though it is held; {0}, prefetch {1}")
    @MethodSource("places")
    void keepsNothingAfterTheEnd(String level, int prefetch) {
        Known known = known(level, prefetch, 5);
        known.generator().asGenerator().forEachRemaining(item -> assertThat(item).isNotNull());
        Garbage.awaitCollected(known.secret());
        assertThat(known.generator().next()).isEmpty();
    }

    @ParameterizedTest(name = "B18: one that failed keeps nothing but what it threw, nor that; {0}, prefetch {1}")
    @MethodSource("places")
    void keepsNothingAfterAFailure(String level, int prefetch) {
        WeakReference<Object> error = failed(level, prefetch);
        Eventually.until(() -> {
            failed(level, prefetch); // the JVM keeps the last exception of a thread, as long as no other is thrown
            System.gc();
            return error.refersTo(null);
        });
    }

    /** What the body of a generator failed with that is kept. */
    private WeakReference<Object> failed(String level, int prefetch) {
        AtomicReference<WeakReference<Object>> error = new AtomicReference<>();
        AsyncGenerator<Integer> failed = AsyncGenerator.open(
                o -> o.withLevel(on.level(level)).withPrefetch(prefetch), out -> {
                    out.emit(1);
                    Exception thrown = new Exception("the body's");
                    error.set(new WeakReference<>(thrown));
                    throw thrown;
                });
        failed.next();
        assertThat(catchThrowable(failed::next)).hasMessage("the body's");
        kept.add(failed);
        return error.get();
    }

    @ParameterizedTest(name = "B18: an item that was looked at goes with close, though the generator is held; {0}, {1}")
    @MethodSource("places")
    void dropsWhatWasLookedAt(String level, int prefetch) {
        Known known = known(level, prefetch, 1_000);
        assertThat(known.generator().asGenerator().hasNext()).isTrue();
        known.generator().close();
        Garbage.awaitCollected(known.secret());
        assertThat(known.generator().isClosed()).isTrue();
    }

    @ParameterizedTest(name = "B18: an item that a cancelled pull left goes with close, though the generator is held; {0}")
    @ValueSource(strings = {"loop", "pool"})
    void dropsWhatACancelledPullLeft(String level) {
        AtomicReference<WeakReference<Object>> item = new AtomicReference<>();
        AsyncGenerator<Object> generator = AsyncGenerator.open(o -> o.withLevel(on.level(level)), out -> {
            Async.sleep(GeneratorBodies.MOMENT.multipliedBy(5));
            Object made = new Object();
            item.set(new WeakReference<>(made));
            out.emit(made);
        });
        assertThat(Async.moveOnAfter(GeneratorBodies.MOMENT, () -> generator.next())).isEmpty();
        GeneratorBodies.until(() -> item.get() != null);
        generator.close();
        Garbage.awaitCollected(item.get());
        assertThat(generator.isClosed()).isTrue();
    }

    @ParameterizedTest(name = "B18: one that is closed before it began lets its body go; {0}, prefetch {1}")
    @MethodSource("places")
    void keepsNothingOfOneThatNeverBegan(String level, int prefetch) {
        Known known = known(level, prefetch, 1_000);
        known.generator().close();
        Garbage.awaitCollected(known.secret());
        assertThat(known.generator().isClosed()).isTrue();
    }

    @ParameterizedTest(name = "B18: items that were taken are not kept, but for a last few; {0}, prefetch {1}")
    @MethodSource("places")
    void keepsNoItemThatWasTaken(String level, int prefetch) {
        AsyncGenerator<Object> generator = AsyncGenerator.open(
                o -> o.withLevel(on.level(level)).withPrefetch(prefetch), out -> {
                    for (;;) {
                        out.emit(new Object());
                    }
                });
        for (int round = 0; round < 2; round++) {
            List<WeakReference<Object>> old = List.of(taken(generator), takenByLooking(generator.asGenerator()),
                    taken(generator));
            for (int i = 0; i <= prefetch; i++) {
                generator.next();
            }
            old.forEach(Garbage::awaitCollected);
        }
        generator.close();
    }

    private static WeakReference<Object> taken(AsyncGenerator<Object> generator) {
        return new WeakReference<>(generator.next().orElseThrow());
    }

    private static WeakReference<Object> takenByLooking(Generator<Object> generator) {
        assertThat(generator.hasNext()).isTrue();
        return new WeakReference<>(generator.next());
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop", "pool"})
    @DisplayName("B18: an answer and an exception that were sent are not kept while the generator goes on")
    void keepsNothingThatWasSent(String level) {
        AsyncGenerator<Integer> generator = AsyncGenerator.open(o -> o.withLevel(on.level(level)), out -> {
            for (int i = 0;; i++) {
                try {
                    out.emit(i, Object.class);
                } catch (IllegalArgumentException thrown) {
                    Async.yieldNow();
                }
            }
        });
        generator.next();
        Garbage.awaitCollected(sent(generator));
        Garbage.awaitCollected(thrownIn(generator));
        assertThat(generator.next()).isPresent();
        generator.close();
    }

    private static WeakReference<Object> sent(AsyncGenerator<Integer> generator) {
        Object answer = new Object();
        generator.send(answer);
        return new WeakReference<>(answer);
    }

    private static WeakReference<Object> thrownIn(AsyncGenerator<Integer> generator) {
        IllegalArgumentException error = new IllegalArgumentException();
        generator.fail(error);
        generator.next();
        return new WeakReference<>(error);
    }

    @ParameterizedTest(name = "B18: a level keeps nothing of a generator that was closed, nor of its items; {0}, {1}")
    @MethodSource("places")
    void isForgottenByItsLevel(String level, int prefetch) {
        for (WeakReference<Object> known : useAndForget(level, prefetch)) {
            Garbage.awaitCollected(known);
        }
        assertThat(on.level(level).call(() -> "open")).isEqualTo("open");
    }

    private List<WeakReference<Object>> useAndForget(String level, int prefetch) {
        Known closed = known(level, prefetch, 1_000);
        Optional<Object> item = closed.generator().next();
        closed.generator().close();
        Known exhausted = known(level, prefetch, 3);
        exhausted.generator().asGenerator().forEachRemaining(kept::add);
        kept.clear();
        Known looked = known(level, prefetch, 1_000);
        looked.generator().asGenerator().hasNext();
        looked.generator().close();
        return List.of(new WeakReference<>(item.orElseThrow()), closed.secret(),
                new WeakReference<>(closed.generator()),
                exhausted.secret(), new WeakReference<>(exhausted.generator()), looked.secret(),
                new WeakReference<>(looked.generator()));
    }

    @Test
    @DisplayName("B18: an open one that nobody pulls keeps what its body needs, and goes on")
    void keepsWhatARunningBodyNeeds() {
        Known known = known("loop", 0, 3);
        assertThat(known.generator().next()).isPresent();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        assertThat(known.secret().get()).isNotNull();
        assertThat(known.generator().next()).isPresent();
        known.generator().close();
        assertThatThrownBy(known.generator()::next).hasMessageContaining("is closed");
    }
}
