package dev.footbridge.cli.perf;

/**
 * What one round of calls cost.
 *
 * @param cpuNanos the CPU time of this process
 * @param wallNanos the time on the clock on the wall
 * @param jvm the part of the CPU time that the JVM's own threads took
 */
record Sample(long cpuNanos, long wallNanos, JvmThreads.Use jvm) {}
