package dev.footbridge.cli.perf;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.footbridge.cli.perf.JvmThreads.Use;
import java.net.URI;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One way with one number of calls of one page, as the JSON file has it. Seconds are those of a whole round.
 *
 * @param calls how many calls a round makes
 * @param payloadBytes the size of each reply
 * @param way the way's name
 * @param cpuSeconds the mean CPU time
 * @param wallSeconds the mean wall time
 * @param cpuRatioToSync the mean CPU time over that of the baseline in the same run
 * @param cpuSecondsMedian the median CPU time
 * @param cpuSecondsMin the least CPU time
 * @param cpuSecondsMax the most CPU time
 * @param cpuMedianRatioToSync the median CPU time over that of the baseline
 * @param jitShare the share of the CPU time that the compilers took, where the system tells it
 * @param gcShare the share of the CPU time that the garbage collector took, where the system tells it
 * @param rounds how many rounds were measured
 * @param url the page, if it is the user's
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Row(int calls, int payloadBytes, String way, double cpuSeconds, double wallSeconds, double cpuRatioToSync,
        double cpuSecondsMedian, double cpuSecondsMin, double cpuSecondsMax, double cpuMedianRatioToSync,
        @Nullable Double jitShare, @Nullable Double gcShare, int rounds, @Nullable URI url) {

    private static final double MICROS = 1e6;

    static Row of(Cell cell, String way, List<Sample> samples, Spread syncCpu) {
        Spread cpu = Spread.ofNanos(samples.stream().map(Sample::cpuNanos).toList());
        Spread wall = Spread.ofNanos(samples.stream().map(Sample::wallNanos).toList());
        Target target = cell.target();
        return new Row(cell.calls(), target.bytes(), way, cpu.mean(), wall.mean(), ratio(cpu.mean(), syncCpu.mean()),
                cpu.median(), cpu.min(), cpu.max(), ratio(cpu.median(), syncCpu.median()),
                share(samples, Use::compilerNanos),
                share(samples, Use::collectorNanos), samples.size(),
                target.sizes() == Target.Sizes.EXACT ? null : target.uri());
    }

    double cpuMicrosPerCall() {
        return cpuSeconds * MICROS / calls;
    }

    private static double ratio(double part, double whole) {
        // A clock with coarse steps may have seen nothing at all of a short round.
        return whole == 0 ? 1 : part / whole;
    }

    private static @Nullable Double share(List<Sample> samples, ToLongFunction<Use> part) {
        long all = samples.stream().mapToLong(Sample::cpuNanos).sum();
        long parts = samples.stream().map(Sample::jvm).mapToLong(part).sum();
        return JvmThreads.areTold() && all > 0 ? (double) parts / all : null;
    }
}
