package dev.footbridge.vertx;

import static dev.footbridge.vertx.VertxFutures.await;
import static dev.footbridge.vertx.VertxFutures.fromFuture;
import static dev.footbridge.vertx.VertxFutures.toFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.AsyncCallable;
import dev.footbridge.CancelledException;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.threads.ThreadPool;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Vert.x's futures come as values of async functions; tasks become futures that are completed on their context. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class VertxFuturesTest {

    private static Vertx vertx;

    private final EventLoop loop = EventLoop.open();
    private final ThreadPool pool = ThreadPool.open();

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void closeVertx() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @AfterEach
    void close() {
        loop.close();
        pool.close();
    }

    /** Runs code on a context of Vert.x's, an event loop. */
    private static <T> T onVertx(Context context, java.util.function.Supplier<Future<T>> code) {
        CompletableFuture<T> end = new CompletableFuture<>();
        context.runOnContext(_ -> {
            try {
                code.get().onComplete(ended -> {
                    if (ended.succeeded()) {
                        end.complete(ended.result());
                    } else {
                        end.completeExceptionally(ended.cause());
                    }
                });
            } catch (Throwable error) {
                end.completeExceptionally(error);
            }
        });
        return end.orTimeout(30, TimeUnit.SECONDS).join();
    }

    private Future<String> later(String value) {
        return vertx.timer(5, TimeUnit.MILLISECONDS).map(_ -> value);
    }

    // ---- from Vert.x

    @Test
    void bringsAValue() {
        assertThat(loop.call(() -> await(Future.succeededFuture("now")))).isEqualTo("now");
        Future<String> later = later("later");
        assertThat(loop.call(() -> await(later))).isEqualTo("later");
        assertThat(loop.call(() -> await(Future.<String>succeededFuture()))).isNull();
        assertThat(await(later("on a plain thread"))).isEqualTo("on a plain thread");
    }

    @Test
    void goesOnOnTheLoopOfTheAwaitingCode() {
        assertThat(loop.call(() -> {
            await(later("x"));
            return List.of(EventLoop.running().orElseThrow(), Context.isOnEventLoopThread());
        })).isEqualTo(List.of(loop, false));
    }

    @Test
    void bringsTheErrorAsItIs() {
        var error = new IOException("lost");
        assertThatThrownBy(() -> loop.call(() -> await(Future.failedFuture(error)))).isSameAs(error);
        var fatal = new AssertionError("wrong");
        assertThatThrownBy(() -> loop.call(() -> await(Future.failedFuture(fatal)))).isSameAs(fatal);
    }

    @Test
    void beginsAnewWithEachCall() {
        AtomicInteger begun = new AtomicInteger();
        AsyncCallable<Integer> count = fromFuture(() -> Future.succeededFuture(begun.incrementAndGet()));
        assertThat(begun).hasValue(0);
        assertThat(List.of(loop.call(count), loop.call(count))).containsExactly(1, 2);
    }

    @Test
    void aCancelEndsTheWaitAndDropsTheValue() {
        Promise<String> promise = Promise.promise();
        CompletableFuture<Void> begun = new CompletableFuture<>();
        Task<String> task = loop.start(fromFuture(() -> {
            begun.complete(null);
            return promise.future();
        }));
        begun.join();
        task.cancel("enough");
        assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<>("enough"));
        promise.complete("late");
        assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<>("enough"));
    }

    @Test
    void aCancelCancelsATimer() {
        CompletableFuture<io.vertx.core.Timer> timer = new CompletableFuture<>();
        Task<Void> task = loop.start(fromFuture(() -> {
            timer.complete(vertx.timer(1, TimeUnit.DAYS));
            return timer.join();
        }));
        timer.join();
        task.cancel("enough");
        assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<>("enough"));
        assertThat(timer.join().cancel()).as("not cancelled before").isFalse();
    }

    @Test
    void beginsNothingWhenCancelledBefore() {
        AtomicInteger begun = new AtomicInteger();
        loop.call(() -> {
            Task<Integer> task = loop.start(fromFuture(() -> Future.succeededFuture(begun.incrementAndGet())));
            task.cancel("before");
            assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<>("before"));
        });
        assertThat(begun).hasValue(0);
    }

    @Test
    void racesEndOneWay() throws Exception {
        for (int round = 0; round < 1_000; round++) {
            Promise<String> promise = Promise.promise();
            CompletableFuture<Void> begun = new CompletableFuture<>();
            Task<String> task = loop.start(fromFuture(() -> {
                begun.complete(null);
                return promise.future();
            }));
            begun.join();
            Thread answering = Thread.startVirtualThread(() -> promise.complete("x"));
            task.cancel("enough");
            answering.join();
            assertThat(task.outcome()).isIn(new Outcome.Success<>("x"), new Outcome.Cancelled<>("enough"));
        }
    }

    // ---- to Vert.x

    @Test
    void aTaskCompletesItsFutureOnTheContextItWasAskedFrom() {
        Context context = vertx.getOrCreateContext();
        boolean there = onVertx(context, () -> toFuture(pool.start(() -> {
            Async.sleep(Duration.ofMillis(5));
            return "x";
        })).map(_ -> Vertx.currentContext() == context && Context.isOnEventLoopThread()));
        assertThat(there).isTrue();
    }

    @Test
    void aTaskCompletesItsFutureElsewhere() {
        assertThat(toFuture(loop.start(() -> "x")).toCompletionStage().toCompletableFuture().join()).isEqualTo("x");
        AsyncCallable<String> none = () -> null;
        assertThat(toFuture(loop.start(none)).toCompletionStage().toCompletableFuture().join()).isNull();
    }

    @Test
    void aTaskFailsItsFutureWithItsOwnException() {
        var error = new IOException("lost");
        Task<String> failing = pool.start(() -> {
            throw error;
        });
        assertThatThrownBy(() -> onVertx(vertx.getOrCreateContext(), () -> toFuture(failing))).hasCause(error);
        Future<String> future = toFuture(failing);
        future.toCompletionStage().toCompletableFuture().exceptionally(_ -> "").join();
        assertThat(future.cause()).isSameAs(error);
    }

    @Test
    void aCancelledTaskFailsItsFuture() {
        Task<String> task = loop.start(() -> {
            Async.sleep(Duration.ofDays(1));
            return "slept";
        });
        Future<String> future = toFuture(task);
        task.cancel("closing time");
        future.toCompletionStage().toCompletableFuture().exceptionally(_ -> "").join();
        assertThat(future.cause()).isInstanceOf(CancelledException.class).hasMessage("closing time");
    }

    @Test
    void anEventLoopOfVertxIsNeverBlocked() {
        assertThatThrownBy(() -> onVertx(vertx.getOrCreateContext(), () -> {
            await(later("x"));
            return Future.succeededFuture();
        })).hasCauseInstanceOf(IllegalStateException.class).hasMessageContaining("must not be blocked");
        assertThatThrownBy(() -> onVertx(vertx.getOrCreateContext(), () -> {
            pool.call(() -> "x");
            return Future.succeededFuture();
        })).hasCauseInstanceOf(IllegalStateException.class).hasMessageContaining("must not be blocked");
    }

    @Test
    void aRequestAndItsAnswerGoThroughBoth() {
        HttpServer server = loop.call(() -> await(vertx.createHttpServer().requestHandler(request -> toFuture(
                pool.start(() -> "hello " + request.getParam("name"))).onSuccess(request.response()::end))
                .listen(0, "127.0.0.1")));
        var client = vertx.createHttpClient();
        String body = loop.call(() -> {
            HttpClientRequest request = await(
                    client.request(HttpMethod.GET, server.actualPort(), "127.0.0.1", "/?name=ada"));
            Buffer text = await(request.send().compose(HttpClientResponse::body));
            return text.toString();
        });
        assertThat(body).isEqualTo("hello ada");
        loop.call(() -> {
            await(client.close());
            await(server.close());
        });
    }
}
