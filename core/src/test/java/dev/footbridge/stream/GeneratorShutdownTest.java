package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.FailureHandler;
import dev.footbridge.Level;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.Gate;
import dev.footbridge.testing.ReportedFailures;
import dev.footbridge.threads.ThreadPool;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Levels that end with generators open: first their tasks, then the generators, cleanup included, and in bounded time. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GeneratorShutdownTest {

    private static final Duration BOUND = Duration.ofSeconds(10);

    private final ReportedFailures reports = new ReportedFailures();
    private final ConcurrentLinkedQueue<String> steps = new ConcurrentLinkedQueue<>();

    /** A level and how to end it. */
    private record Ended(Level level, Runnable close, Runnable abort) {

        static Ended loop(FailureHandler handler, Duration abortTimeout) {
            EventLoop loop = EventLoop.open(
                    o -> o.withName("ending").withFailureHandler(handler).withAbortTimeout(abortTimeout));
            return new Ended(loop, loop::close, loop::abort);
        }

        static Ended pool(FailureHandler handler, Duration abortTimeout, int limit) {
            ThreadPool pool = ThreadPool.open(o -> o.withName("ending").withLimit(limit).withFailureHandler(handler)
                    .withAbortTimeout(abortTimeout));
            return new Ended(pool, pool::close, pool::abort);
        }
    }

    enum Kind {
        LOOP, POOL, SMALL;

        Ended open(FailureHandler handler, Duration abortTimeout) {
            return switch (this) {
                case LOOP -> Ended.loop(handler, abortTimeout);
                case POOL -> Ended.pool(handler, abortTimeout, 100);
                case SMALL -> Ended.pool(handler, abortTimeout, 1);
            };
        }
    }

    record Case(Kind kind, int prefetch, String how) {

        void end(Ended level) {
            (how.equals("close") ? level.close() : level.abort()).run();
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

    private static AsyncGenerator<Integer> begun(Ended on, int prefetch, GeneratorBody<Integer> body) {
        AsyncGenerator<Integer> numbers = AsyncGenerator.open(o -> o.withLevel(on.level()).withPrefetch(prefetch),
                body);
        assertThat(numbers.next()).contains(0);
        return numbers;
    }

    @ParameterizedTest(name = "D8, E8: {0} closes open generators, whose cleanup may wait; pulls afterwards are cancelled")
    @MethodSource("cases")
    void closesOpenGenerators(Case how) {
        Ended on = how.kind().open(reports, Duration.ofSeconds(10));
        GeneratorCleanup cleanup = GeneratorCleanup.quick();
        List<AsyncGenerator<Integer>> open = new ArrayList<>();
        List<AtomicInteger> emitted = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            AtomicInteger count = new AtomicInteger();
            emitted.add(count);
            open.add(begun(on, how.prefetch(), cleanup.of(out -> {
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
        Ended on = how.kind().open(reports, Duration.ofSeconds(10));
        CompletableFuture<String> mayEnd = new CompletableFuture<>();
        try (Gate gate = new Gate()) {
            AsyncGenerator<Integer> numbers = begun(on, how.prefetch(), out -> {
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
        Ended on = how.kind().open(reports, Duration.ofSeconds(10));
        IOException failure = new IOException("cleanup");
        AsyncGenerator<Integer> numbers = begun(on, how.prefetch(), out -> {
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
        Ended on = how.kind() == Kind.LOOP
                ? hangingLoop()
                : hangingPool(how.kind() == Kind.SMALL ? 1 : 100);
        GeneratorCleanup held = GeneratorCleanup.held();
        AsyncGenerator<Integer> numbers = begun(on, how.prefetch(), held.of(GeneratorBodies.endless()));
        long begin = System.nanoTime();
        how.end(on);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(BOUND);
        assertThat(reports.failures()).singleElement().isInstanceOf(TimeoutException.class).asInstanceOf(
                org.assertj.core.api.InstanceOfAssertFactories.THROWABLE)
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

    private Ended hangingLoop() {
        EventLoop loop = EventLoop.open(o -> o.withName("ending").withFailureHandler(reports)
                .withCloseTimeout(Duration.ofMillis(50)).withAbortTimeout(Duration.ofMillis(100)));
        return new Ended(loop, loop::close, loop::abort);
    }

    private Ended hangingPool(int limit) {
        ThreadPool pool = ThreadPool.open(o -> o.withName("ending").withLimit(limit).withFailureHandler(reports)
                .withCloseTimeout(Duration.ofMillis(50)).withAbortTimeout(Duration.ofMillis(100)));
        return new Ended(pool, pool::close, pool::abort);
    }

    @ParameterizedTest(name = "D8, E8: {0} cancels a pull of a plain thread that waits, after the cleanup")
    @MethodSource("cases")
    void cancelsPullsFromOutside(Case how) {
        Ended on = how.kind().open(reports, Duration.ofSeconds(10));
        GeneratorCleanup cleanup = GeneratorCleanup.quick();
        AsyncGenerator<Integer> numbers = begun(on, how.prefetch(), cleanup.of(out -> {
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
        Ended on = how.kind().open(reports, Duration.ofSeconds(10));
        begun(on, how.prefetch(), out -> {
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

    @Test
    @DisplayName("D8: EventLoop.run cancels left-over tasks, then closes generators, and returns the main result")
    void runsAProgramToItsEnd() {
        GeneratorCleanup cleanup = GeneratorCleanup.quick();
        List<AsyncGenerator<Integer>> open = new ArrayList<>();
        String result = EventLoop.run(() -> {
            AsyncGenerator<Integer> left = AsyncGenerator.open(cleanup.of(GeneratorBodies.endless()));
            left.next();
            open.add(left);
            AsyncGenerator<Integer> pulled = AsyncGenerator.open(cleanup.of(GeneratorBodies.endless()));
            open.add(pulled);
            Async.start(() -> {
                try {
                    for (int number : pulled.asGenerator()) {
                        Async.sleep(number == 3 ? GeneratorBodies.LONG : Duration.ZERO);
                    }
                } finally {
                    steps.add("task, cleanups ended: " + cleanup.ended());
                }
            });
            AsyncGenerator<Integer> unbegun = AsyncGenerator.open(cleanup.of(GeneratorBodies.endless()));
            open.add(unbegun);
            Async.sleep(GeneratorBodies.MOMENT);
            return "main";
        });
        assertThat(result).isEqualTo("main");
        assertThat(steps).containsExactly("task, cleanups ended: 0");
        assertThat(cleanup.ended()).isEqualTo(2);
        assertThatThrownBy(open.get(0)::next).isInstanceOf(CancelledException.class).hasMessageContaining("'main'");
        assertThatThrownBy(open.get(1)::next).isInstanceOf(CancelledException.class).hasMessageContaining("'main'");
        open.forEach(AsyncGenerator::close);
        assertThat(cleanup.begun()).isEqualTo(2);
    }

    @Test
    @DisplayName("D8: a program that fails has its generators closed all the same")
    void runsAProgramThatFails() {
        GeneratorCleanup cleanup = GeneratorCleanup.quick();
        IOException failure = new IOException("main");
        List<AsyncGenerator<Integer>> open = new ArrayList<>();
        assertThatThrownBy(() -> EventLoop.run(() -> {
            AsyncGenerator<Integer> left = AsyncGenerator.open(cleanup.of(GeneratorBodies.endless()));
            open.add(left);
            left.next();
            throw failure;
        })).isSameAs(failure);
        assertThat(cleanup.ended()).isOne();
    }

    @Test
    @DisplayName("D8: a loop that one of its coroutines aborts closes its generators, too")
    void closesGeneratorsWhenAbortedFromInside() {
        for (Kind kind : Kind.values()) {
            Ended on = kind.open(reports, Duration.ofSeconds(10));
            GeneratorCleanup cleanup = GeneratorCleanup.quick();
            AsyncGenerator<Integer> numbers = begun(on, 0, cleanup.of(GeneratorBodies.endless()));
            on.level().start(() -> on.abort().run()).outcome();
            Eventually.until(() -> cleanup.ended() == 1);
            assertThatThrownBy(numbers::next).isInstanceOf(CancelledException.class).hasMessageContaining("'ending'");
            on.close().run();
        }
        assertThat(reports.all()).isEmpty();
    }

    @Test
    @DisplayName("D8: a body that had ended by itself when its level was closed keeps its items and its end")
    void keepsWhatHadEnded() {
        for (Kind kind : Kind.values()) {
            Ended on = kind.open(reports, Duration.ofSeconds(10));
            CompletableFuture<Thread> body = new CompletableFuture<>();
            AsyncGenerator<Integer> numbers = begun(on, 64, out -> {
                GeneratorBodies.numbers(10).run(out);
                body.complete(Thread.currentThread());
            });
            Thread thread = Async.await(body);
            Eventually.until(() -> on.level() instanceof EventLoop loop ? loop.isIdle() : !thread.isAlive());
            on.close().run();
            for (int i = 1; i < 10; i++) {
                assertThat(numbers.next()).contains(i);
            }
            assertThat(numbers.next()).isEmpty();
            numbers.close();
        }
    }

    @Test
    @DisplayName("law 2: a generator of one level that waits for another one: either may close first")
    void closesLevelsInAnyOrder() {
        for (boolean outerFirst : new boolean[]{true, false}) {
            Ended one = Kind.LOOP.open(reports, Duration.ofSeconds(10));
            Ended two = Kind.SMALL.open(reports, Duration.ofSeconds(10));
            GeneratorCleanup cleanup = GeneratorCleanup.quick();
            AsyncGenerator<Integer> outer = begun(one, 0, cleanup.of(out -> {
                try (Generator<Integer> inner = Generator.open(o -> o.withLevel(two.level()),
                        cleanup.of(GeneratorBodies.endless()))) {
                    for (int number : inner) {
                        out.emit(number);
                    }
                }
            }));
            (outerFirst ? one : two).close().run();
            (outerFirst ? two : one).close().run();
            assertThat(cleanup.ended()).isEqualTo(2);
            assertThatThrownBy(outer::next).isInstanceOf(CancelledException.class);
            assertThat(reports.all()).isEmpty();
        }
    }
}
