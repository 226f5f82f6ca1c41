package dev.footbridge.cli.load;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.footbridge.cli.measure.Median;
import dev.footbridge.cli.perf.JvmThreads;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one endpoint.
 *
 * @param endpoint the last part of its address
 * @param requests how many requests were measured
 * @param requestsPerSecond how many it answered in a second: the median of the rounds
 * @param p50Millis half of its answers took no longer
 * @param p99Millis 99 of 100 took no longer
 * @param cpuMillis the processor time of the shop's process for a request: the median of the rounds
 * @param cpuMillisMin the least of the rounds
 * @param cpuMillisMax the most of the rounds
 * @param cpuMillisWithoutJit the same without what the compilers took: the median of the rounds
 * @param jitShare the share of it that the compilers took, in all rounds, where the system tells it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Row(String endpoint, int requests, double requestsPerSecond, double p50Millis, double p99Millis,
        double cpuMillis, double cpuMillisMin, double cpuMillisMax, double cpuMillisWithoutJit,
        @Nullable Double jitShare) {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    static Row of(Endpoint endpoint, List<Turn> turns) {
        double[] millis = turns.stream().flatMap(turn -> turn.nanos().stream())
                .mapToDouble(nanos -> nanos / NANOS_PER_MILLI).sorted().toArray();
        double[] cpu = sorted(turns, turn -> turn.cpuNanos() / NANOS_PER_MILLI / turn.nanos().size());
        double[] rest = sorted(turns,
                turn -> (turn.cpuNanos() - turn.compilerNanos()) / NANOS_PER_MILLI / turn.nanos().size());
        double[] rate = sorted(turns, turn -> turn.nanos().size() * NANOS_PER_SECOND / turn.wallNanos());
        long allCpu = turns.stream().mapToLong(Turn::cpuNanos).sum();
        long compilers = turns.stream().mapToLong(Turn::compilerNanos).sum();
        return new Row(endpoint.address(), millis.length, Median.of(rate), percentile(millis, 50),
                percentile(millis, 99),
                Median.of(cpu), cpu[0], cpu[cpu.length - 1], Median.of(rest),
                JvmThreads.areTold() && allCpu > 0 ? (double) compilers / allCpu : null);
    }

    /** The least value that so many per cent of the others do not exceed. */
    static double percentile(double[] sorted, int percent) {
        return sorted[Math.max(0, Math.ceilDiv(sorted.length * percent, 100) - 1)];
    }

    private static double[] sorted(List<Turn> turns, ToDoubleFunction<Turn> figure) {
        return turns.stream().mapToDouble(figure).sorted().toArray();
    }
}
