package dev.footbridge.benchmarks;

/** {@link BridgeRoundTrip} from one platform thread. */
public class BridgeRoundTripBenchmark extends BridgeRoundTrip {}
