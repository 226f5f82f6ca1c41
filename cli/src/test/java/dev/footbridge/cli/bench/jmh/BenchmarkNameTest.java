package dev.footbridge.cli.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BenchmarkNameTest {

    @Test
    void aQuestionIsAPackage() {
        assertThat(BenchmarkName.of(
                "dev.footbridge.benchmarks.bridge.BridgeFromVirtualThreadBenchmark.kotlinRunBlockingOwnLoop"))
                .isEqualTo(
                        new BenchmarkName("bridge", "bridge from virtual thread", "kotlinRunBlockingOwnLoop"));
        assertThat(BenchmarkName.of("dev.footbridge.benchmarks.memory.MemoryPeers.asyncio"))
                .isEqualTo(new BenchmarkName("memory", "memory", "asyncio"));
    }

    @Test
    void aClassWithoutAPackageOfItsOwnIsAQuestion() {
        assertThat(BenchmarkName.of("dev.footbridge.benchmarks.GeneratorBridgeBenchmark.footbridge"))
                .isEqualTo(new BenchmarkName("generator-bridge", "generator bridge", "footbridge"));
    }
}
