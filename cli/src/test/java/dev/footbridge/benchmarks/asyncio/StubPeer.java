package dev.footbridge.benchmarks.asyncio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes figures of a peer as the programs beside the benchmarks do; its package is what they are known by. */
public final class StubPeer {

    private StubPeer() {}

    /** The figures of a peer in a question that is asked for, and in one that may not be. */
    public static void main(String[] args) throws IOException {
        String quick = args.length == 2 && args[0].equals("--quick") ? "quick" : "full";
        Files.writeString(Path.of(args[args.length - 1]), """
                [{"benchmark": "dev.footbridge.benchmarks.bridge.BridgeRoundTripBenchmark.asyncio",
                  "primaryMetric": {"score": 30, "scoreError": 1.5, "scoreUnit": "us/op"}},
                 {"benchmark": "dev.footbridge.benchmarks.queue.QueueBenchmark.asyncio-%s",
                  "params": {"capacity": "64"},
                  "primaryMetric": {"score": 900, "scoreError": "NaN", "scoreUnit": "ns/op"}}]
                """.formatted(quick));
    }
}
