package dev.footbridge.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.footbridge.Async;
import dev.footbridge.BlockingBiFunction;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.sync.AsyncQueue;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code zip}: the items of two streams, pair by pair. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ZipTest {

    private static final BlockingBiFunction<Object, Object, String> JOIN = (a, b) -> a + "-" + b;

    private final EventLoop loop = EventLoop.open(o -> o.withName("loop"));
    private final IOException failure = new IOException("original");

    @AfterEach
    void close() {
        loop.abort();
    }

    @Test
    void pairsItems() {
        assertThat(AsyncStream.zip(AsyncStream.of(1, 2, 3), AsyncStream.of("a", "b", "c"), JOIN).toList())
                .containsExactly("1-a", "2-b", "3-c");
        AsyncStream<Integer> same = Probe.plain().first(2);
        assertThat(AsyncStream.zip(same, same, JOIN).toList()).containsExactly("0-0", "1-1");
    }

    @Test
    void endsWithTheShorterStreamAndClosesTheLonger() {
        Probe longer = Probe.plain();
        assertThat(AsyncStream.zip(AsyncStream.of(1, 2), longer.endless(), JOIN).toList())
                .containsExactly("1-0", "2-1");
        longer.assertClosed();
        assertThat(AsyncStream.zip(longer.waitingAfter(2), AsyncStream.of(1, 2), JOIN).toList())
                .containsExactly("0-1", "1-2");
        longer.assertClosed();
        assertThat(AsyncStream.zip(AsyncStream.empty(), longer.waitingAfter(0), JOIN).toList()).isEmpty();
        assertThat(AsyncStream.zip(longer.waitingAfter(0), AsyncStream.empty(), JOIN).toList()).isEmpty();
        longer.assertClosed();
    }

    @Test
    void asksBothAtTheSameTime() {
        loop.call(() -> {
            CompletableFuture<String> one = new CompletableFuture<>();
            CompletableFuture<String> two = new CompletableFuture<>();
            AsyncStream<String> left = AsyncStream.generate(out -> {
                one.complete("one has begun");
                out.emit(Async.await(two));
            });
            AsyncStream<String> right = AsyncStream.generate(out -> {
                two.complete("two has begun");
                out.emit(Async.await(one));
            });
            assertThat(AsyncStream.zip(left, right, JOIN).toList()).containsExactly("two has begun-one has begun");
        });
    }

    @Test
    @DisplayName("E1: no stream is asked for an item before its pair is wanted")
    void runsNoneAhead() {
        Probe left = Probe.plain();
        Probe right = Probe.plain();
        loop.call(() -> {
            try (AsyncGenerator<String> pairs = AsyncStream.zip(left.endless(), right.endless(), JOIN).openAsync()) {
                assertThat(left.begun() + right.begun()).isZero();
                for (int taken = 1; taken <= 5; taken++) {
                    assertThat(pairs.next()).isPresent();
                    Async.yieldNow();
                    assertThat(left.emitted()).isEqualTo(right.emitted()).isEqualTo(taken);
                }
            }
        });
        left.assertClosed();
        right.assertClosed();
    }

    @Test
    void keepsTheItemOfOneUntilTheOtherHasOne() {
        AsyncQueue<Integer> slow = AsyncQueue.unbounded();
        Task<List<String>> all = loop.start(() -> AsyncStream.zip(AsyncStream.fromQueue(slow), AsyncStream.of("a", "b"),
                JOIN).toList());
        for (int i = 1; i <= 2; i++) {
            loop.call(() -> Async.yieldNow());
            slow.put(i);
        }
        assertThat(all.result()).containsExactly("1-a", "2-b");
    }

    @Test
    @DisplayName("E4: when one fails the pairs before come first, and the other is closed with its cleanup")
    void closesTheOtherWhenOneFails() {
        for (boolean leftFails : new boolean[]{true, false}) {
            Probe other = Probe.plain();
            AsyncStream<Integer> failing = Probe.plain().failingAfter(2, failure);
            AsyncStream<Integer> waiting = other.waitingAfter(2);
            try (AsyncGenerator<String> pairs = AsyncStream.zip(leftFails ? failing : waiting, leftFails
                    ? waiting
                    : failing, JOIN).openAsync()) {
                assertThat(pairs.next()).hasValue("0-0");
                assertThat(pairs.next()).hasValue("1-1");
                assertThatThrownBy(pairs::next).isSameAs(failure);
                other.assertClosed();
                assertThat(pairs.next()).isEmpty();
            }
        }
    }

    @Test
    @DisplayName("law 7: when both fail, both failures are there to see")
    void keepsTheFailuresOfBoth() {
        IllegalStateException right = new IllegalStateException("right");
        Throwable thrown = catchThrowable(() -> AsyncStream.zip(Probe.shielded().failingAfter(1, failure), Probe
                .shielded().failingAfter(1, right), JOIN).toList());
        assertThat(thrown).isIn(failure, right);
        assertThat(StreamErrorTest.all(thrown)).contains(failure, right);
    }

    @Test
    void closesBothWhenItsFunctionFailsOrWaits() {
        Probe probe = Probe.plain();
        assertThatThrownBy(() -> AsyncStream.zip(probe.endless(), probe.endless(), (a, b) -> {
            throw failure;
        }).toList()).isSameAs(failure);
        probe.assertClosed();
        assertThat(AsyncStream.zip(probe.first(3), probe.first(3), (a, b) -> {
            Async.yieldNow();
            return a + b;
        }).toList()).containsExactly(0, 2, 4);
    }
}
