package dev.footbridge.cli.perf;

import dev.footbridge.cli.http.BlockingClient;
import dev.footbridge.cli.http.HttpClients;
import dev.footbridge.cli.input.BadInput;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;

/** A platform thread for each call, and a blocking client. */
final class ThreadPerCall implements Way {

    private final BlockingClient client = HttpClients.blocking();

    @Override
    public String name() {
        return "thread-per-call";
    }

    @Override
    public String description() {
        return "a platform thread for each call, Apache HttpClient 5, classic";
    }

    @Override
    public void makeCalls(Target target, int calls) throws Exception {
        List<FutureTask<Integer>> replies = new ArrayList<>(calls);
        for (int i = 0; i < calls; i++) {
            FutureTask<Integer> reply = new FutureTask<>(() -> target.sizeOf(client.get(target.uri())));
            begin(reply, i);
            replies.add(reply);
        }
        for (FutureTask<Integer> reply : replies) {
            reply.get();
        }
    }

    private static void begin(Runnable reply, int others) {
        try {
            Thread.ofPlatform().daemon().start(reply);
        } catch (OutOfMemoryError e) {
            throw new BadInput("the system allows no more than " + others + " threads here: ask for fewer --calls", e);
        }
    }

    @Override
    public int callsAtOnce(int calls) {
        return calls;
    }

    @Override
    public void close() {
        client.close();
    }
}
