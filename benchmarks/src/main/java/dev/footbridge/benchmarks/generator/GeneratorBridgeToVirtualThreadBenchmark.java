package dev.footbridge.benchmarks.generator;

import org.openjdk.jmh.annotations.Fork;

/** {@link GeneratorBridge} to one virtual thread. */
@Fork(value = 2, jvmArgsAppend = "-Djmh.executor=VIRTUAL")
public class GeneratorBridgeToVirtualThreadBenchmark extends GeneratorBridge {}
