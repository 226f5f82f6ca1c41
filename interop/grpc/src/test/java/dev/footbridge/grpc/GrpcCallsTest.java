package dev.footbridge.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.common.util.concurrent.ListenableFuture;
import dev.footbridge.Async;
import dev.footbridge.AsyncCallable;
import dev.footbridge.CancelledException;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.stream.AsyncStream;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls stream in as streams, answers come from tasks and streams; cancels and failures cross in both directions. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GrpcCallsTest {

    private static final MethodDescriptor<String, String> ONE = method(MethodType.UNARY, "One");
    private static final MethodDescriptor<String, String> MANY = method(MethodType.SERVER_STREAMING, "Many");

    private final EventLoop loop = EventLoop.open();
    private final AtomicInteger emitted = new AtomicInteger();
    private final CompletableFuture<String> begun = new CompletableFuture<>();
    private final CompletableFuture<String> cleaned = new CompletableFuture<>();
    private volatile Function<String, Task<String>> one = name -> loop.start(() -> "hello " + name);
    private volatile Function<String, AsyncStream<String>> many = count -> numbers(Integer.parseInt(count));
    private Server server;
    private ManagedChannel channel;

    private static MethodDescriptor<String, String> method(MethodType type, String name) {
        Marshaller<String> text = new Marshaller<>() {
            @Override
            public InputStream stream(String value) {
                return new ByteArrayInputStream(value.getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public String parse(InputStream stream) {
                try {
                    return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                } catch (IOException broken) {
                    throw new UncheckedIOException(broken);
                }
            }
        };
        return MethodDescriptor.newBuilder(text, text).setType(type)
                .setFullMethodName(MethodDescriptor.generateFullMethodName("test.Greeter", name)).build();
    }

    @BeforeEach
    void open() throws IOException {
        String name = InProcessServerBuilder.generateName();
        ServerServiceDefinition service = ServerServiceDefinition.builder("test.Greeter")
                .addMethod(ONE, ServerCalls.asyncUnaryCall(
                        (String request, StreamObserver<String> observer) -> GrpcCalls.respond(one.apply(request),
                                observer)))
                .addMethod(MANY, ServerCalls.asyncServerStreamingCall(
                        (String request, StreamObserver<String> observer) -> GrpcCalls.respond(many.apply(request),
                                observer)))
                .build();
        server = InProcessServerBuilder.forName(name).addService(service).build().start();
        channel = InProcessChannelBuilder.forName(name).build();
    }

    @AfterEach
    void close() throws InterruptedException {
        channel.shutdownNow().awaitTermination(30, TimeUnit.SECONDS);
        server.shutdownNow().awaitTermination(30, TimeUnit.SECONDS);
        loop.close();
    }

    private AsyncStream<String> numbers(int count) {
        return AsyncStream.generate(out -> {
            try {
                for (int number = 0; number < count; number++) {
                    emitted.incrementAndGet();
                    out.emit(Integer.toString(number));
                }
            } finally {
                Async.shielded(() -> Async.sleep(Duration.ofMillis(5)));
                cleaned.complete("cleaned");
            }
        });
    }

    /** What a generated stub's streaming method does. */
    private AsyncStream<String> call(String request, int prefetch) {
        return GrpcCalls.stream((StreamObserver<String> observer) -> ClientCalls.asyncServerStreamingCall(
                channel.newCall(MANY, CallOptions.DEFAULT), request, observer), prefetch);
    }

    private ListenableFuture<String> call(String request) {
        return ClientCalls.futureUnaryCall(channel.newCall(ONE, CallOptions.DEFAULT), request);
    }

    private String cleanedUp() {
        return cleaned.orTimeout(30, TimeUnit.SECONDS).join();
    }

    // ---- one message

    @Test
    void aTaskAnswers() throws Exception {
        assertThat(call("ada").get()).isEqualTo("hello ada");
    }

    @Test
    void aFailureCrossesAsGrpcHasIt() {
        one = _ -> loop.start(() -> CompletableFuture.failedFuture(
                Status.NOT_FOUND.withDescription("no such name").asRuntimeException()));
        assertThat(catchThrowable(() -> call("ada").get()).getCause()).isInstanceOf(StatusRuntimeException.class)
                .hasMessage("NOT_FOUND: no such name");
        one = _ -> loop.start(() -> CompletableFuture.failedFuture(new IOException("secret")));
        assertThat(catchThrowable(() -> call("ada").get()).getCause()).hasMessage("UNKNOWN");
        AsyncCallable<String> none = () -> null;
        one = _ -> loop.start(none);
        assertThat(catchThrowable(() -> call("ada").get()).getCause())
                .hasMessage("INTERNAL: the value of loop/GrpcCallsTest lambda is null, and no message");
    }

    @Test
    void aCancelOfTheTaskCrossesWithItsReason() {
        one = _ -> {
            Task<String> task = loop.start(this::sleep);
            begun.join();
            task.cancel("closing time");
            return task;
        };
        assertThat(catchThrowable(() -> call("ada").get()).getCause()).hasMessage("CANCELLED: closing time");
    }

    @Test
    void aCallThatIsCancelledCancelsTheTask() {
        CompletableFuture<Task<String>> task = new CompletableFuture<>();
        one = _ -> {
            task.complete(loop.start(this::sleep));
            return task.join();
        };
        ListenableFuture<String> call = call("ada");
        begun.orTimeout(30, TimeUnit.SECONDS).join();
        call.cancel(true);
        assertThat(cleanedUp()).isEqualTo("cleaned");
        assertThat(task.join().outcome()).isEqualTo(new Outcome.Cancelled<>("its call was cancelled"));
    }

    @Test
    void whatTheCleanupOfACancelledCallFailsWithIsLoggedOnce() {
        var error = new IOException("cleanup");
        BlockingQueue<LogRecord> logged = new LinkedBlockingQueue<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                logged.add(record);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("dev.footbridge");
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
        try {
            one = _ -> loop.start(() -> {
                try {
                    return sleep();
                } catch (CancelledException _) {
                    throw error;
                }
            });
            ListenableFuture<String> call = call("ada");
            begun.orTimeout(30, TimeUnit.SECONDS).join();
            call.cancel(true);
            assertThat(cleanedUp()).isEqualTo("cleaned");
            loop.close();
            assertThat(logged).hasSize(1).first().satisfies(record -> {
                assertThat(record.getThrown()).isSameAs(error);
                assertThat(record.getMessage()).isEqualTo("the answer to a gRPC call that was cancelled failed");
            });
        } finally {
            logger.removeHandler(handler);
            logger.setUseParentHandlers(true);
        }
    }

    private String sleep() {
        try {
            begun.complete("begun");
            Async.sleep(Duration.ofDays(1));
            return "slept";
        } finally {
            cleaned.complete("cleaned");
        }
    }

    // ---- many messages

    @Test
    void messagesComeInOrderAndNoneIsLost() {
        int many = 20_000;
        AtomicInteger next = new AtomicInteger();
        call(Integer.toString(many), 64).forEach(
                message -> assertThat(message).isEqualTo(Integer.toString(next.getAndIncrement())));
        assertThat(next).hasValue(many);
    }

    @Test
    void aSlowClientIsNotFlooded() {
        call("1000000", 1).take(20).forEach(_ -> Async.sleep(Duration.ofMillis(2)));
        assertThat(cleanedUp()).isEqualTo("cleaned");
        assertThat(emitted.get()).isLessThan(2_000);
    }

    @Test
    void whoTakesEnoughCancelsTheCallAndTheServiceCleansUp() {
        assertThat(call("1000000", 1).take(3).toList()).containsExactly("0", "1", "2");
        assertThat(cleanedUp()).isEqualTo("cleaned");
    }

    @Test
    void whoIsCancelledCancelsTheCall() {
        many = _ -> AsyncStream.generate(_ -> sleep());
        Task<List<String>> task = call("", 1).startToList();
        begun.orTimeout(30, TimeUnit.SECONDS).join();
        task.cancel("enough");
        assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<>("enough"));
        assertThat(cleanedUp()).isEqualTo("cleaned");
    }

    @Test
    void eachRunMakesTheCall() {
        AsyncStream<String> cold = call("2", 1);
        assertThat(emitted).hasValue(0);
        assertThat(cold.toList()).containsExactly("0", "1");
        assertThat(cold.toList()).containsExactly("0", "1");
    }

    @Test
    void aFailureComesAfterTheMessages() {
        many = _ -> AsyncStream.generate(out -> {
            out.emit("a");
            out.emit("b");
            throw Status.RESOURCE_EXHAUSTED.withDescription("no more").asRuntimeException();
        });
        AtomicInteger seen = new AtomicInteger();
        assertThatThrownBy(() -> call("", 4).forEach(_ -> seen.incrementAndGet()))
                .isInstanceOf(StatusRuntimeException.class).hasMessage("RESOURCE_EXHAUSTED: no more");
        assertThat(seen).hasValue(2);
        many = _ -> AsyncStream.generate(_ -> {
            throw new CancelledException("closing time");
        });
        assertThatThrownBy(() -> call("", 4).toList()).hasMessageContaining("closing time");
    }

    @Test
    void refusesAnObserverThatIsNotOfAService() {
        StreamObserver<String> strange = new StreamObserver<>() {
            @Override
            public void onNext(String value) {}

            @Override
            public void onError(Throwable error) {}

            @Override
            public void onCompleted() {}
        };
        assertThatIllegalArgumentException().isThrownBy(() -> GrpcCalls.respond(numbers(1), strange))
                .withMessageMatching("the observer is not the one that gRPC gave to the service \\(it is a .*\\):"
                        + " give that one");
        assertThatThrownBy(() -> GrpcCalls.stream((StreamObserver<String> _) -> {}).toList())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the function made no call with the observer it was given");
    }
}
