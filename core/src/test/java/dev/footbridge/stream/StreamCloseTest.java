package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ForeignThread;
import dev.footbridge.testing.ReportedFailures;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each operator closes its sources, whatever ends its run, and the run is over when their cleanup is. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StreamCloseTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final ReportedFailures reported = new ReportedFailures();
    private final EventLoop loop = EventLoop.open(o -> o.withName("loop").withFailureHandler(reported));
    private final Probe probe = Probe.plain();
    /** Its cleanup waits behind a shield: for where a cancel, or the end of what runs beside it, may meet it. */
    private final Probe shielded = Probe.shielded();

    @AfterEach
    void close() {
        loop.abort();
    }

    @ParameterizedTest
    @EnumSource
    void closesItsSourceAtTheEnd(Operator operator) {
        assertThat(operator.over(shielded.first(5)).toList()).contains(2, 3, 4);
        shielded.assertClosed();

        assertThat(loop.<Long>call(() -> operator.over(shielded.first(0)).count())).isZero();
        shielded.assertClosed();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("E2: a stream of which enough is taken has cleaned up when its end is there")
    void closesItsSourceWhenEnoughIsTaken(Operator operator) {
        assertThat(operator.over(probe.endless()).take(3).toList()).hasSize(3);
        probe.assertClosed();

        assertThat(loop.<Long>call(() -> operator.over(probe.endless()).takeWhile(item -> item < 4).count()))
                .isBetween(3L, 8L);
        probe.assertClosed();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("E2: a stream of which only the first item is wanted has cleaned up when that is there")
    void closesItsSourceAfterTheFirst(Operator operator) {
        assertThat(operator.over(probe.endless()).first()).isPresent();
        probe.assertClosed();

        assertThat(loop.call(() -> operator.over(probe.waitingAfter(6)).first())).isPresent();
        probe.assertClosed();
    }

    @ParameterizedTest
    @EnumSource
    void closesItsSourceWhenWhatFollowsFails(Operator operator) {
        IOException failure = new IOException("downstream");
        assertThatThrownBy(() -> operator.over(probe.endless()).map(item -> {
            throw failure;
        }).toList()).isSameAs(failure);
        probe.assertClosed();

        assertThatThrownBy(() -> loop.call(() -> operator.over(probe.endless()).forEach(item -> {
            throw failure;
        }))).isSameAs(failure);
        probe.assertClosed();
    }

    @ParameterizedTest
    @MethodSource("dev.footbridge.stream.Operator#withFunction")
    void closesItsSourceWhenItsOwnFunctionFails(Operator operator) {
        IOException failure = new IOException("function");
        assertThatThrownBy(() -> operator.over(probe.endless(), item -> {
            if (item == 2) {
                throw failure;
            }
            return item;
        }).toList()).isSameAs(failure);
        probe.assertClosed();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("D1: a stream that is cancelled while it waits for an item has cleaned up when its task ends")
    void closesItsSourceWhenItIsCancelledWhileItWaits(Operator operator) {
        Task<Void> task = loop.start(() -> operator.over(shielded.waitingAfter(6)).forEach(item -> {}));
        shielded.awaitAsleep(1);

        task.cancel("enough");

        assertThatExceptionOfType(CancelledException.class).isThrownBy(task::result).withMessage("enough");
        shielded.assertClosed();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("D1: a stream that is cancelled while what follows waits has cleaned up when its task ends")
    void closesItsSourceWhenItIsCancelledWhileWhatFollowsWaits(Operator operator) {
        AtomicInteger waiting = new AtomicInteger();
        Task<Void> task = loop.start(() -> operator.over(shielded.endless()).forEach(item -> {
            waiting.incrementAndGet();
            Async.sleep(LONG);
        }));
        Eventually.until(() -> waiting.get() == 1);

        task.cancel("enough");

        assertThatExceptionOfType(CancelledException.class).isThrownBy(task::result).withMessage("enough");
        shielded.assertClosed();
    }

    @ParameterizedTest
    @EnumSource
    void closesItsSourceWhenTheThreadThatRunsItIsInterrupted(Operator operator) {
        ForeignThread<Long> thread = ForeignThread.of(() -> operator.over(shielded.waitingAfter(6)).count());
        shielded.awaitAsleep(1);

        thread.awaitWaiting().interrupt();

        assertThat(thread.failure()).isInstanceOf(CancelledException.class);
        assertThat(thread.wasInterrupted()).isTrue();
        shielded.assertClosed();
    }

    @ParameterizedTest
    @EnumSource
    void closesItsSourceWhenItsTimeIsUp(Operator operator) {
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> loop.call(
                () -> Async.withTimeout(Duration.ofMillis(5), () -> operator.over(shielded.waitingAfter(3)).count())));
        shielded.assertClosed();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("E2: a break of the loop that pulls a stream runs its cleanup to the end before close returns")
    void closesItsSourceOnABreak(Operator operator) {
        try (Generator<Integer> items = operator.over(probe.endless()).open()) {
            for (int item : items) {
                if (item >= 3) {
                    break;
                }
            }
        }
        probe.assertClosed();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("E2: the close of a stream that is pulled, in a coroutine, runs its cleanup to the end")
    void closesItsSourceWithTheGenerator(Operator operator) {
        loop.call(() -> {
            AsyncGenerator<Integer> items = operator.over(probe.waitingAfter(6)).openAsync();
            assertThat(items.next()).isPresent();
            items.close();
            probe.assertClosed();
        });
    }

    @ParameterizedTest
    @EnumSource
    void leavesNothingOpenWhenItIsClosedBeforeTheFirstPull(Operator operator) {
        Probe unpulled = Probe.plain();
        operator.over(unpulled.endless()).openAsync().close();
        operator.over(unpulled.endless()).open().close();
        assertThat(unpulled.begun()).isEqualTo(unpulled.cleaned()).isZero();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"ON_LOOP", "ON_POOL"})
    @DisplayName("E8: a stream that is in the middle when its loop is aborted is closed with it")
    void closesItsSourceWithItsLoop(Operator operator) {
        AsyncGenerator<Integer> items = loop.call(() -> operator.over(shielded.endless()).openAsync());
        assertThat(items.next()).isPresent();

        loop.abort();

        shielded.assertClosed();
        assertThatExceptionOfType(CancelledException.class).isThrownBy(() -> {
            while (items.next().isPresent()) {
                assertThat(shielded.emitted()).as("no item is made after the end of the loop").isLessThan(20);
            }
        }).withMessageContaining("'loop'");
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "MAP", "MAP_LIMIT", "MERGE", "ZIP", "TIMEOUT", "PREFETCH", "FROM_GENERATOR"})
    @DisplayName("E8: a stream that is pulled and then forgotten is closed on its loop, and reported once")
    void closesItsSourceWhenItIsForgotten(Operator operator) {
        loop.call(() -> operator.over(probe.endless()).openAsync().next().orElseThrow());
        Eventually.until(() -> {
            System.gc();
            return !reported.all().isEmpty() && probe.cleaned() == probe.begun();
        });
        loop.close();
        assertThat(reported.failures()).singleElement().isInstanceOf(IllegalStateException.class)
                .extracting(Throwable::getMessage).asString().contains("was abandoned without close");
    }
}
