package dev.footbridge.benchmarks.bridge;

import org.openjdk.jmh.annotations.Threads;

/** {@link BridgeRoundTrip} from eight platform threads at once: a score is the time of one thread's round trip. */
@Threads(8)
public class BridgeContendedBenchmark extends BridgeRoundTrip {}
