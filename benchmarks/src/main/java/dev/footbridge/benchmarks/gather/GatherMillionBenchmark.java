package dev.footbridge.benchmarks.gather;

import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Warmup;

/** A million jobs, which may take most of a minute: each of few runs is measured by itself, with a JVM hardly warm. */
@BenchmarkMode(Mode.SingleShotTime)
@Warmup(iterations = 1)
@Measurement(iterations = 2)
public class GatherMillionBenchmark extends GatherQuestion {

    @Override
    int jobs() {
        return 1_000_000;
    }
}
