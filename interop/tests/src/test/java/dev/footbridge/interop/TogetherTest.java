package dev.footbridge.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Futures;
import dev.footbridge.Async;
import dev.footbridge.guava.GuavaFutures;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.reactor.Reactor;
import dev.footbridge.rxjava.RxJava;
import dev.footbridge.stream.AsyncStream;
import dev.footbridge.vertx.VertxFutures;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.schedulers.Schedulers;
import io.vertx.core.Future;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Libraries meet each other in the middle. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TogetherTest {

    @Test
    void oneCoroutineWaitsForAllOfThem() {
        try (EventLoop loop = EventLoop.open()) {
            int sum = loop.call(() -> {
                int total = Async.await(CompletableFuture.completedFuture(1));
                total += Reactor.await(Mono.just(2));
                total += RxJava.await(Single.just(4));
                total += VertxFutures.await(Future.succeededFuture(8));
                total += GuavaFutures.await(Futures.immediateFuture(16));
                return total;
            });
            assertThat(sum).isEqualTo(31);
        }
    }

    @Test
    void itemsPassFromOneLibraryToTheNext() {
        int many = 200_000;
        AsyncStream<Integer> stream = Reactor.fromFlux(Flux.range(0, many), 256).map(item -> item + 1);
        Flowable<Integer> flowable = RxJava.toFlowable(stream).observeOn(Schedulers.computation());
        assertThat(RxJava.fromFlowable(flowable, 256).count()).isEqualTo(many);
    }
}
