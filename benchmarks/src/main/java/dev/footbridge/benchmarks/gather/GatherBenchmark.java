package dev.footbridge.benchmarks.gather;

import org.openjdk.jmh.annotations.Param;

/** As many jobs as a program may have at a time. */
public class GatherBenchmark extends GatherQuestion {

    /** How many jobs. */
    @Param({"1000", "100000"})
    public int jobs;

    @Override
    int jobs() {
        return jobs;
    }
}
