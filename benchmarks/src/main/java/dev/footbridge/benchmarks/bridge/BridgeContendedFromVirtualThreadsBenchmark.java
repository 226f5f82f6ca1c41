package dev.footbridge.benchmarks.bridge;

import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Threads;

/**
 * {@link BridgeRoundTrip} from eight virtual threads at once: a score is the time of one thread's round trip.
 *
 * <p>A virtual thread that never waits keeps its carrier, and the others stand still meanwhile. So where a call does not
 * wait, as {@code footbridgeCall} and {@code kotlinRunBlockingOwnLoop} mostly do not, a score is a mixture of threads that
 * ran alone and of threads that hardly ran; {@link dev.footbridge.benchmarks.CpuProfiler} tells more there.
 */
@Threads(8)
@Fork(value = 2, jvmArgsAppend = "-Djmh.executor=VIRTUAL")
public class BridgeContendedFromVirtualThreadsBenchmark extends BridgeRoundTrip {}
