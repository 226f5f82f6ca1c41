package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.footbridge.Async;
import dev.footbridge.CancelledException;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.ReportedFailures;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Failures of a stream: items first, then the original exception, and none that vanishes; with every operator. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StreamErrorTest {

    private final ReportedFailures reported = new ReportedFailures();
    private final EventLoop loop = EventLoop.open(o -> o.withName("loop").withFailureHandler(reported));
    private final IOException failure = new IOException("original");
    private final IllegalStateException inCleanup = new IllegalStateException("cleanup");

    @AfterEach
    void close() {
        loop.abort();
    }

    /** The failure, and all that are suppressed in it, however deep. */
    static Set<Throwable> all(Throwable failure) {
        Set<Throwable> found = new LinkedHashSet<>();
        List<Throwable> open = new ArrayList<>(List.of(failure));
        while (!open.isEmpty()) {
            Throwable next = open.removeLast();
            if (found.add(next)) {
                open.addAll(List.of(next.getSuppressed()));
            }
        }
        return found;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("E4: the items come first, then the very same exception")
    void bringsTheItemsAndThenTheVerySameException(Operator operator) {
        List<Integer> seen = new CopyOnWriteArrayList<>();
        Probe probe = Probe.shielded();

        assertThatThrownBy(() -> operator.over(probe.failingAfter(4, failure)).forEach(seen::add)).isSameAs(failure);

        assertThat(seen).contains(1, 2, 3);
        assertThat(failure.getSuppressed()).isEmpty();
        probe.assertClosed();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("E4: all items come first, also before an error, and before an exception that looks like a cancel")
    void bringsAllItemsBeforeAnyKindOfException(Operator operator) {
        for (Throwable any : List.of(new AssertionError("wrong"), new SocketTimeoutException("read timed out"))) {
            List<Integer> seen = new CopyOnWriteArrayList<>();

            assertThatThrownBy(
                    () -> loop.call(() -> operator.over(Probe.shielded().failingAfter(5, any)).forEach(seen::add)))
                    .isSameAs(any);

            assertThat(seen).contains(1, 2, 3, 4);
        }
        assertThat(reported.all()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("E4: whoever pulls gets the items, then the exception once, then the end")
    void bringsTheItemsAndThenTheExceptionOnceWhenItIsPulled(Operator operator) {
        try (AsyncGenerator<Integer> items = operator.over(Probe.shielded().failingAfter(3, failure)).openAsync()) {
            List<Integer> seen = new ArrayList<>();
            assertThatThrownBy(() -> {
                for (;;) {
                    seen.add(items.next().orElseThrow());
                }
            }).isSameAs(failure);
            assertThat(seen).contains(1, 2);
            assertThat(items.next()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void failsTheTaskThatRunsItWithTheVerySameException(Operator operator) {
        AsyncStream<Integer> stream = operator.over(Probe.shielded().failingAfter(3, failure));
        Task<List<Integer>> task = loop.start(() -> stream.toList());
        assertThatThrownBy(task::result).isSameAs(failure);
        loop.close();
        assertThat(reported.all()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("law 5: when what follows fails and the cleanup, too, both are there to see")
    void keepsAFailureOfWhatFollowsAndOneOfTheCleanup(Operator operator) {
        Throwable thrown = catchThrowable(
                () -> operator.over(Probe.failingInCleanup(inCleanup).endless()).forEach(item -> {
                    throw failure;
                }));
        assertThat(all(thrown)).contains(failure, inCleanup);
    }

    @ParameterizedTest
    @MethodSource("dev.footbridge.stream.Operator#withFunction")
    @DisplayName("law 5: when the function of an operator fails and the cleanup, too, both are there to see")
    void keepsAFailureOfTheFunctionAndOneOfTheCleanup(Operator operator) {
        Throwable thrown = catchThrowable(
                () -> operator.over(Probe.failingInCleanup(inCleanup).endless(), item -> {
                    throw failure;
                }).toList());
        assertThat(all(thrown)).contains(failure, inCleanup);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("law 5: when enough is taken and the cleanup fails, that is thrown")
    void throwsAFailureOfTheCleanupWhenEnoughIsTaken(Operator operator) {
        assertThatThrownBy(() -> operator.over(Probe.failingInCleanup(inCleanup).endless()).take(2).toList())
                .isSameAs(inCleanup);
        assertThatThrownBy(() -> operator.over(Probe.failingInCleanup(inCleanup).endless()).first())
                .isSameAs(inCleanup);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("law 5: when whoever pulls closes, and the cleanup fails, that is thrown by close")
    void throwsAFailureOfTheCleanupFromClose(Operator operator) {
        AsyncGenerator<Integer> items = operator.over(Probe.failingInCleanup(inCleanup).endless()).openAsync();
        assertThat(items.next()).isPresent();
        assertThatThrownBy(items::close).isSameAs(inCleanup);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("law 7: a cleanup that fails after a cancel is seen: it comes with the cancel, or is reported")
    void tellsOfACleanupThatFailsAfterACancel(Operator operator) {
        Probe probe = Probe.failingInCleanup(inCleanup);
        Task<Void> task = loop.start(() -> operator.over(probe.waitingAfter(6)).forEach(item -> {}));
        probe.awaitAsleep(1);
        task.cancel("enough");

        Throwable thrown = catchThrowable(task::result);
        loop.close();

        Set<Throwable> seen = new LinkedHashSet<>(all(thrown));
        reported.failures().forEach(report -> seen.addAll(all(report)));
        assertThat(seen).contains(inCleanup);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("law 7: a failure of what follows arrives, even if the source swallows what its emit throws")
    void doesNotLetASourceSwallowAFailureOfWhatFollows(Operator operator) {
        AsyncStream<Integer> swallowing = AsyncStream.generate(out -> {
            try {
                for (int i = 0;; i++) {
                    out.emit(i);
                }
            } catch (Exception swallowed) {
                Async.shielded(Async::yieldNow);
            }
        });
        assertThatThrownBy(() -> operator.over(swallowing).forEach(item -> {
            throw failure;
        })).isSameAs(failure);
        assertThat(operator.over(swallowing).take(2).toList()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void passesACancellationThatACodeOfTheStreamThrowsByItself(Operator operator) {
        CancelledException own = new CancelledException("no more items of the stream are wanted");
        assertThatThrownBy(() -> operator.over(Probe.plain().failingAfter(3, own)).toList())
                .isInstanceOf(CancelledException.class).hasMessage(own.getMessage());
        assertThatThrownBy(() -> operator.over(AsyncStream.of(1, 2, 3)).forEach(item -> {
            throw own;
        })).isInstanceOf(CancelledException.class).hasMessage(own.getMessage());
    }
}
