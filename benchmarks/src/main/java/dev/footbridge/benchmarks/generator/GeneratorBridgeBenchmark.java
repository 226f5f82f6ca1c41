package dev.footbridge.benchmarks.generator;

/** {@link GeneratorBridge} to one platform thread. */
public class GeneratorBridgeBenchmark extends GeneratorBridge {}
