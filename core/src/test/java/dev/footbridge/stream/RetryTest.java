package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.footbridge.CancelledException;
import dev.footbridge.Task;
import dev.footbridge.internal.Sneaky;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code retry}: the stream is run again when it fails. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RetryTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final TimedLoop loop = new TimedLoop();
    private final AtomicInteger runs = new AtomicInteger();
    private final List<Integer> seen = new CopyOnWriteArrayList<>();
    private final IOException first = new IOException("first");
    private final IOException second = new IOException("second");

    @AfterEach
    void close() {
        loop.close();
    }

    /** Emits its run and then fails with the exception of its run; runs beyond those do not fail. */
    private AsyncStream<Integer> failing(Throwable... failures) {
        return AsyncStream.generate(out -> {
            int run = runs.getAndIncrement();
            out.emit(run);
            if (run < failures.length) {
                throw Sneaky.raise(failures[run]);
            }
            out.emit(-1);
        });
    }

    @Test
    void runsTheStreamAgainUntilItSucceeds() {
        assertThat(failing(first, second).retry(5).toList()).containsExactly(0, 1, 2, -1);
        assertThat(runs).hasValue(3);
    }

    @Test
    @DisplayName("E4: the last failure is thrown, with those before it suppressed, after all items")
    void failsAsTheLastRunDid() {
        IOException third = new IOException("third");
        assertThatThrownBy(() -> failing(first, second, third).retry(2).forEach(seen::add)).isSameAs(third);
        assertThat(seen).containsExactly(0, 1, 2);
        assertThat(StreamErrorTest.all(third)).containsExactlyInAnyOrder(third, second, first);
    }

    @Test
    void doesNotRunAgainWithNoRetries() {
        assertThatThrownBy(() -> failing(first, second).retry(0).toList()).isSameAs(first);
        assertThat(runs).hasValue(1);
        assertThat(first.getSuppressed()).isEmpty();
    }

    @Test
    void throwsAnExceptionThatIsThrownAgainAndAgainAsItIs() {
        assertThatThrownBy(() -> failing(first, first, first).retry(2).toList()).isSameAs(first);
        assertThat(first.getSuppressed()).isEmpty();
        assertThat(first.getCause()).isNull();
    }

    @Test
    @DisplayName("what is retried with success leaves no trace when the stream is ended early")
    void forgetsAFailureThatWasRetriedWithSuccess() {
        assertThat(failing(first).retry(3).take(2).toList()).containsExactly(0, 1);
        runs.set(0);
        assertThat(failing(first).retry(3).skip(1).first()).hasValue(1);
        runs.set(0);
        try (AsyncGenerator<Integer> items = failing(first).retry(3).openAsync()) {
            assertThat(items.next()).hasValue(0);
            assertThat(items.next()).hasValue(1);
        }
        runs.set(0);
        assertThatThrownBy(() -> failing(first).retry(3).forEach(item -> {
            if (item == 1) {
                throw second;
            }
        })).isSameAs(second);
        assertThat(second.getSuppressed()).isEmpty();
    }

    @Test
    void doesNotRunAgainForAFailureOfWhatFollows() {
        assertThatThrownBy(() -> failing().retry(5).map(item -> {
            throw first;
        }).toList()).isSameAs(first);
        assertThat(runs).hasValue(1);
        assertThat(failing().retry(5).take(1).toList()).hasSize(1);
        assertThat(runs).hasValue(2);
    }

    @Test
    @DisplayName("a time-out of a socket is a failure like others, though it looks like an interrupt")
    void runsAgainAfterASocketTimedOut() {
        assertThat(failing(new SocketTimeoutException("read timed out")).retry(1).toList()).containsExactly(0, 1, -1);
    }

    @Test
    @DisplayName("law 7: an error is not retried, and comes with the failures before it")
    void doesNotRunAgainAfterAnError() {
        AssertionError error = new AssertionError("wrong");
        Throwable thrown = catchThrowable(() -> failing(first, error).retry(5).toList());
        assertThat(thrown).isSameAs(error);
        assertThat(runs).hasValue(2);
        assertThat(thrown.getSuppressed()).containsExactly(first);
    }

    @Test
    void closesEachRunBeforeTheNext() {
        Probe probe = Probe.plain();
        assertThatThrownBy(() -> AsyncStream.<Integer>generate(out -> {
            assertThat(probe.begun()).isEqualTo(probe.cleaned());
            probe.failingAfter(1, first).forEach(out::emit);
        }).retry(3).toList()).isSameAs(first);
        assertThat(probe.begun()).isEqualTo(4);
        probe.assertClosed();
        Probe itself = Probe.plain();
        assertThatThrownBy(() -> itself.failingAfter(2, first).retry(3).toList()).isSameAs(first);
        assertThat(itself.begun()).isEqualTo(4);
        itself.assertClosed();
    }

    @Test
    void pausesBeforeEachFurtherRun() {
        Task<List<Integer>> run = loop.start(() -> failing(first, second).retry(5, MINUTE).toList());
        loop.settle();
        assertThat(runs).hasValue(1);
        loop.advance(MINUTE.minusNanos(1));
        assertThat(runs).hasValue(1);
        loop.advance(Duration.ofNanos(1));
        assertThat(runs).hasValue(2);
        loop.advance(MINUTE);
        assertThat(run.result()).containsExactly(0, 1, 2, -1);
    }

    @Test
    @DisplayName("law 3: a cancel in the pause ends the stream, which is not run again")
    void isCancelledInThePause() {
        Task<List<Integer>> run = loop.start(() -> failing(first, second).retry(5, MINUTE).toList());
        loop.settle();
        run.cancel("enough");
        assertThatThrownBy(run::result).isInstanceOf(CancelledException.class).hasMessage("enough");
        loop.advance(MINUTE);
        assertThat(runs).hasValue(1);
        assertThat(loop.timers()).isZero();
    }

    @Test
    @DisplayName("law 3: a cancel is no failure to run again for")
    void doesNotRunAgainAfterACancel() {
        Probe probe = Probe.shielded();
        Task<List<Integer>> run = loop.start(() -> probe.waitingAfter(2).retry(5).toList());
        probe.awaitAsleep(1);
        run.cancel("enough");
        assertThatThrownBy(run::result).isInstanceOf(CancelledException.class).hasMessage("enough");
        assertThat(probe.begun()).isEqualTo(1);
        probe.assertClosed();
    }

    @Test
    @DisplayName("law 8: each run of the stream has all its retries")
    void countsEachRunByItself() {
        AsyncStream<Integer> stream = Probe.plain().failingAfter(1, first).retry(2);
        for (int i = 0; i < 3; i++) {
            seen.clear();
            assertThatThrownBy(() -> stream.forEach(seen::add)).isSameAs(first);
            assertThat(seen).containsExactly(0, 0, 0);
        }
    }

    @Test
    void runsAgainWhatRunsElsewhere() {
        assertThat(failing(first, second).prefetch(3).retry(2).toList()).containsExactly(0, 1, 2, -1);
        runs.set(0);
        assertThat(failing(first, second).map(3, item -> item).retry(2).toList()).containsExactly(0, 1, 2, -1);
        AsyncStream<Integer> once = AsyncStream.fromIterator(List.of(1, 2).iterator()).map(item -> {
            if (item == 2) {
                throw second;
            }
            return item;
        });
        Throwable thrown = catchThrowable(() -> once.retry(1).forEach(seen::add));
        assertThat(thrown).isInstanceOf(IllegalStateException.class).hasMessageContaining("can be run once");
        assertThat(thrown.getSuppressed()).containsExactly(second);
    }
}
