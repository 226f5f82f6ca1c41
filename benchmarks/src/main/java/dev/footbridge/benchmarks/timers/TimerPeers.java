package dev.footbridge.benchmarks.timers;

import com.sun.management.OperatingSystemMXBean;
import dev.footbridge.benchmarks.Figure;
import dev.footbridge.benchmarks.FigureFile;
import dev.footbridge.benchmarks.MainArguments;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Sleeps of 1 to {@value #LONGEST} ms, all at once: how long it takes until all are over, of which {@value #LONGEST} ms
 * would be ideal, what that takes of the processors, and by how much a sleep is late, each from where it began itself.
 *
 * <pre>{@code java -cp benchmarks.jar dev.footbridge.benchmarks.timers.TimerPeers [--quick] FILE.json}</pre>
 *
 * <p>A sleep that has ended has been late for the end of others as well: the processors are busy with all that end in the
 * same millisecond. Virtual threads and {@code scheduledThreadPool} use all processors, the others run one at a time.
 * What the JVM spends for itself (compilers, collector) is in the processor time.
 */
public final class TimerPeers {

    private static final int LONGEST = 100;
    private static final int ROUNDS = 10;
    private static final int WARM_UP = 5;
    private static final int SEED = 1;
    private static final OperatingSystemMXBean SYSTEM = ManagementFactory
            .getPlatformMXBean(OperatingSystemMXBean.class);

    private enum Measure {
        WALL("ms/op"), CPU("ms/op"), LATE_P50("us"), LATE_P99("us");

        private final String unit;

        Measure(String unit) {
            this.unit = unit;
        }
    }

    private TimerPeers() {}

    /** Measures all of them in turns, and writes the figures. */
    public static void main(String[] args) throws IOException, InterruptedException {
        MainArguments arguments = MainArguments.of(args);
        int[] millis = new Random(SEED).ints(arguments.choose(100_000, 1_000), 1, LONGEST + 1).toArray();
        int warmUp = arguments.choose(WARM_UP, 0);
        int rounds = arguments.choose(ROUNDS, 1);
        Map<Sleepers, Map<Measure, List<Double>>> samples = new EnumMap<>(Sleepers.class);
        for (int round = -warmUp; round < rounds; round++) {
            for (Sleepers sleepers : Sleepers.values()) {
                Map<Measure, Double> one = measure(sleepers, millis);
                if (round >= 0) {
                    Map<Measure, List<Double>> all = samples.computeIfAbsent(sleepers,
                            _ -> new EnumMap<>(Measure.class));
                    one.forEach((what, value) -> all.computeIfAbsent(what, _ -> new ArrayList<>()).add(value));
                }
            }
        }
        FigureFile.write(arguments.file(), figures(samples, millis.length));
    }

    private static Map<Measure, Double> measure(Sleepers sleepers, int[] millis) throws InterruptedException {
        long[] late = new long[millis.length];
        Arrays.fill(late, Long.MIN_VALUE);
        System.gc();
        long cpu = SYSTEM.getProcessCpuTime();
        long begin = System.nanoTime();
        sleepers.sleepAll(millis, late);
        long wall = System.nanoTime() - begin;
        cpu = SYSTEM.getProcessCpuTime() - cpu;
        Arrays.sort(late);
        if (late[0] == Long.MIN_VALUE) {
            throw new IllegalStateException(sleepers.contender() + " must end all " + late.length
                    + " sleeps, and did not end one: its time means nothing before that is repaired");
        }
        return Map.of(Measure.WALL, wall / (double) TimeUnit.MILLISECONDS.toNanos(1), //
                Measure.CPU, cpu / (double) TimeUnit.MILLISECONDS.toNanos(1), //
                Measure.LATE_P50, percentile(late, 50), Measure.LATE_P99, percentile(late, 99));
    }

    private static double percentile(long[] sorted, int percent) {
        return sorted[(int) ((sorted.length - 1L) * percent / 100)] / (double) TimeUnit.MICROSECONDS.toNanos(1);
    }

    private static List<Figure> figures(Map<Sleepers, Map<Measure, List<Double>>> samples, int sleeps) {
        List<Figure> figures = new ArrayList<>();
        samples.forEach((sleepers, measures) -> measures.forEach((what, values) -> {
            Figure figure = new Figure(TimerPeers.class.getName() + "." + sleepers.contender(),
                    Map.of("sleeps", Integer.toString(sleeps), "measure", what.name()), values, what.unit);
            System.out.printf("%-24s %-9s %10.1f ± %.1f %s%n", sleepers.contender(), what, figure.score(),
                    figure.error(),
                    figure.unit());
            figures.add(figure);
        }));
        return figures;
    }
}
