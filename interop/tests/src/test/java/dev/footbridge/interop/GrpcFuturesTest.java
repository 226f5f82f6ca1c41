package dev.footbridge.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.Async;
import dev.footbridge.AsyncCallable;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.grpc.GrpcCalls;
import dev.footbridge.guava.GuavaFutures;
import dev.footbridge.loop.EventLoop;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
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
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What gRPC's future stubs return is awaited as any listenable future; a cancel goes on to the task of the service. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GrpcFuturesTest {

    private static final MethodDescriptor.Marshaller<String> TEXT = new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(String value) {
            return new ByteArrayInputStream(value.getBytes());
        }

        @Override
        public String parse(InputStream stream) {
            try {
                return new String(stream.readAllBytes());
            } catch (IOException broken) {
                throw new IllegalStateException(broken);
            }
        }
    };

    private static final MethodDescriptor<String, String> GREET = MethodDescriptor.newBuilder(TEXT, TEXT)
            .setType(MethodDescriptor.MethodType.UNARY).setFullMethodName("test.Greeter/Greet").build();

    private final EventLoop loop = EventLoop.open();
    private final CompletableFuture<Task<String>> served = new CompletableFuture<>();
    private final CompletableFuture<Void> begun = new CompletableFuture<>();
    private Server server;
    private ManagedChannel channel;

    @BeforeEach
    void open() throws IOException {
        String name = InProcessServerBuilder.generateName();
        server = InProcessServerBuilder.forName(name).addService(ServerServiceDefinition.builder("test.Greeter")
                .addMethod(GREET, ServerCalls.asyncUnaryCall(this::greet)).build()).build().start();
        channel = InProcessChannelBuilder.forName(name).build();
    }

    @AfterEach
    void close() throws InterruptedException {
        channel.shutdownNow().awaitTermination(30, TimeUnit.SECONDS);
        server.shutdownNow().awaitTermination(30, TimeUnit.SECONDS);
        loop.close();
    }

    private void greet(String who, StreamObserver<String> observer) {
        Task<String> task = loop.start(() -> {
            begun.complete(null);
            if (who.isEmpty()) {
                throw Status.INVALID_ARGUMENT.withDescription("nobody to greet").asRuntimeException();
            }
            Async.sleep(who.equals("ada") ? Duration.ofMillis(5) : Duration.ofDays(1));
            return "hello " + who;
        });
        served.complete(task);
        GrpcCalls.respond(task, observer);
    }

    private AsyncCallable<String> call(String who) {
        return GuavaFutures.fromFuture(
                () -> ClientCalls.futureUnaryCall(channel.newCall(GREET, CallOptions.DEFAULT), who));
    }

    @Test
    void bringsTheAnswerAndTheStatus() {
        assertThat(loop.call(call("ada"))).isEqualTo("hello ada");
        assertThatThrownBy(() -> loop.call(call(""))).isInstanceOf(StatusRuntimeException.class)
                .hasMessage("INVALID_ARGUMENT: nobody to greet");
    }

    @Test
    void aCancelReachesTheTaskOfTheService() {
        Task<String> task = loop.start(call("grace"));
        begun.join();
        task.cancel("enough");
        assertThat(task.outcome()).isEqualTo(new Outcome.Cancelled<>("enough"));
        assertThat(served.join().outcome()).isEqualTo(new Outcome.Cancelled<>("its call was cancelled"));
    }
}
