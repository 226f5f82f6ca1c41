package dev.footbridge;

import static dev.footbridge.Async.await;
import static dev.footbridge.Async.callerThread;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.loop.EventLoop;
import dev.footbridge.testing.Eventually;
import dev.footbridge.testing.Gate;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Levels that end while a caller's thread does something that it was asked for. */
@Timeout(30)
@DisplayName("law 7: a level ends in bounded time although a caller's thread is busy with an errand")
class CallerThreadCloseTest {

    private static final Duration SHORT = Duration.ofMillis(50);

    @Test
    void anErrandCannotCloseTheLoopThatWaitsForIt() {
        try (EventLoop loop = EventLoop.open()) {
            assertThatThrownBy(() -> loop.call(() -> callerThread().call(() -> {
                loop.close();
            }))).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("cannot be closed by one of its own jobs");
        }
    }

    @Test
    void anErrandThatAbortsTheLoopCancelsTheCallItBelongsTo() {
        EventLoop loop = EventLoop.open();
        assertThatThrownBy(() -> loop.call(() -> {
            callerThread().call(() -> {
                loop.abort();
            });
            Async.yieldNow();
        })).isInstanceOf(CancelledException.class).hasMessageContaining("was aborted");
        loop.close();
        assertThat(loop.isClosed()).isTrue();
    }

    @Test
    void abortEndsAnErrandOfATaskAndTheCallBelowIt() {
        EventLoop loop = EventLoop.open();
        Gate gate = new Gate();
        try (ThreadPool pool = ThreadPool.open()) {
            Task<?> call = pool.start(() -> loop.call(() -> loop.start(() -> callerThread().call(() -> {
                gate.pass();
            })).result()));
            gate.awaitArrivals(1);
            loop.abort();
            assertThatThrownBy(call::result).isInstanceOf(CancelledException.class);
        }
    }

    @Test
    void aCallThatIsGivenUpComesBackAllTheSameWhenItsErrandEnds() {
        EventLoop loop = EventLoop.open(o -> o.withCloseTimeout(Duration.ZERO).withAbortTimeout(SHORT)
                .withFailureHandler((_, _) -> {}));
        Gate gate = new Gate();
        AtomicReference<String> after = new AtomicReference<>("");
        Thread caller = Thread.ofPlatform().start(() -> {
            try {
                loop.call(() -> {
                    callerThread().call(gate::passDeaf);
                    after.set("went on");
                });
            } catch (CancelledException _) {
                after.set("cancelled");
            }
        });
        gate.awaitArrivals(1);
        loop.close();
        gate.open();
        Eventually.until(() -> !caller.isAlive());
        assertThat(after.get()).isNotEmpty();
    }

    @Test
    void aLimitOfACloseHoldsWhileTheClosingThreadDoesAnErrandOfTheLoop() {
        AtomicBoolean interrupted = new AtomicBoolean();
        try (EventLoop outer = EventLoop.open(); Gate gate = new Gate()) {
            outer.call(() -> {
                EventLoop inner = EventLoop.open(o -> o.withCloseTimeout(SHORT));
                Task<?> asks = inner.start(() -> callerThread().call(() -> {
                    try {
                        gate.pass();
                    } catch (InterruptedException cancelled) {
                        interrupted.set(true);
                        throw cancelled;
                    }
                }));
                inner.close();
                assertThat(asks.isCancelled()).isTrue();
            });
        }
        assertThat(interrupted).isTrue();
    }

    @Test
    @DisplayName("B5: a call inside a call is taken although the loop is being closed")
    void aLoopThatIsBeingClosedTakesCallsOfErrands() throws Exception {
        EventLoop loop = EventLoop.open();
        Gate gate = new Gate();
        try (ThreadPool pool = ThreadPool.open()) {
            Task<String> call = pool.start(() -> loop.call(() -> callerThread().call(() -> {
                gate.passDeaf();
                return loop.call(() -> loop.start(() -> "inside").result());
            })));
            gate.awaitArrivals(1);
            Task<?> close = pool.start(loop::close);
            Eventually.until(loop::isClosed);
            gate.open();
            assertThat(call.result()).isEqualTo("inside");
            close.result();
        }
    }

    @Test
    @DisplayName("law 4: an errand whose thread has gone, and the other one too, settles")
    void settlesWhatNoThreadIsLeftFor() {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        AtomicReference<Task<String>> late = new AtomicReference<>();
        try (EventLoop loop = EventLoop.open(); Gate gate = new Gate()) {
            ThreadPool own = ThreadPool.confined(o -> o.withName("own"));
            loop.call(() -> {
                loop.start(() -> {
                    await(gone);
                    own.start(gate::pass); // keeps the one thread
                    late.set(own.start(() -> "never begins"));
                });
            });
            gone.complete(null);
            Eventually.until(() -> late.get() != null);
            gate.awaitArrivals(1);
            own.abort();
            assertThat(late.get().isCancelled()).isTrue();
        }
    }

    @Test
    void anAtomicSectionCannotWaitForAnErrandAndAsksForNone() {
        AtomicBoolean ran = new AtomicBoolean();
        try (EventLoop loop = EventLoop.open()) {
            assertThatThrownBy(() -> loop.atomically(() -> callerThread().call(() -> ran.compareAndSet(false, true))))
                    .isInstanceOf(IllegalStateException.class).hasMessageContaining("must not wait");
            loop.call(Async::yieldNow);
        }
        assertThat(ran).isFalse();
    }
}
