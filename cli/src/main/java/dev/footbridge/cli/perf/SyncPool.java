package dev.footbridge.cli.perf;

import dev.footbridge.cli.http.BlockingClient;
import dev.footbridge.cli.http.HttpClients;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The way without Footbridge: a fixed pool of as many platform threads as there are CPUs, and a blocking client. */
final class SyncPool implements Way {

    /** The baseline that the ratios refer to. */
    static final String NAME = "sync-pool";

    private static final int SECOND_BASELINE_ROUNDS = 3;

    private final String name;
    private final String clientName;
    private final BlockingClient client;
    private final int threads = Runtime.getRuntime().availableProcessors();
    private final ExecutorService pool = Executors.newFixedThreadPool(threads,
            Thread.ofPlatform().daemon().name("sync-pool-", 1).factory());

    private SyncPool(String name, String clientName, BlockingClient client) {
        this.name = name;
        this.clientName = clientName;
        this.client = client;
    }

    static SyncPool apache() {
        return new SyncPool(NAME, "Apache HttpClient 5, classic", HttpClients.blocking());
    }

    static SyncPool urlConnection() {
        return new SyncPool(NAME + "-urlconnection", "HttpURLConnection", HttpClients.urlConnection());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return "a fixed pool of " + threads + " platform threads (one for each CPU), " + clientName;
    }

    @Override
    public void makeCalls(Target target, int calls) throws Exception {
        List<Future<Integer>> replies = new ArrayList<>(calls);
        for (int i = 0; i < calls; i++) {
            replies.add(pool.submit(() -> target.sizeOf(client.get(target.uri()))));
        }
        for (Future<Integer> reply : replies) {
            reply.get();
        }
    }

    @Override
    public int callsAtOnce(int calls) {
        return Math.min(calls, threads);
    }

    @Override
    public int rounds(int average) {
        return name.equals(NAME) ? average : Math.min(average, SECOND_BASELINE_ROUNDS);
    }

    @Override
    public void close() {
        pool.shutdownNow();
        client.close();
    }
}
