package dev.footbridge.benchmarks.bridge;

import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Threads;

/** {@link BridgeRoundTrip} from eight virtual threads at once: a score is the time of one thread's round trip. */
@Threads(8)
@Fork(value = 2, jvmArgsAppend = "-Djmh.executor=VIRTUAL")
public class BridgeContendedFromVirtualThreadsBenchmark extends BridgeRoundTrip {}
