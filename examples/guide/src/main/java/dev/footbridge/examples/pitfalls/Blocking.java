package dev.footbridge.examples.pitfalls;

import static dev.footbridge.Async.await;
import static dev.footbridge.Async.gather;
import static dev.footbridge.Async.start;
import static dev.footbridge.Async.toThread;

import dev.footbridge.loop.EventLoop;
import dev.footbridge.observe.Debug;
import dev.footbridge.observe.LoopWarning;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What happens when a coroutine blocks, and who tells me? */
public final class Blocking {

    private Blocking() {}

    /** Blocks a loop in debug mode. */
    public static void main(String[] args) {
        Queue<LoopWarning> warnings = new ConcurrentLinkedQueue<>();
        // @start region="debug"
        Debug debug = Debug.on().withSlowStep(Duration.ofMillis(100)).withListener(warnings::add);
        try (EventLoop loop = EventLoop.open(o -> o.withName("shop").withDebug(debug))) {
            loop.call(() -> gather(
                    start(() -> Thread.sleep(400)), // keeps the loop: nothing else of it runs
                    start(() -> IO.println("only now"))));
            loop.call(() -> gather(
                    start(() -> await(toThread(() -> Thread.sleep(400)))), // on a thread: the loop goes on
                    start(() -> IO.println("at once"))));
        }
        // @end
        warnings.stream().filter(warning -> warning instanceof LoopWarning.SlowStep slow && slow.isBlocked())
                .map(LoopWarning::message).limit(1).forEach(IO::println);
    }
}
