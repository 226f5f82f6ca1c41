package dev.footbridge.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import dev.footbridge.Async;
import dev.footbridge.AsyncCallable;
import dev.footbridge.Callback;
import dev.footbridge.OnCancel;
import dev.footbridge.Task;
import dev.footbridge.context.ContextKey;
import dev.footbridge.grpc.GrpcCalls;
import dev.footbridge.guava.GuavaFutures;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.reactor.Reactor;
import dev.footbridge.rxjava.RxJava;
import dev.footbridge.stream.AsyncStream;
import dev.footbridge.stream.Generator;
import dev.footbridge.threads.ThreadPool;
import dev.footbridge.vertx.VertxFutures;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.StreamObserver;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The Java code of {@code docs/guide/interop.md}: what stands between the marks is quoted there, line by line. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InteropGuideTest {

    private static final Path GUIDE = Path.of("../../docs/guide/interop.md");
    private static final Path HERE = Path.of("src/test/java/dev/footbridge/interop/InteropGuideTest.java");
    private static final Pattern QUOTED = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern MARKED = Pattern.compile("^ *// quoted in the guide:\n(.*?)^ *// end of the quote$",
            Pattern.DOTALL | Pattern.MULTILINE);
    private static final EventLoop loop = EventLoop.open();
    private static final ThreadPool pool = ThreadPool.open();

    private static final ContextKey<String> USER = ContextKey.of("user");

    @AfterAll
    static void close() {
        loop.close();
        pool.close();
    }

    // ---- what the guide's code uses

    /** A client that calls back. */
    static final class Client {

        private final CompletableFuture<String> answer = new CompletableFuture<>();

        interface Listener {
            void onAnswer(String answer);

            void onFailure(Exception error);
        }

        Client get(String question, Listener listener) {
            Thread.startVirtualThread(() -> listener.onAnswer("answer to " + question));
            return this;
        }

        void abort() {
            answer.cancel(true);
        }
    }

    /** A gRPC stub. */
    static final class Stub {
        void watch(String request, StreamObserver<String> observer) {
            List<String> quotes = List.of(request + " 1", request + " 2", request + " 3");
            @SuppressWarnings("unchecked")
            var client = (ClientResponseObserver<String, String>) observer;
            client.beforeStart(new Sent(quotes.iterator(), client));
        }
    }

    /** A call whose messages are here already. */
    static final class Sent extends ClientCallStreamObserver<String> {

        private final java.util.Iterator<String> messages;
        private final StreamObserver<String> observer;

        Sent(java.util.Iterator<String> messages, StreamObserver<String> observer) {
            this.messages = messages;
            this.observer = observer;
        }

        @Override
        public void request(int count) {
            for (int i = 0; i < count && messages.hasNext(); i++) {
                observer.onNext(messages.next());
            }
        }

        @Override
        public void cancel(String message, Throwable cause) {}

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setOnReadyHandler(Runnable handler) {}

        @Override
        public void setMessageCompression(boolean enable) {}

        @Override
        public void disableAutoRequestWithInitial(int request) {}

        @Override
        @Deprecated
        public void disableAutoInboundFlowControl() {}

        @Override
        public void onNext(String value) {}

        @Override
        public void onError(Throwable error) {}

        @Override
        public void onCompleted() {}
    }

    private static String blockingFind(String id) {
        return "user " + id;
    }

    // ---- the code

    @Test
    @DisplayName("callbacks")
    void callbacks() {
        Client client = new Client();
        // quoted in the guide:
        AsyncCallable<String> ask = Async.fromCallback((Callback<String> callback) -> {
            Client call = client.get("why", new Client.Listener() {
                public void onAnswer(String answer) {
                    callback.succeed(answer);
                }

                public void onFailure(Exception error) {
                    callback.fail(error);
                }
            });
            callback.onCancel(OnCancel.ABANDON, call::abort); // WAIT if it calls back after an abort, too
        });
        String answer = loop.call(ask);
        // end of the quote
        assertThat(answer).isEqualTo("answer to why");
    }

    @Test
    @DisplayName("the JDK")
    void jdk() {
        CompletableFuture<String> stage = CompletableFuture.completedFuture("x");
        // quoted in the guide:
        String value = Async.await(stage); // any CompletionStage or Future
        CompletableFuture<String> future = loop.start(() -> "y").toCompletableFuture(); // its cancel is the task's
        // end of the quote
        assertThat(value + future.join()).isEqualTo("xy");
    }

    @Test
    @DisplayName("Reactor")
    void reactor() {
        // quoted in the guide:
        int length = loop.call(() -> {
            String page = Reactor.await(Mono.just("page")); // the coroutine goes on, on its loop, with the value
            return page.length();
        });
        Mono<String> user = Reactor.toMono(pool, () -> blockingFind("7")); // each subscription starts a job
        List<Integer> even = Reactor.fromFlux(Flux.range(0, 10), 4) // asks for four items ahead
                .filter(item -> item % 2 == 0).toList();
        Flux<Integer> items = Reactor.toFlux(AsyncStream.of(1, 2, 3)); // runs as fast as it is asked
        // end of the quote
        assertThat(length).isEqualTo(4);
        assertThat(user.block()).isEqualTo("user 7");
        assertThat(even).containsExactly(0, 2, 4, 6, 8);
        assertThat(items.collectList().block()).containsExactly(1, 2, 3);
    }

    @Test
    @DisplayName("Reactor's context")
    void reactorContext() {
        // quoted in the guide:
        Mono<String> greeting = Reactor.toMono(loop, () -> "hello " + USER.get());
        String hello = greeting.contextWrite(context -> context.put(USER, "ada")).block();
        // end of the quote
        assertThat(hello).isEqualTo("hello ada");
    }

    @Test
    @DisplayName("RxJava")
    void rxJava() {
        // quoted in the guide:
        String one = loop.call(() -> RxJava.await(Single.just("one")));
        Single<String> user = RxJava.toSingle(pool, () -> blockingFind("7"));
        Maybe<String> perhaps = RxJava.toMaybe(loop.start(() -> "task"));
        try (Generator<Integer> numbers = RxJava.fromFlowable(Flowable.range(0, 1_000), 64).open()) {
            int first = numbers.next(); // leaving early cancels the Flowable
        }
        // end of the quote
        assertThat(one).isEqualTo("one");
        assertThat(user.blockingGet()).isEqualTo("user 7");
        assertThat(perhaps.blockingGet()).isEqualTo("task");
    }

    @Test
    @DisplayName("Vert.x")
    void vertx() throws IOException {
        Path file = Files.createTempFile("guide", ".txt");
        String name = Files.writeString(file, "text").toString();
        Vertx vertx = Vertx.vertx();
        try {
            // quoted in the guide:
            String text = loop.call(() -> {
                Buffer bytes = VertxFutures.await(vertx.fileSystem().readFile(name));
                return bytes.toString();
            });
            Future<String> user = VertxFutures.toFuture(pool.start(() -> blockingFind("7"))); // ends on this context
            // end of the quote
            assertThat(text).isEqualTo("text");
            assertThat(VertxFutures.await(user)).isEqualTo("user 7");
        } finally {
            VertxFutures.await(vertx.close());
            Files.delete(file);
        }
    }

    @Test
    @DisplayName("Guava")
    void guava() throws Exception {
        ListenableFuture<String> future = Futures.immediateFuture("x");
        // quoted in the guide:
        String value = loop.call(() -> GuavaFutures.await(future));
        ListenableFuture<String> user = GuavaFutures.toListenableFuture(pool.start(() -> blockingFind("7")));
        // end of the quote
        assertThat(value).isEqualTo("x");
        assertThat(user.get()).isEqualTo("user 7");
    }

    @Test
    @DisplayName("gRPC")
    void grpc() {
        Stub stub = new Stub();
        // quoted in the guide:
        AsyncStream<String> quotes = GrpcCalls.stream((StreamObserver<String> observer) -> stub.watch("X", observer));
        List<String> two = quotes.take(2).toList(); // cancels the call after the second message
        // end of the quote
        assertThat(two).containsExactly("X 1", "X 2");
    }

    @Test
    @DisplayName("cancels")
    void cancels() {
        Mono<String> endless = Mono.never();
        // quoted in the guide:
        Task<String> task = loop.start(Reactor.fromMono(endless));
        task.cancel("not needed any more"); // disposes of the subscription
        // end of the quote
        assertThat(task.outcome().isSuccess()).isFalse();
    }

    // ---- the quotes

    private static List<String> marked(String source) {
        return MARKED.matcher(source).results().map(found -> found.group(1).stripTrailing().stripIndent() + "\n")
                .toList();
    }

    private static List<String> quoted(String guide) {
        return QUOTED.matcher(guide).results().map(found -> found.group(1)).toList();
    }

    @Test
    @DisplayName("the guide quotes this class, in this order and to the letter, and has no other Java code")
    void isQuoted() throws IOException {
        assertThat(quoted(Files.readString(GUIDE))).hasSize(9).isEqualTo(marked(Files.readString(HERE)));
    }
}
