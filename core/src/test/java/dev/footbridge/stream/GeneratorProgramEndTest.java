package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.stream.EndingLevel.Kind;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ReportedFailures;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Programs that end, levels that end from inside, in any order, or with very many generators open. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GeneratorProgramEndTest {

    private final ReportedFailures reports = new ReportedFailures();
    private final ConcurrentLinkedQueue<String> steps = new ConcurrentLinkedQueue<>();

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
            EndingLevel on = EndingLevel.of(kind, reports);
            GeneratorCleanup cleanup = GeneratorCleanup.quick();
            AsyncGenerator<Integer> numbers = on.begun(0, cleanup.of(GeneratorBodies.endless()));
            on.level().start(() -> on.abort()).outcome();
            Eventually.until(() -> cleanup.ended() == 1);
            assertThatThrownBy(numbers::next).isInstanceOf(CancelledException.class).hasMessageContaining("'ending'");
            on.close();
        }
        assertThat(reports.all()).isEmpty();
    }

    @Test
    @DisplayName("D8: a body that had ended by itself when its level was closed keeps its items and its end")
    void keepsWhatHadEnded() {
        for (Kind kind : Kind.values()) {
            EndingLevel on = EndingLevel.of(kind, reports);
            CompletableFuture<Thread> body = new CompletableFuture<>();
            AsyncGenerator<Integer> numbers = on.begun(64, out -> {
                GeneratorBodies.numbers(10).run(out);
                body.complete(Thread.currentThread());
            });
            Thread thread = Async.await(body);
            Eventually.until(() -> on.level() instanceof EventLoop loop ? loop.isIdle() : !thread.isAlive());
            on.close();
            for (int i = 1; i < 10; i++) {
                assertThat(numbers.next()).contains(i);
            }
            assertThat(numbers.next()).isEmpty();
            numbers.close();
        }
    }

    @Test
    @DisplayName("D8: a thousand open generators are closed, all cleanup at the same time")
    void closesMany() {
        for (Kind kind : Kind.values()) {
            EndingLevel on = EndingLevel.of(kind, reports);
            GeneratorCleanup cleanup = GeneratorCleanup.quick();
            List<AsyncGenerator<Integer>> open = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                open.add(on.begun(i % 3, cleanup.of(GeneratorBodies.endless())));
            }
            on.close();
            assertThat(cleanup.ended()).isEqualTo(1_000);
            open.forEach(AsyncGenerator::close);
        }
        assertThat(reports.all()).isEmpty();
    }

    @Test
    @DisplayName("law 2: a generator of one level that waits for another one: either may close first")
    void closesLevelsInAnyOrder() {
        for (boolean outerFirst : new boolean[]{true, false}) {
            EndingLevel one = EndingLevel.of(Kind.LOOP, reports);
            EndingLevel two = EndingLevel.of(Kind.SMALL, reports);
            GeneratorCleanup cleanup = GeneratorCleanup.quick();
            AsyncGenerator<Integer> outer = one.begun(0, cleanup.of(out -> {
                try (Generator<Integer> inner = Generator.open(o -> o.withLevel(two.level()),
                        cleanup.of(GeneratorBodies.endless()))) {
                    for (int number : inner) {
                        out.emit(number);
                    }
                }
            }));
            (outerFirst ? one : two).close();
            (outerFirst ? two : one).close();
            assertThat(cleanup.ended()).isEqualTo(2);
            assertThatThrownBy(outer::next).isInstanceOf(CancelledException.class);
            assertThat(reports.all()).isEmpty();
        }
    }
}
