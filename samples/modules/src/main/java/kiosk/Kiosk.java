package kiosk;

import static dev.footbridge.Async.await;
import static dev.footbridge.Async.sleep;
import static dev.footbridge.Async.start;

import dev.footbridge.Task;
import dev.footbridge.loop.EventLoop;
import dev.footbridge.plan.Parallel;
import dev.footbridge.stream.AsyncStream;
import dev.footbridge.threads.ThreadPool;
import java.time.Duration;
import java.util.List;

public class Kiosk {

    static String read(String paper) { // stands for a call that blocks
        return "read " + paper;
    }

    public static void main(String[] args) {
        // @start region="kiosk"
        try (EventLoop loop = EventLoop.open(o -> o.withName("kiosk"));
                ThreadPool readers = ThreadPool.elastic(o -> o.withName("readers"))) {
            String both = loop.call(() -> {
                Task<String> slow = start(() -> {
                    sleep(Duration.ofMillis(20));
                    return "slow";
                });
                return await(readers.start(() -> read("news"))) + ", " + slow.result();
            });
            List<String> plan = Parallel.<String>of().schedule(Kiosk::read, "a").schedule(Kiosk::read, "b").on(readers)
                    .block();
            List<Integer> stream = AsyncStream.fromIterable(List.of(1, 2, 3)).map(n -> n * n).toList();
            System.out.println(both + "; " + plan + "; " + stream);
        }
        // @end
    }
}
