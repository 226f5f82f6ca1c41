package dev.footbridge.benchmarks.bridge;

import org.openjdk.jmh.annotations.Fork;

/** {@link BridgeRoundTrip} from one virtual thread. */
@Fork(value = 2, jvmArgsAppend = "-Djmh.executor=VIRTUAL")
public class BridgeFromVirtualThreadBenchmark extends BridgeRoundTrip {}
