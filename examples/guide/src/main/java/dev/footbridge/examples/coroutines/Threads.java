package dev.footbridge.examples.coroutines;

import static dev.footbridge.Async.await;
import static dev.footbridge.Async.sleep;
import static dev.footbridge.Async.start;

import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import java.time.Duration;

/** On which thread does a coroutine run? */
public final class Threads {

    private Threads() {}

    private static String thread() {
        Thread thread = Thread.currentThread();
        return thread.isVirtual() ? "a virtual thread" : thread.getName();
    }

    /** Runs one in place, and one of its own. */
    public static void main(String[] args) {
        Thread.currentThread().setName("main");
        // @start region="threads"
        try (EventLoop loop = EventLoop.open()) {
            loop.call(() -> {
                IO.println("called: " + thread());
                Task<String> first = start(() -> thread());
                Task<String> second = start(() -> thread());
                IO.println("started, and awaited before it began: " + await(first));
                sleep(Duration.ofMillis(10)); // the second one runs meanwhile
                IO.println("started, and begun by itself: " + await(second));
            });
        }
        // @end
    }
}
