package dev.footbridge.conformance.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Async;
import dev.footbridge.stream.AsyncStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What a stream of ours publishes reaches another library; what it asks for and that it leaves reaches us. */
@ParameterizedClass
@MethodSource("dev.footbridge.conformance.interop.Peers#all")
class ToOthersTest {

    private static final int MILLION = 1_000_000;
    /** Fewer, as each item may have to wake a thread. */
    private static final int IN_LOCK_STEP = 50_000;
    private static final int AHEAD = 256;

    @Parameter
    private Peer peer;
    private final InOrder seen = new InOrder();
    private final CompletableFuture<Integer> cleaned = new CompletableFuture<>();

    private static AsyncStream<Integer> numbers(int count) {
        return AsyncStream.generate(out -> {
            for (int number = 0; number < count; number++) {
                out.emit(number);
            }
        });
    }

    /** Cleans up with a wait, and then says how many items it had emitted. */
    private AsyncStream<Integer> cleaningUp() {
        return AsyncStream.generate(out -> {
            AtomicInteger emitted = new AtomicInteger();
            try {
                while (true) {
                    out.emit(emitted.getAndIncrement());
                }
            } finally {
                Async.sleep(Duration.ofMillis(20));
                cleaned.complete(emitted.get());
            }
        });
    }

    @Test
    void aMillionItemsComeInOrder() {
        peer.takeAll(numbers(MILLION).toPublisher(), seen);
        assertThat(seen.count()).isEqualTo(MILLION);
    }

    @Test
    void aMillionItemsComeInOrderFromAnIterable() {
        Iterable<Integer> numbers = () -> Stream.iterate(0, number -> number < MILLION, number -> number + 1)
                .iterator();
        peer.takeAll(AsyncStream.fromIterable(numbers).toPublisher(), seen);
        assertThat(seen.count()).isEqualTo(MILLION);
    }

    @Test
    void aMillionItemsPassThrough() {
        peer.takeAll(AsyncStream.fromPublisher(peer.numbers(MILLION), AHEAD).map(number -> number).toPublisher(),
                seen);
        assertThat(seen.count()).isEqualTo(MILLION);
    }

    @Test
    void itemsPassThroughAProcessorInOrder() {
        Flow.Processor<Integer, Integer> processor = AsyncStream.processor(in -> in.map(number -> number));
        peer.numbers(IN_LOCK_STEP).subscribe(processor);
        peer.takeAll(processor, seen);
        assertThat(seen.count()).isEqualTo(IN_LOCK_STEP);
    }

    @Test
    void anErrorComesAsItIsAfterTheItems() {
        var error = new IOException("lost");
        AsyncStream<Integer> failing = AsyncStream.generate(out -> {
            out.emit(0);
            out.emit(1);
            throw error;
        });
        assertThat(peer.takeError(failing.toPublisher(), seen)).isSameAs(error);
        assertThat(seen.count()).isEqualTo(2);
    }

    @Test
    void whoTakesEnoughLetsUsCleanUpToTheEnd() throws Exception {
        assertThat(peer.takeFirst(cleaningUp().toPublisher(), 3)).containsExactly(0, 1, 2);
        assertThat(cleaned.get(30, TimeUnit.SECONDS)).isBetween(3, 3 + Peer.DEMAND);
    }

    @Test
    void whoLeavesWhileWeWaitEndsTheWait() throws Exception {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        AsyncStream<Integer> waiting = AsyncStream.generate(out -> {
            try {
                begun.complete(null);
                Async.sleep(Duration.ofDays(1));
            } finally {
                cleaned.complete(0);
            }
        });
        Runnable cancel = peer.beginToTake(waiting.toPublisher());
        begun.get(30, TimeUnit.SECONDS);
        cancel.run();
        assertThat(cleaned.get(30, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void isGivenNoMoreThanItAskedFor() throws Exception {
        var meter = new DemandMeter<>(cleaningUp().toPublisher());
        assertThat(peer.takeFirst(meter, 1_000)).hasSize(1_000);
        assertThat(cleaned.get(30, TimeUnit.SECONDS)).isLessThanOrEqualTo((int) meter.requested());
        assertThat(meter.givenUnasked()).isZero();
        assertThat(meter.mostOpen()).isLessThanOrEqualTo(Peer.DEMAND);
    }
}
