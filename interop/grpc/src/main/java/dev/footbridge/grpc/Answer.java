package dev.footbridge.grpc;

import dev.footbridge.Task;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** The answer to a call that has one. */
final class Answer {

    private Answer() {}

    /** The server's side of a call. */
    static <T> ServerCallStreamObserver<T> server(StreamObserver<T> observer) {
        if (observer instanceof ServerCallStreamObserver<T> server) {
            return server;
        }
        throw new IllegalArgumentException("the observer is not the one that gRPC gave to the service (it is a "
                + observer.getClass().getName() + "): give that one");
    }

    static <T> void of(Task<T> task, ServerCallStreamObserver<T> call) {
        call.setOnCancelHandler(() -> task.cancel("its call was cancelled"));
        task.whenComplete((value, error) -> end(task, call, value, error));
    }

    private static <T> void end(Task<T> task, ServerCallStreamObserver<T> call, @Nullable T value,
            @Nullable Throwable error) {
        if (call.isCancelled()) {
            Uncalled.report(error);
        } else if (error != null) {
            call.onError(status(error));
        } else if (value == null) {
            call.onError(Status.INTERNAL.withDescription("the value of " + task.name() + " is null, and no message")
                    .asRuntimeException());
        } else {
            call.onNext(value);
            call.onCompleted();
        }
    }

    /** How a failure crosses the wire: gRPC knows what to do with all but cancels. */
    static Throwable status(Throwable error) {
        return error instanceof CancellationException
                ? Status.CANCELLED.withDescription(error.getMessage()).withCause(error).asRuntimeException()
                : error;
    }
}
