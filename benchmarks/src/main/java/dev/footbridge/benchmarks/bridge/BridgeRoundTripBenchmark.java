package dev.footbridge.benchmarks.bridge;

/** {@link BridgeRoundTrip} from one platform thread. */
public class BridgeRoundTripBenchmark extends BridgeRoundTrip {}
