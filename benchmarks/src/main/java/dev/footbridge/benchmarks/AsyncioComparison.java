package dev.footbridge.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs {@link SwitchBenchmark} and CPython's {@code asyncio.sleep(0)} one after the other and prints the ratios.
 *
 * <pre>{@code java -cp benchmarks/target/benchmarks.jar dev.footbridge.benchmarks.AsyncioComparison}</pre>
 *
 * <p>Takes JMH's options. CPython is measured before and after, and its better run counts. Without a {@code python3} on
 * the path the table has no column for it.
 */
public final class AsyncioComparison {

    private static final String PLAIN = "virtualThreadYield";

    private AsyncioComparison() {}

    /** Runs both. */
    public static void main(String[] args) throws CommandLineOptionException, RunnerException, InterruptedException {
        AsyncioSwitch before = asyncio();
        Collection<RunResult> runs = new Runner(new OptionsBuilder().parent(new CommandLineOptions(args))
                .include(SwitchBenchmark.class.getName()).build()).run();
        AsyncioSwitch after = before == null ? null : asyncio();
        Map<String, Double> nanos = new LinkedHashMap<>();
        for (RunResult run : runs) {
            Result<?> score = run.getPrimaryResult();
            nanos.put(score.getLabel(), score.getScore());
        }
        print(System.out, nanos, before == null || after == null ? before : before.orFaster(after));
    }

    private static @Nullable AsyncioSwitch asyncio() throws InterruptedException {
        try {
            return AsyncioSwitch.measure(SwitchBenchmark.COROUTINES, SwitchBenchmark.YIELDS);
        } catch (IOException e) {
            System.err.println("asyncio is not measured (" + e.getMessage() + ")");
            return null;
        }
    }

    private static void print(PrintStream out, Map<String, Double> nanos, @Nullable AsyncioSwitch asyncio) {
        Double plain = nanos.get(PLAIN);
        out.printf("%n%-30s %10s %24s %18s%n", "switch", "ns", "x " + PLAIN, "x asyncio.sleep(0)");
        nanos.forEach((way, time) -> row(out, way, time, plain, asyncio));
        if (asyncio != null) {
            row(out, asyncio.interpreter(), asyncio.nanos(), plain, asyncio);
        }
    }

    private static void row(PrintStream out, String way, double nanos, @Nullable Double plain,
            @Nullable AsyncioSwitch asyncio) {
        out.printf("%-30s %10.0f %24s %18s%n", way, nanos, plain == null ? "" : ratio(nanos / plain),
                asyncio == null ? "" : ratio(nanos / asyncio.nanos()));
    }

    private static String ratio(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
