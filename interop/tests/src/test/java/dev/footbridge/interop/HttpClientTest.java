package dev.footbridge.interop;

import static dev.footbridge.Async.await;
import static dev.footbridge.Async.fromCallback;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.footbridge.AsyncCallable;
import dev.footbridge.Callback;
import dev.footbridge.OnCancel;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.plan.Parallel;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.io.CloseMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Apache HttpClient's callbacks need no module: an async function of them is short, and cancels reach the client. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpClientTest {

    private final EventLoop loop = EventLoop.open();
    private final CloseableHttpAsyncClient client = HttpAsyncClients.createDefault();
    private final CountDownLatch silence = new CountDownLatch(1);
    private final CompletableFuture<Void> asked = new CompletableFuture<>();
    private final AtomicInteger cancelled = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/hello", exchange -> answer(exchange, "hello " + exchange.getRequestURI().getQuery()));
        server.createContext("/silent", exchange -> {
            asked.complete(null);
            try {
                silence.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        server.start();
        client.start();
    }

    @AfterEach
    void close() {
        silence.countDown();
        client.close(CloseMode.IMMEDIATE);
        server.stop(0);
        loop.close();
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private SimpleHttpRequest request(String path) {
        return SimpleRequestBuilder.get("http://127.0.0.1:" + server.getAddress().getPort() + path).build();
    }

    /** The adapter. */
    private AsyncCallable<SimpleHttpResponse> call(SimpleHttpRequest request) {
        return fromCallback((Callback<SimpleHttpResponse> callback) -> {
            Future<SimpleHttpResponse> call = client.execute(request, new FutureCallback<>() {
                @Override
                public void completed(SimpleHttpResponse response) {
                    callback.succeed(response);
                }

                @Override
                public void failed(Exception error) {
                    callback.fail(error);
                }

                @Override
                public void cancelled() {
                    cancelled.incrementAndGet();
                    callback.cancelled("the client cancelled");
                }
            });
            callback.onCancel(OnCancel.WAIT, () -> call.cancel(true));
        });
    }

    @Test
    void bringsTheResponseToTheLoop() {
        assertThat(loop.call(() -> {
            String text = await(call(request("/hello?ada"))).getBodyText();
            return List.of(text, EventLoop.running().orElseThrow());
        })).isEqualTo(List.of("hello ada", loop));
    }

    @Test
    void manyCallsAtOnceComeInOrder() {
        Parallel<String> plan = Parallel.of();
        for (int i = 0; i < 50; i++) {
            String path = "/hello?" + i;
            plan = plan.schedule(() -> await(call(request(path))).getBodyText());
        }
        assertThat(plan.on(loop).block())
                .isEqualTo(IntStream.range(0, 50).mapToObj(i -> "hello " + i).toList());
    }

    @Test
    void bringsTheErrorItself() throws IOException {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }
        assertThatThrownBy(() -> loop.call(call(SimpleRequestBuilder.get("http://127.0.0.1:" + nobody + "/").build())))
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void aCancelReachesTheClientOnce() {
        Task<SimpleHttpResponse> task = loop.start(call(request("/silent")));
        asked.join();
        task.cancel("enough");
        assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<>("enough"));
        assertThat(cancelled).as("cancelled before the wait ended").hasValue(1);
    }

    @Test
    void aTimeLimitReachesTheClient() {
        AsyncCallable<SimpleHttpResponse> silent = call(request("/silent"));
        assertThatThrownBy(() -> loop.start(silent).result(Duration.ofMillis(50)))
                .isInstanceOf(TimeoutException.class);
        assertThat(cancelled.get()).isLessThanOrEqualTo(1);
    }

    @Test
    void asksNothingWhenCancelledBefore() {
        loop.call(() -> {
            Task<SimpleHttpResponse> task = loop.start(call(request("/silent")));
            task.cancel("before");
            assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<>("before"));
        });
        assertThat(asked).isNotDone();
        assertThat(cancelled).hasValue(0);
    }

    @Test
    void racesOfCancelAndResponseEndOneWay() {
        for (int round = 0; round < 200; round++) {
            Task<SimpleHttpResponse> task = loop.start(call(request("/hello?x")));
            Thread.yield();
            task.cancel("enough");
            switch (task.outcome()) {
                case Outcome.Success<SimpleHttpResponse> ended ->
                    assertThat(ended.value().getBodyText()).isEqualTo("hello x");
                case Outcome.Cancelled<SimpleHttpResponse> ended -> assertThat(ended.reason()).isEqualTo("enough");
                case Outcome.Failure<SimpleHttpResponse> ended -> throw new AssertionError(ended.error());
            }
        }
        assertThat(loop.call(call(request("/hello?after"))).getBodyText()).isEqualTo("hello after");
    }
}
