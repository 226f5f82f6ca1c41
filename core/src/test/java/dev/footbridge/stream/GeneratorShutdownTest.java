package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.InstanceOfAssertFactories.throwable;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.stream.EndingLevel.Kind;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.Gate;
import dev.footbridge.testing.ReportedFailures;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Levels that end with generators open: first their tasks, then the generators, cleanup included, and in bounded time. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GeneratorShutdownTest {

    private static final Duration BOUND = Duration.ofSeconds(10);

    private final ReportedFailures reports = new ReportedFailures();
    private final ConcurrentLinkedQueue<String> steps = new ConcurrentLinkedQueue<>();

    record Case(Kind kind, int prefetch, String how) {

        void end(EndingLevel level) {
            if (how.equals("close")) {
                level.close();
            } else {
                level.abort();
            }
        }

        @Override
        public String toString() {
            return how + " of a " + kind + ", prefetch " + prefetch;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(Kind.values()).flatMap(kind -> Stream.of(0, 1, 64)
                .flatMap(prefetch -> Stream.of("close", "abort").map(how -> new Case(kind, prefetch, how))));
    }

    @ParameterizedTest(name = "D8, E8: {0} closes open generators, whose cleanup may wait; pulls afterwards are cancelled")
    @MethodSource("cases")
    void closesOpenGenerators(Case how) {
        EndingLevel on = EndingLevel.of(how.kind(), reports);
        GeneratorCleanup cleanup = GeneratorCleanup.quick();
        List<AsyncGenerator<Integer>> open = new ArrayList<>();
        List<AtomicInteger> emitted = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            AtomicInteger count = new AtomicInteger();
            emitted.add(count);
            open.add(on.begun(how.prefetch(), cleanup.of(out -> {
                for (;;) {
                    out.emit(count.get());
                    count.incrementAndGet();
                }
            })));
        }
        how.end(on);
        assertThat(cleanup.ended()).isEqualTo(5);
        assertThat(cleanup.told()).hasSize(5);
        for (AsyncGenerator<Integer> generator : open) {
            int many = emitted.get(open.indexOf(generator)).get();
            for (int i = 1; i < many; i++) {
                assertThat(generator.next()).contains(i); // what was ahead is not lost
            }
            if (how.prefetch() > 0) {
                catchThrowable(generator::next); // that of the emit which did not return
            }
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(generator::next).isInstanceOf(CancelledException.class)
                        .hasMessageMatching("(event loop|thread pool) 'ending' was (closed|aborted)");
                assertThatThrownBy(() -> generator.asGenerator().hasNext()).isInstanceOf(CancelledException.class);
            }
            assertThat(generator.isClosed()).isFalse();
            generator.close();
        }
        assertThat(reports.all()).isEmpty();
    }

    @ParameterizedTest(name = "D8, E8: {0} lets tasks end first, which pull, and closes the generators after that")
    @MethodSource("cases")
    void closesTasksFirst(Case how) {
        EndingLevel on = EndingLevel.of(how.kind(), reports);
        CompletableFuture<String> mayEnd = new CompletableFuture<>();
        try (Gate gate = new Gate()) {
            AsyncGenerator<Integer> numbers = on.begun(how.prefetch(), out -> {
                try {
                    GeneratorBodies.endless().run(out);
                } finally {
                    Async.sleep(GeneratorBodies.MOMENT);
                    steps.add("generator");
                }
            });
            Task<Void> task = on.level().start(() -> {
                try {
                    gate.awaitArrivals(0);
                    steps.add("waits");
                    Async.await(mayEnd);
                    steps.add("pulled " + numbers.next().isPresent());
                } finally {
                    Async.shielded(() -> Async.sleep(GeneratorBodies.MOMENT));
                    steps.add("task");
                }
            });
            Eventually.until(() -> steps.contains("waits"));
            ForeignThread<Boolean> closer = ForeignThread.of(() -> {
                how.end(on);
                return true;
            });
            if (how.how().equals("close")) {
                closer.awaitWaiting();
                mayEnd.complete("now");
                assertThat(closer.value()).isTrue();
                assertThat(steps).containsExactly("waits", "pulled true", "task", "generator");
                task.result();
            } else {
                assertThat(closer.value()).isTrue();
                assertThat(steps).containsExactly("waits", "task", "generator");
                assertThat(task.outcome()).isInstanceOf(Outcome.Cancelled.class);
            }
            assertThat(reports.all()).isEmpty();
        }
    }

    @ParameterizedTest(name = "D8, E8: {0} reports what the cleanup of a generator fails with, once")
    @MethodSource("cases")
    void reportsFailedCleanup(Case how) {
        EndingLevel on = EndingLevel.of(how.kind(), reports);
        IOException failure = new IOException("cleanup");
        AsyncGenerator<Integer> numbers = on.begun(how.prefetch(), out -> {
            try {
                GeneratorBodies.endless().run(out);
            } finally {
                Async.sleep(GeneratorBodies.MOMENT);
                throwIt(failure);
            }
        });
        how.end(on);
        assertThat(reports.failures()).containsExactly(failure);
        numbers.close();
        assertThat(reports.all()).hasSize(1);
    }

    private static void throwIt(Exception failure) throws Exception {
        throw failure;
    }

    @ParameterizedTest(name = "D8, law 7: {0} is bounded in time when cleanup hangs, and names it; pulls are cancelled")
    @MethodSource("cases")
    void isBoundedWhenCleanupHangs(Case how) {
        EndingLevel on = EndingLevel.impatient(how.kind(), reports);
        GeneratorCleanup held = GeneratorCleanup.held();
        AsyncGenerator<Integer> numbers = on.begun(how.prefetch(), held.of(GeneratorBodies.endless()));
        long begin = System.nanoTime();
        how.end(on);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(BOUND);
        assertThat(reports.failures()).singleElement().isInstanceOf(TimeoutException.class)
                .asInstanceOf(throwable(TimeoutException.class))
                .hasMessageContaining("ending/GeneratorCleanup lambda");
        assertThatThrownBy(() -> {
            while (numbers.next().isPresent()) {
                Thread.onSpinWait();
            }
        }).isInstanceOf(CancelledException.class).hasMessageContaining("'ending' was");
        numbers.close();
        held.letEnd();
        assertThat(reports.all()).hasSize(1);
    }

    @ParameterizedTest(name = "D8, E8: {0} cancels a pull of a plain thread that waits, after the cleanup")
    @MethodSource("cases")
    void cancelsPullsFromOutside(Case how) {
        EndingLevel on = EndingLevel.of(how.kind(), reports);
        GeneratorCleanup cleanup = GeneratorCleanup.quick();
        AsyncGenerator<Integer> numbers = on.begun(how.prefetch(), cleanup.of(out -> {
            out.emit(0);
            Async.sleep(GeneratorBodies.LONG);
        }));
        ForeignThread<Optional<Integer>> puller = ForeignThread.of(numbers::next).awaitWaiting();
        how.end(on);
        assertThat(puller.failure()).isInstanceOf(CancelledException.class).hasMessageContaining("'ending' was");
        assertThat(cleanup.ended()).isOne();
        assertThat(reports.all()).isEmpty();
    }

    @ParameterizedTest(name = "D8, E8: {0} lets cleanup use the level: calls, tasks and other generators")
    @MethodSource("cases")
    void letsCleanupUseTheLevel(Case how) {
        EndingLevel on = EndingLevel.of(how.kind(), reports);
        on.begun(how.prefetch(), out -> {
            try {
                GeneratorBodies.endless().run(out);
            } finally {
                steps.add("call " + on.level().call(() -> 1));
                steps.add("task " + on.level().start(() -> {
                    Async.sleep(GeneratorBodies.MOMENT);
                    return 2;
                }).result());
                try (Generator<Integer> inner = Generator.open(o -> o.withLevel(on.level()),
                        GeneratorBodies.numbers(3))) {
                    steps.add("generator " + inner.stream().toList());
                }
            }
        });
        how.end(on);
        assertThat(reports.failures()).isEmpty();
        assertThat(steps).containsExactly("call 1", "task 2", "generator [0, 1, 2]");
    }

    @ParameterizedTest(name = "D8, E9: {0} cancels all who wait for their turn to pull")
    @MethodSource("cases")
    void cancelsAllInLine(Case how) {
        EndingLevel on = EndingLevel.of(how.kind(), reports);
        GeneratorCleanup cleanup = GeneratorCleanup.quick();
        AtomicBoolean begun = new AtomicBoolean();
        AsyncGenerator<Integer> numbers = AsyncGenerator.open(
                o -> o.withLevel(on.level()).withPrefetch(how.prefetch()), cleanup.of(_ -> {
                    begun.set(true);
                    Async.sleep(GeneratorBodies.LONG);
                }));
        List<ForeignThread<Object>> pullers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            pullers.add(i % 2 == 0
                    ? ForeignThread.of(numbers::next)
                    : ForeignThread.of(() -> numbers.asGenerator().hasNext()));
        }
        pullers.forEach(ForeignThread::awaitWaiting);
        Eventually.until(begun::get);
        how.end(on);
        assertThat(pullers).allSatisfy(puller -> assertThat(puller.failure()).isInstanceOf(CancelledException.class)
                .hasMessageContaining("'ending' was"));
        assertThat(cleanup.ended()).isOne();
    }
}
