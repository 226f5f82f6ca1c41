package dev.footbridge.examples.coroutines;

import static dev.footbridge.Async.await;
import static dev.footbridge.Async.start;

import dev.footbridge.AsyncCallable;
import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What can be awaited, and what does the JDK see of a task? */
public final class Futures {

    private Futures() {}

    static int six() {
        return 6;
    }

    /** Goes from futures to tasks and back. */
    public static void main(String[] args) throws Exception {
        EventLoop.run(() -> {
            // @start region="await"
            int one = await(start(() -> 1)); // a task
            int two = await(CompletableFuture.supplyAsync(() -> 2)); // a stage of anybody's
            AsyncCallable<Integer> function = () -> CompletableFuture.completedFuture(3);
            int three = await(function); // an async function, called on the loop
            try (var executor = Executors.newSingleThreadExecutor()) {
                Future<Integer> future = executor.submit(() -> 4); // knows only how to block
                IO.println(one + two + three + await(future));
            }
            // @end
            return null;
        });
        // @start region="stage"
        Task<Integer> task = start(() -> six());
        CompletableFuture<String> text = task.thenApply(n -> n * 7).thenApply(n -> "answer " + n)
                .toCompletableFuture();
        // @end
        IO.println(text.get());
        try (EventLoop loop = EventLoop.open(o -> o.withName("shop"))) {
            // @start region="executor"
            CompletableFuture<Integer> onLoop = CompletableFuture.supplyAsync(() -> six(), loop); // a coroutine
            // @end
            IO.println(onLoop.get());
        }
    }
}
