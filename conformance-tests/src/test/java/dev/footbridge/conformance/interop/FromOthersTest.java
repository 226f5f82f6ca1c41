package dev.footbridge.conformance.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.stream.AsyncStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What another library publishes comes as a stream of ours; what we ask of it and that we leave reaches it. */
@ParameterizedClass
@MethodSource("dev.footbridge.conformance.interop.Peers#all")
class FromOthersTest {

    private static final int MILLION = 1_000_000;
    /** Fewer, as each item may have to wake a thread. */
    private static final int IN_LOCK_STEP = 50_000;
    private static final int AHEAD = 256;

    @Parameter
    private Peer peer;
    private final InOrder seen = new InOrder();

    @Test
    void aMillionItemsComeInOrder() {
        AsyncStream.fromPublisher(peer.numbers(MILLION), AHEAD).forEach(seen::accept);
        assertThat(seen.count()).isEqualTo(MILLION);
    }

    @Test
    void itemsComeInOrderOneAtATime() {
        AsyncStream.fromPublisher(peer.numbers(IN_LOCK_STEP)).forEach(seen::accept);
        assertThat(seen.count()).isEqualTo(IN_LOCK_STEP);
    }

    @Test
    void aMillionItemsComeOutOfABlockingLoop() {
        try (var items = AsyncStream.fromPublisher(peer.numbers(MILLION), AHEAD).prefetch(AHEAD).open()) {
            for (int item : items) {
                seen.accept(item);
            }
        }
        assertThat(seen.count()).isEqualTo(MILLION);
    }

    @Test
    void anErrorComesAsItIsAfterTheItems() {
        var error = new IOException("lost");
        Throwable caught = catchThrowable(
                () -> AsyncStream.fromPublisher(peer.numbersThen(3, error), AHEAD).forEach(seen::accept));
        assertThat(caught).isSameAs(error);
        assertThat(seen.count()).isEqualTo(3);
    }

    @Test
    void whoTakesEnoughCancelsThem() {
        AtomicBoolean cancelled = new AtomicBoolean();
        assertThat(AsyncStream.fromPublisher(peer.endless(() -> cancelled.set(true)), AHEAD).take(3).toList())
                .containsExactly(0, 1, 2);
        assertThat(cancelled).isTrue();
    }

    @Test
    void whoLeavesALoopCancelsThem() {
        AtomicBoolean cancelled = new AtomicBoolean();
        try (var items = AsyncStream.fromPublisher(peer.endless(() -> cancelled.set(true))).open()) {
            assertThat(items.next()).isZero();
        }
        assertThat(cancelled).isTrue();
    }

    @Test
    void whoIsCancelledWhileWaitingCancelsThem() throws Exception {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        CompletableFuture<Void> cancelled = new CompletableFuture<>();
        Flow.Publisher<Integer> silent = peer.silent(() -> cancelled.complete(null));
        Task<List<Integer>> waiting = AsyncStream.fromPublisher((Flow.Publisher<Integer>) subscriber -> {
            silent.subscribe(subscriber);
            asked.complete(null);
        }).startToList();
        asked.get(30, TimeUnit.SECONDS);
        waiting.cancel("enough");
        assertThat(waiting.outcome()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(cancelled).isDone();
    }

    @Test
    void isAskedForOneItemAtATime() {
        var meter = new DemandMeter<>(peer.numbers(1_000));
        AsyncStream.fromPublisher(meter).forEach(seen::accept);
        assertThat(seen.count()).isEqualTo(1_000);
        assertThat(meter.mostOpen()).isEqualTo(1);
    }

    @Test
    void isAskedForNoMoreThanIsTaken() {
        var meter = new DemandMeter<>(peer.endless(() -> {}));
        assertThat(AsyncStream.fromPublisher(meter).take(5).count()).isEqualTo(5);
        assertThat(meter.requested()).isEqualTo(5);
        assertThat(meter.given()).isEqualTo(5);
    }

    @Test
    void isAskedForNoMoreAheadThanWasSaid() {
        var meter = new DemandMeter<>(peer.numbers(1_000));
        AsyncStream.fromPublisher(meter, 16).forEach(item -> {
            seen.accept(item);
            assertThat(meter.requested()).isLessThanOrEqualTo(seen.count() + 16);
        });
        assertThat(seen.count()).isEqualTo(1_000);
        assertThat(meter.mostOpen()).isLessThanOrEqualTo(16);
    }
}
