package dev.footbridge.benchmarks;

/** {@link GeneratorBridge} to one platform thread. */
public class GeneratorBridgeBenchmark extends GeneratorBridge {}
