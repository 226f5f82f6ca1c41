package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.footbridge.Async;
import dev.footbridge.BlockingFunction;
import dev.footbridge.CancelledException;
import dev.footbridge.Level;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.ReportedFailures;
import dev.footbridge.testing.Sleepers;
import dev.footbridge.threads.ThreadPool;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls at the same time, of which some fail. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConcurrentMapFailureTest {

    private final ReportedFailures reported = new ReportedFailures();
    private final EventLoop loop = EventLoop.open(o -> o.withName("loop").withFailureHandler(reported));
    private final ThreadPool pool = ThreadPool.open(o -> o.withName("pool").withFailureHandler(reported));
    private final Sleepers sleepers = new Sleepers();
    private final IOException failure = new IOException("original");

    @AfterEach
    void close() {
        loop.abort();
        pool.abort();
    }

    enum Kind {
        ORDERED, UNORDERED, ON_POOL;
    }

    private <R> AsyncStream<R> mapped(Kind kind, AsyncStream<Integer> items, BlockingFunction<Integer, R> function) {
        return switch (kind) {
            case ORDERED -> items.map(4, function);
            case UNORDERED -> items.mapUnordered(4, function);
            case ON_POOL -> items.mapOn(pool, 4, function);
        };
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("C3: a call that fails cancels the others and waits for their cleanup, and its exception is thrown")
    void cancelsTheOthersAndWaitsForThem(Kind kind) {
        Probe probe = Probe.plain();
        AsyncStream<Integer> stream = mapped(kind, probe.endless(), item -> {
            if (item == 0) {
                sleepers.awaitAsleep(3);
                throw failure;
            }
            sleepers.job().run();
            return item;
        });
        assertThatThrownBy(() -> loop.call(() -> stream.toList())).isSameAs(failure);
        assertThat(failure.getSuppressed()).isEmpty();
        assertThat(sleepers.asleep()).isEqualTo(sleepers.cleaned()).isEqualTo(3);
        probe.assertClosed();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("law 5: what fails in the cleanup of the other calls is suppressed in what failed first")
    void suppressesWhatFailsInTheCleanupOfTheOthers(Kind kind) {
        IllegalStateException one = new IllegalStateException("one");
        IllegalStateException two = new IllegalStateException("two");
        Throwable thrown = catchThrowable(() -> mapped(kind, Probe.plain().endless(), item -> {
            if (item == 0) {
                sleepers.awaitAsleep(2);
                throw failure;
            }
            (item == 1 ? sleepers.failing(one) : item == 2 ? sleepers.failing(two) : sleepers.job()).run();
            return item;
        }).toList());
        assertThat(thrown).isSameAs(failure);
        assertThat(StreamErrorTest.all(thrown)).contains(one, two);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("law 7: of several calls that fail one is thrown, with the others suppressed, and none is reported")
    void keepsAllFailures(Kind kind) {
        List<IOException> failures = Stream.of("0", "1", "2").map(IOException::new).toList();
        AtomicInteger begun = new AtomicInteger();
        CompletableFuture<String> go = new CompletableFuture<>();
        Task<List<Integer>> task = loop.start(() -> this.<Integer>mapped(kind, Probe.plain().first(3), item -> {
            begun.incrementAndGet();
            Async.await(go);
            throw failures.get(item);
        }).toList());
        Eventually.until(() -> begun.get() == 3);
        loop.call(() -> {
            go.complete("now");
        });

        Throwable thrown = catchThrowable(task::result);
        assertThat(StreamErrorTest.all(thrown)).containsExactlyInAnyOrderElementsOf(failures);
        loop.close();
        pool.close();
        assertThat(reported.all()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("law 5: the very same exception from several calls at once is thrown as it is")
    void throwsAnExceptionThatSeveralCallsShare(Kind kind) {
        CompletableFuture<Integer> shared = new CompletableFuture<>();
        AtomicInteger begun = new AtomicInteger();
        Task<List<Integer>> task = loop.start(() -> mapped(kind, Probe.plain().first(4), item -> {
            begun.incrementAndGet();
            return Async.await(shared);
        }).toList());
        Eventually.until(() -> begun.get() == 4);
        shared.completeExceptionally(failure);
        assertThatThrownBy(task::result).isSameAs(failure);
    }

    @Test
    @DisplayName("E4: in order, the results before a failure come first, also when the failure is there earlier")
    void bringsTheResultsBeforeAFailure() {
        CompletableFuture<String> first = new CompletableFuture<>();
        List<String> seen = new CopyOnWriteArrayList<>();
        CompletableFuture<String> failed = new CompletableFuture<>();
        Task<Void> task = loop.start(() -> Probe.plain().first(3).map(3, item -> {
            if (item == 1) {
                failed.complete("now");
                throw failure;
            }
            return item == 0 ? Async.await(first) : "never seen";
        }).forEach(seen::add));
        failed.join();
        loop.call(() -> Async.yieldNow());
        assertThat(task.isDone()).isFalse();

        first.complete("first");

        assertThatThrownBy(task::result).isSameAs(failure);
        assertThat(seen).containsExactly("first");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("E4: when the source fails, the results of the items before come first")
    void bringsTheResultsOfTheItemsBeforeTheSourceFailed(Kind kind) {
        List<Integer> seen = new CopyOnWriteArrayList<>();
        assertThatThrownBy(() -> mapped(kind, Probe.plain().failingAfter(3, failure), item -> {
            for (int i = 0; i < 20; i++) {
                Async.yieldNow();
            }
            return item;
        }).forEach(seen::add)).isSameAs(failure);
        assertThat(seen).containsExactlyInAnyOrder(0, 1, 2);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("law 7: when the source fails and then a call that is in flight, both are there to see")
    void keepsAFailureOfTheSourceAndOneOfACall(Kind kind) {
        CompletableFuture<String> sourceHasFailed = new CompletableFuture<>();
        IllegalStateException ofTheCall = new IllegalStateException("call");
        AsyncStream<Integer> source = AsyncStream.generate(out -> {
            try {
                out.emit(0);
                throw failure;
            } finally {
                sourceHasFailed.complete("yes");
            }
        });
        Throwable thrown = catchThrowable(() -> loop.call(() -> mapped(kind, source, item -> {
            Async.await(sourceHasFailed);
            for (int i = 0; i < 20; i++) {
                Async.yieldNow();
            }
            if (kind == Kind.ON_POOL) {
                loop.call(() -> Async.yieldNow());
            }
            throw ofTheCall;
        }).toList()));
        assertThat(StreamErrorTest.all(thrown)).contains(failure, ofTheCall);
    }

    @ParameterizedTest
    @EnumSource(names = {"ORDERED", "ON_POOL"})
    @DisplayName("law 7: a failure of a call whose result nobody asks for does not fail the stream, and is reported")
    void reportsAFailureThatNobodyAsksFor(Kind kind) {
        CompletableFuture<String> hasFailed = new CompletableFuture<>();
        Optional<Integer> first = loop.call(() -> mapped(kind, Probe.plain().first(3), item -> {
            if (item == 1) {
                hasFailed.complete("now");
                throw failure;
            }
            Async.await(hasFailed);
            for (int i = 0; i < 20; i++) {
                loop.call(() -> Async.yieldNow()); // until the other call has ended
            }
            return item;
        }).first());
        assertThat(first).hasValue(0);
        loop.close();
        pool.close();
        assertThat(reported.failures()).containsExactly(failure);
    }

    @Test
    void failsAfterTheResultsBeforeWhenItsLevelRefusesACall() {
        try (ThreadPool small = ThreadPool.open(o -> o.withName("small"))) {
            List<Integer> seen = new CopyOnWriteArrayList<>();
            Probe probe = Probe.plain();
            assertThatThrownBy(() -> probe.endless().mapOn(small, 1, item -> {
                if (item == 2) {
                    Thread.ofVirtual().start(small::close);
                    Eventually.until(small::isClosed);
                }
                return item;
            }).forEach(seen::add)).isInstanceOf(RejectedExecutionException.class).hasMessageContaining("'small'");
            assertThat(seen).containsExactly(0, 1, 2);
            probe.assertClosed();
        }
    }

    @Test
    void passesTheCancellationOfACallThatIsCancelledByItself() {
        CompletableFuture<String> cancelled = new CompletableFuture<>();
        cancelled.cancel(true);
        for (Level level : List.of(loop, pool)) {
            assertThatThrownBy(() -> Probe.plain().endless().mapOn(level, 2, item -> Async.await(cancelled)).toList())
                    .isInstanceOf(CancellationException.class);
        }
        assertThatThrownBy(() -> AsyncStream.of(1).map(2, item -> {
            throw new CancelledException("my own");
        }).toList()).isInstanceOf(CancelledException.class).hasMessage("my own");
    }
}
