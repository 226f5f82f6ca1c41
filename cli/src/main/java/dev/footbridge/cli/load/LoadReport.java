package dev.footbridge.cli.load;

import dev.footbridge.cli.output.Figures;
import dev.footbridge.cli.output.Table;
import java.io.PrintWriter;
import java.util.Locale;

/** Tells people what was measured and what came out. */
final class LoadReport {

    private final PrintWriter out;

    LoadReport(PrintWriter out) {
        this.out = out;
    }

    void begin(LoadSettings settings) {
        out.println("A page of a Spring MVC service, 3 queries and " + LoadSettings.UPSTREAMS
                + " calls of 50 to 200 ms, on " + Runtime.getRuntime().availableProcessors() + " CPUs, Java "
                + Runtime.version());
        out.println(settings.clients() + " clients with one request at a time; in each of " + settings.rounds()
                + (settings.rounds() == 1 ? " round" : " rounds") + " each endpoint gets " + settings.requests()
                + " requests, the slow one " + settings.requests(Endpoint.SEQUENTIAL) + "; the pool has "
                + settings.threads() + " threads.");
        out.println("The shop runs in a process of its own, so do its price service and its database.");
        out.println();
        out.flush();
    }

    void end(LoadResult result) {
        Table table = Table.of(1, "endpoint", "requests/s", "p50 ms", "p99 ms", "CPU ms a request", "min", "max",
                "of it JIT");
        for (Row row : result.rows()) {
            Double jit = row.jitShare();
            table.row(Endpoint.valueOf(row.endpoint().toUpperCase(Locale.ROOT)).words(),
                    Figures.fixed(row.requestsPerSecond(), 1), Figures.fixed(row.p50Millis(), 0),
                    Figures.fixed(row.p99Millis(), 0), Figures.fixed(row.cpuMillis(), 2),
                    Figures.fixed(row.cpuMillisMin(), 2), Figures.fixed(row.cpuMillisMax(), 2),
                    jit == null ? "" : Figures.percent(jit));
        }
        table.lines().forEach(line -> out.println("  " + line));
        out.println();
        ratio(result, "p50 of Footbridge to one after another", result.p50Ratio(), result.p50Target());
        ratio(result, "CPU of Footbridge to the thread pool", result.cpuRatio(), result.cpuTarget());
        out.println("the same without what the JIT compilers took: " + Figures.fixed(result.cpuRatioWithoutJit(), 2));
        out.println();
        out.println("CPU is that of the shop's process alone, the median of the rounds. "
                + (result.correct()
                        ? "Every page was checked: all three endpoints gave the same."
                        : result.wrong() + " ANSWERS WERE WRONG; the first one: " + result.problem()));
        if (!result.warm()) {
            out.println("This was too short for a warm JVM: it shows that all works, not how fast.");
        }
        out.println("Load of the machine before and after: " + Figures.fixed(result.loadBefore(), 1) + ", "
                + Figures.fixed(result.loadAfter(), 1) + ". Not measured: a real network, larger replies.");
        out.flush();
    }

    private void ratio(LoadResult result, String what, double ratio, double target) {
        out.println(what + ": " + Figures.fixed(ratio, 2) + (result.warm()
                ? ", target " + Figures.fixed(target, 1) + (ratio <= target ? ": met" : ": NOT MET")
                : ""));
    }
}
