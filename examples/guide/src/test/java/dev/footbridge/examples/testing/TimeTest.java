package dev.footbridge.examples.testing;

import static dev.footbridge.Async.sleep;
import static dev.footbridge.Async.start;
import static dev.footbridge.Async.withTimeout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.sync.AsyncQueue;
import dev.footbridge.testkit.Interleavings;
import dev.footbridge.testkit.VirtualClock;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** The tests that the chapter on testing quotes. */
class TimeTest {

    // @start region="automatic"
    @Test
    void aDayTakesNoTime() {
        VirtualClock clock = VirtualClock.automatic(); // jumps to the next deadline when nothing else is to do
        try (EventLoop loop = EventLoop.open(o -> o.withTimeSource(clock))) {
            loop.call(() -> sleep(Duration.ofDays(1)));
            assertThatThrownBy(
                    () -> loop.call(() -> withTimeout(Duration.ofHours(1), () -> sleep(Duration.ofHours(2)))))
                    .isInstanceOf(TimeoutException.class);
        }
        assertThat(clock.elapsed()).isEqualTo(Duration.ofHours(25));
    }
    // @end

    // @start region="manual"
    @Test
    void nothingHappensBeforeItsTime() {
        VirtualClock clock = VirtualClock.manual(); // stands still until the test moves it
        try (EventLoop loop = EventLoop.open(o -> o.withTimeSource(clock))) {
            AsyncQueue<String> sent = AsyncQueue.unbounded();
            loop.callLater(Duration.ofMinutes(5), () -> sent.tryPut("reminder"));
            clock.advance(Duration.ofMinutes(4));
            assertThat(sent.size()).isZero();
            clock.advance(Duration.ofMinutes(1));
            assertThat(sent.take()).isEqualTo("reminder"); // waits for the callback, not for the time
        }
    }
    // @end

    // @start region="cancel"
    @Test
    void aCancelledTakerLosesNothing() {
        Interleavings.of(1_000).explore(run -> {
            AsyncQueue<String> queue = AsyncQueue.bounded(1);
            Task<String> taker = start(() -> queue.take());
            run.sometime(taker::cancel); // before it begins, in the middle, or too late
            run.pause();
            queue.put("item");
            assertThat(taker.outcome().isSuccess() || queue.tryTake().isPresent()).isTrue();
        });
    }
    // @end
}
