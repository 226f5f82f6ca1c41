package dev.footbridge.cli.perf;

import static dev.footbridge.Async.gather;

import dev.footbridge.Async;
import dev.footbridge.AsyncCallable;
import dev.footbridge.Task;
import dev.footbridge.cli.http.AsyncClient;
import dev.footbridge.cli.http.BlockingClient;
import dev.footbridge.cli.http.HttpClients;
import dev.footbridge.loop.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Footbridge: the blocking caller calls an event loop, where a task for each call is started and all are gathered. */
final class FootbridgeWay implements Way {

    private final String name;
    private final String description;
    private final Function<Target, AsyncCallable<Integer>> calling;
    private final Runnable closing;
    private final EventLoop loop;

    private FootbridgeWay(String name, String description, Function<Target, AsyncCallable<Integer>> calling,
            Runnable closing) {
        this.name = name;
        this.description = description;
        this.calling = calling;
        this.closing = closing;
        this.loop = EventLoop.open(o -> o.withName(name));
    }

    static FootbridgeWay async() {
        AsyncClient client = HttpClients.async();
        return new FootbridgeWay("footbridge-async",
                "an async client (Apache HttpClient 5, asynchronous, one I/O thread), bridged from the blocking caller",
                target -> () -> client.get(target.uri()).thenCompose(target::size), client::close);
    }

    static FootbridgeWay toAsync() {
        BlockingClient client = HttpClients.blocking();
        return new FootbridgeWay("footbridge-to-async",
                "a blocking client (Apache HttpClient 5, classic) made async with toAsync, on virtual threads",
                target -> Async.toAsync(() -> target.sizeOf(client.get(target.uri()))), client::close);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public void makeCalls(Target target, int calls) {
        AsyncCallable<Integer> call = calling.apply(target);
        loop.call(() -> {
            List<Task<Integer>> replies = new ArrayList<>(calls);
            for (int i = 0; i < calls; i++) {
                replies.add(Async.start(call));
            }
            return gather(replies).size();
        });
    }

    @Override
    public int callsAtOnce(int calls) {
        return calls;
    }

    @Override
    public void close() {
        // The client first: calls still on their way fail then, and the loop has nothing left to wait for.
        closing.run();
        loop.close();
    }
}
