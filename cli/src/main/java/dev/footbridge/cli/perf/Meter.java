package dev.footbridge.cli.perf;

/** Measures what rounds of calls cost this process. */
final class Meter {

    private final CpuClock clock;

    Meter(CpuClock clock) {
        this.clock = clock;
    }

    Sample sample(Way way, Target target, int calls) {
        JvmThreads before = JvmThreads.now();
        long wall = System.nanoTime();
        long cpu = clock.nanos();
        Calls.make(way, target, calls);
        cpu = clock.nanos() - cpu;
        wall = System.nanoTime() - wall;
        return new Sample(cpu, wall, JvmThreads.now().since(before));
    }
}
