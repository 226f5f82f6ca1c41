package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.internal.Sneaky;
import dev.footbridge.testing.OpenLevels;
import dev.footbridge.threads.ThreadPool;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that fail in ways that try the machinery: full stacks, and exceptions with odd methods of their own. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GeneratorOddErrorTest {

    private final OpenLevels on = new OpenLevels();

    @AfterEach
    void close() {
        on.close();
    }

    private void assertNothingReported() {
        on.close();
        assertThat(on.failures().all()).isEmpty();
    }

    private <T> AsyncGenerator<T> open(String level, int prefetch, GeneratorBody<T> body) {
        return AsyncGenerator.open(o -> o.withLevel(on.level(level)).withPrefetch(prefetch), body);
    }

    private static GeneratorBody<Integer> failing(int items, Throwable error) {
        return out -> {
            GeneratorBodies.numbers(items).run(out);
            throw Sneaky.raise(error);
        };
    }

    /** An exception all of whose methods fail. */
    @SuppressWarnings("serial")
    private static final class Odd extends RuntimeException {

        @Override
        public String getMessage() {
            throw new IllegalStateException("odd");
        }

        @Override
        public String toString() {
            throw new IllegalStateException("odd");
        }

        @Override
        public synchronized Throwable getCause() {
            throw new IllegalStateException("odd");
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new IllegalStateException("odd");
        }

        @Override
        public void setStackTrace(StackTraceElement[] trace) {
            throw new IllegalStateException("odd");
        }
    }

    /** An exception that takes neither a trace nor suppressed ones. */
    @SuppressWarnings("serial")
    private static final class Bare extends RuntimeException {
        Bare() {
            super("bare", null, false, false);
        }
    }

    @Test
    @DisplayName("E4: exceptions with odd methods of their own come through, from body and cleanup, and back from fail")
    void bringsOddExceptions() {
        for (RuntimeException error : List.of(new Odd(), new Bare())) {
            for (String level : List.of("loop", "pool")) {
                for (int prefetch : new int[]{0, 64}) {
                    AsyncGenerator<Integer> fails = open(level, prefetch, failing(1, error));
                    assertThat(fails.next()).contains(0);
                    assertThat(thrownBy(fails::next) == error).isTrue();
                    AsyncGenerator<Integer> failsInCleanup = open(level, prefetch, out -> {
                        try {
                            GeneratorBodies.endless().run(out);
                        } finally {
                            raise(error);
                        }
                    });
                    assertThat(failsInCleanup.next()).contains(0);
                    assertThat(thrownBy(failsInCleanup::close) == error).isTrue();
                }
                AsyncGenerator<Integer> thrownAt = open(level, 0, GeneratorBodies.endless());
                assertThat(thrownAt.next()).contains(0);
                assertThat(thrownBy(() -> thrownAt.fail(error)) == error).isTrue();
            }
        }
        assertNothingReported();
    }

    private static void raise(RuntimeException error) {
        throw error;
    }

    private static Throwable thrownBy(Runnable code) {
        try {
            code.run();
        } catch (Throwable thrown) {
            return thrown;
        }
        throw new AssertionError("nothing was thrown");
    }

    private static int overflow(int depth) {
        return overflow(depth + 1) + 1;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64})
    @DisplayName("E4: a stack overflow of the body comes through, and leaves the level in order")
    void bringsAStackOverflow(int prefetch) {
        for (String level : List.of("loop", "pool", "small")) {
            AsyncGenerator<Integer> numbers = open(level, prefetch, out -> {
                out.emit(1);
                out.emit(overflow(0));
            });
            assertThat(numbers.next()).contains(1);
            assertThatThrownBy(numbers::next).isInstanceOf(StackOverflowError.class);
            assertThat(numbers.next()).isEmpty();
            numbers.close();
            assertThat(on.level(level).call(() -> "in order")).isEqualTo("in order");
        }
        assertNothingReported();
    }

    private static void emitDownwards(Emitter<Integer> out, int depth) {
        out.emit(depth);
        emitDownwards(out, depth + 1);
    }

    private static void recurse(int frames, Emitter<Integer> out) {
        if (frames == 0) {
            emitDownwards(out, 0);
        } else {
            recurse(frames - 1, out);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64})
    @DisplayName("E4: a recursive body that overflows its stack within emit fails so, and hangs nobody")
    void survivesAnOverflowWithinEmit(int prefetch) {
        try (ThreadPool shallow = ThreadPool.open(o -> o.withThreadFactory(
                Thread.ofPlatform().daemon().stackSize(200_000).factory()))) {
            for (int round = 0; round < 40; round++) {
                int frames = round; // so that it overflows elsewhere each time
                try (AsyncGenerator<Integer> numbers = AsyncGenerator.open(
                        o -> o.withLevel(shallow).withPrefetch(prefetch), out -> recurse(frames, out))) {
                    assertThatThrownBy(() -> {
                        while (numbers.next().isPresent()) {
                            Thread.onSpinWait();
                        }
                    }).isInstanceOf(StackOverflowError.class);
                    assertThat(numbers.next()).isEmpty();
                }
            }
        }
    }
}
