package dev.footbridge.grpc;

import dev.footbridge.Task;
import dev.footbridge.stream.AsyncStream;
import io.grpc.stub.StreamObserver;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * gRPC's calls as streams, and the answers of a service from tasks and streams.
 *
 * <p>Both ways messages flow as fast as they are taken. Who stops taking them early cancels the call; a call that its
 * client cancels, or whose connection breaks, cancels the task or closes the stream that answers it, with its cleanup.
 * A failed call is gRPC's {@code StatusRuntimeException} on the client; what a service fails with crosses the wire as
 * gRPC has it: a status exception as it is, anything else as {@code UNKNOWN}, but a cancel as {@code CANCELLED} with
 * its reason.
 *
 * {@snippet :
 * AsyncStream<Quote> quotes = GrpcCalls.stream(observer -> stub.watch(request, observer));
 * quotes.take(10).forEach(quote -> show(quote));
 * }
 *
 * <p>A unary call is a {@code ListenableFuture} of the future stub, for which there is {@code GuavaFutures.await}. Any
 * thread may use all of this.
 */
@SuppressWarnings("overloads") // a task is no stream
public final class GrpcCalls {

    private GrpcCalls() {}

    /**
     * The messages of a call that streams to its client, asked for one at a time; each run makes the call anew.
     *
     * @param <T> the type of the messages
     * @param call makes the call with the observer it is given: {@code observer -> stub.watch(request, observer)}
     * @return the stream
     */
    public static <T> AsyncStream<T> stream(Consumer<StreamObserver<T>> call) {
        return stream(call, 1);
    }

    /**
     * The messages of a call that streams to its client; each run makes the call anew.
     *
     * @param <T> the type of the messages
     * @param call makes the call with the observer it is given: {@code observer -> stub.watch(request, observer)}
     * @param prefetch how many messages are asked for ahead of demand
     * @return the stream
     */
    public static <T> AsyncStream<T> stream(Consumer<StreamObserver<T>> call, int prefetch) {
        Objects.requireNonNull(call, "the call is null: give a function that makes it");
        return AsyncStream.fromPublisher(subscriber -> StreamedCall.begin(call, subscriber), prefetch);
    }

    /**
     * Answers a call with the value of a task. A call that is cancelled cancels the task.
     *
     * @param <T> the type of the message
     * @param task brings the message; null is an error
     * @param observer what gRPC gave the service
     */
    public static <T> void respond(Task<T> task, StreamObserver<T> observer) {
        Objects.requireNonNull(task, "the task is null: give the one that brings the message");
        Answer.of(task, Answer.server(observer));
    }

    /**
     * Answers a call with the items of a stream, as fast as the client takes them. A call that is cancelled closes the
     * run. To be called in the service's method itself, as gRPC wants it.
     *
     * @param <T> the type of the messages
     * @param items the messages
     * @param observer what gRPC gave the service
     */
    public static <T> void respond(AsyncStream<T> items, StreamObserver<T> observer) {
        Objects.requireNonNull(items, "the stream is null: give the one that brings the messages");
        Answers.of(items, Answer.server(observer));
    }
}
