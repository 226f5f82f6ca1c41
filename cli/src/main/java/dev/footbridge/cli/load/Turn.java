package dev.footbridge.cli.load;

import dev.footbridge.cli.perf.JvmThreads;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * One endpoint's turn in one round.
 *
 * @param nanos how long each request took
 * @param wallNanos how long all of them took
 * @param cpuNanos the processor time that the shop's process used meanwhile
 * @param compilerNanos the part of it that its compilers used
 */
record Turn(List<Long> nanos, long wallNanos, long cpuNanos, long compilerNanos) {

    /** Takes it. */
    static Turn take(ProcessHandle shop, Clients clients, Endpoint endpoint, LoadSettings settings) {
        JvmThreads threads = JvmThreads.of(shop);
        long cpu = cpu(shop);
        long begin = System.nanoTime();
        long[] nanos = clients.send(endpoint, settings.requests(endpoint), settings.clients());
        long wall = System.nanoTime() - begin;
        return new Turn(Arrays.stream(nanos).boxed().toList(), wall, cpu(shop) - cpu,
                JvmThreads.of(shop).since(threads).compilerNanos());
    }

    /** In steps of 10 ms on Linux: a turn has to be long. */
    private static long cpu(ProcessHandle shop) {
        return shop.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }
}
