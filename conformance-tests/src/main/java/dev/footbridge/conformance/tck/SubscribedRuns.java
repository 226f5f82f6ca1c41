package dev.footbridge.conformance.tck;

import dev.footbridge.Async;
import dev.footbridge.BlockingConsumer;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.stream.AsyncStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.tck.flow.support.TestException;

/** Streams that run, each subscribed to a test; one test at a time uses it. */
public final class SubscribedRuns {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final List<Task<@Nullable Void>> tasks = new ArrayList<>();

    /** A stream's subscriber and the task that runs it. */
    public record Run<T>(Flow.Subscriber<T> subscriber, Task<@Nullable Void> task) {}

    /** Runs a stream that asks for so many items, and takes the subscriber with which it subscribes. */
    public <T> Run<T> begin(int prefetch, BlockingConsumer<? super T> consumer) {
        CompletableFuture<Flow.Subscriber<? super T>> captured = new CompletableFuture<>();
        Flow.Publisher<T> publisher = captured::complete;
        AsyncStream<T> stream = AsyncStream.fromPublisher(publisher, prefetch);
        Task<@Nullable Void> task = Async.start(() -> stream.forEach(consumer));
        tasks.add(task);
        @SuppressWarnings("unchecked") // takes whatever items of T are given
        Flow.Subscriber<T> subscriber = (Flow.Subscriber<T>) captured
                .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
        return new Run<>(subscriber, task);
    }

    /** Cancels all; throws if one goes on, or failed with what no test has sent. */
    public void end() {
        tasks.forEach(task -> task.cancel("the test is over"));
        var pending = Async.waitAll(tasks, LIMIT).pending();
        if (!pending.isEmpty()) {
            throw new AssertionError("a stream must end when it is cancelled, but after " + LIMIT + " there were "
                    + pending);
        }
        for (Task<@Nullable Void> task : tasks) {
            if (task.outcome() instanceof Outcome.Failure(var error) && !(error instanceof TestException)) {
                throw new AssertionError("a stream must fail only with what its publisher failed with", error);
            }
        }
        tasks.clear();
    }
}
