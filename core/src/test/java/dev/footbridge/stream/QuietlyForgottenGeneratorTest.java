package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.footbridge.Async;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.Garbage;
import dev.footbridge.testing.OpenLevels;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Generators that are forgotten when that does no harm, or are not forgotten at all: nothing is reported. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class QuietlyForgottenGeneratorTest {

    private final OpenLevels on = new OpenLevels();
    private final GeneratorCleanup cleanup = GeneratorCleanup.quick();

    @AfterEach
    void close() {
        on.close();
    }

    static Stream<Arguments> places() {
        return Stream.of("loop", "pool", "small")
                .flatMap(level -> Stream.of(0, 1, 64).map(prefetch -> Arguments.of(level, prefetch)));
    }

    private AsyncGenerator<Integer> open(String level, int prefetch, GeneratorBody<Integer> body) {
        return AsyncGenerator.open(o -> o.withLevel(on.level(level)).withPrefetch(prefetch), cleanup.of(body));
    }

    /** A generator of which nobody knows after so many pulls. */
    private WeakReference<Object> forget(String level, int prefetch, GeneratorBody<Integer> body, int pulls) {
        AsyncGenerator<Integer> numbers = open(level, prefetch, body);
        for (int i = 0; i < pulls; i++) {
            assertThat(numbers.next()).contains(i);
        }
        return new WeakReference<>(numbers);
    }

    private void collectUntilReported(int many) {
        Eventually.until(() -> {
            System.gc();
            return on.failures().all().size() >= many;
        });
    }

    private void assertNothingReportedOf(WeakReference<Object> forgotten) {
        Garbage.awaitCollected(forgotten);
        collectUntilAnotherWasReported();
        on.close();
        assertThat(on.failures().failures()).hasSize(1).allMatch(report -> report.getMessage().contains("Witness"));
    }

    /** Whose report comes after those of all that were collected before. */
    private static final class Witness implements GeneratorBody<Integer> {
        @Override
        public void run(Emitter<Integer> out) {
            out.emit(0);
        }
    }

    private void collectUntilAnotherWasReported() {
        forgetWitness();
        collectUntilReported(1);
    }

    private void forgetWitness() {
        assertThat(AsyncGenerator.open(o -> o.withLevel(on.loop()), new Witness()).next()).contains(0);
    }

    @ParameterizedTest(name = "E8: an exhausted one is not reported, on {0}, prefetch {1}")
    @MethodSource("places")
    void keepsQuietAboutTheExhausted(String level, int prefetch) {
        assertNothingReportedOf(exhaust(level, prefetch));
        assertThat(cleanup.ended()).isOne();
    }

    private WeakReference<Object> exhaust(String level, int prefetch) {
        Generator<Integer> numbers = open(level, prefetch, GeneratorBodies.numbers(3)).asGenerator();
        numbers.forEachRemaining(number -> assertThat(number).isLessThan(3));
        return new WeakReference<>(numbers);
    }

    @ParameterizedTest(name = "E8: one that failed, and told so, is not reported, on {0}, prefetch {1}")
    @MethodSource("places")
    void keepsQuietAboutTheFailed(String level, int prefetch) {
        assertNothingReportedOf(failAfterOne(level, prefetch));
    }

    private WeakReference<Object> failAfterOne(String level, int prefetch) {
        IOException failure = new IOException("told");
        AsyncGenerator<Integer> numbers = open(level, prefetch, out -> {
            out.emit(0);
            throw failure;
        });
        assertThat(numbers.next()).contains(0);
        assertThat(catchThrowable(numbers::next)).isSameAs(failure);
        return new WeakReference<>(numbers);
    }

    @ParameterizedTest(name = "E8: a closed one is not reported, on {0}, prefetch {1}")
    @MethodSource("places")
    void keepsQuietAboutTheClosed(String level, int prefetch) {
        assertNothingReportedOf(closeAfterOne(level, prefetch));
        assertThat(cleanup.ended()).isOne();
    }

    private WeakReference<Object> closeAfterOne(String level, int prefetch) {
        AsyncGenerator<Integer> numbers = open(level, prefetch, GeneratorBodies.endless());
        assertThat(numbers.next()).contains(0);
        numbers.close();
        return new WeakReference<>(numbers);
    }

    @ParameterizedTest(name = "E8: one that never began is not reported, on {0}, prefetch {1}")
    @MethodSource("places")
    void keepsQuietAboutTheUnbegun(String level, int prefetch) {
        assertNothingReportedOf(forget(level, prefetch, GeneratorBodies.endless(), 0));
        assertThat(cleanup.begun()).isZero();
    }

    @Test
    @DisplayName("E8: one that somebody pulls is not forgotten, although only the pull holds it")
    void isNotForgottenWhileItIsPulled() {
        CompletableFuture<Integer> item = new CompletableFuture<>();
        ForeignThread<Optional<Integer>> puller = ForeignThread.of(() -> open("loop", 0, out -> {
            out.emit(Async.await(item));
        }).next());
        puller.awaitWaiting();
        for (int i = 0; i < 5; i++) {
            System.gc();
        }
        item.complete(7);
        assertThat(puller.value()).contains(7);
        collectUntilReported(1);
    }

    @Test
    @DisplayName("E8: one whose iterator, spliterator or stream is in use is not forgotten")
    void isNotForgottenWhileAViewIsInUse() {
        Stream<Integer> stream = open("loop", 0, GeneratorBodies.endless()).asGenerator().stream();
        Iterator<Integer> items = stream.iterator();
        assertThat(items.next()).isZero();
        for (int i = 0; i < 5; i++) {
            System.gc();
        }
        assertThat(items.next()).isOne();
        assertThat(on.failures().all()).isEmpty();
        stream.close();
        assertThat(cleanup.ended()).isOne();
    }

    @Test
    @DisplayName("E8: one that its level has closed is not reported when it is forgotten after that")
    void keepsQuietAboutWhatItsLevelHasClosed() {
        WeakReference<Object> forgotten = forgetAfterClose();
        Garbage.awaitCollected(forgotten);
        assertThat(cleanup.ended()).isOne();
        GeneratorCleanup other = GeneratorCleanup.quick();
        Eventually.until(() -> {
            System.gc();
            forgetOnPool(other);
            return other.ended() > 0;
        });
        assertThat(on.failures().all()).noneMatch(report -> report.task().startsWith("loop/"));
    }

    private WeakReference<Object> forgetAfterClose() {
        AsyncGenerator<Integer> numbers = open("loop", 0, GeneratorBodies.endless());
        assertThat(numbers.next()).contains(0);
        on.loop().close();
        return new WeakReference<>(numbers);
    }

    private void forgetOnPool(GeneratorCleanup other) {
        assertThat(AsyncGenerator.open(o -> o.withLevel(on.pool()), other.of(GeneratorBodies.endless())).next())
                .contains(0);
    }
}
