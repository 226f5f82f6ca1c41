package dev.footbridge.examples.plans;

import dev.footbridge.Task;
import dev.footbridge.plan.Parallel;
import dev.footbridge.plan.Serial;
import dev.footbridge.threads.ThreadPool;
import java.util.List;
import java.util.stream.IntStream;

/** How does one say what is to be called, and run it later, elsewhere, again? */
public final class Plans {

    private Plans() {}

    /** Makes and runs some plans. */
    public static void main(String[] args) {
        // @start region="parallel"
        Parallel<Object> plan = Parallel.of()
                .schedule(Shop::findUser, 7) // blocking: on a thread
                .schedule(Shop::fetchPrice, "sku-1") // async: on the event loop
                .schedule(() -> "anything"); // both kinds as lambdas, too
        List<Object> results = plan.block(); // starts all, waits for all
        IO.println(results);
        // @end
        // @start region="serial"
        List<Object> inTurn = Serial.of()
                .schedule(Shop::findUser, 7) // here, on this thread
                .schedule(Shop::fetchPrice, "sku-1") // when that has ended
                .block();
        IO.println(inTurn);
        // @end
        // @start region="run"
        Task<List<Object>> running = plan.run(); // does not wait
        IO.println(running.result().equals(plan.block())); // the same plan again, at the same time
        // @end
        // @start region="limit"
        Parallel<String> users = Parallel.of();
        for (int id : IntStream.range(0, 12).toArray()) {
            users = users.schedule(() -> Shop.findUser(id)); // a plan is a value: keep what schedule returns
        }
        IO.println(users.limit(3).block().size() + " users, at most " + Shop.mostAtOnce() + " at once");
        // @end
        // @start region="on"
        try (ThreadPool db = ThreadPool.open(o -> o.withName("db").withLimit(2))) {
            IO.println(users.on(db).block().size() + " users, at most " + Shop.mostAtOnce() + " at once");
        }
        // @end
        // @start region="nested"
        Parallel<String> names = Parallel.<String>of().schedule(Shop::findUser, 1).schedule(Shop::findUser, 2);
        List<Object> tree = Serial.of()
                .schedule(names) // a plan as a member brings one result
                .schedule(names)
                .block();
        IO.println(tree);
        // @end
    }
}
