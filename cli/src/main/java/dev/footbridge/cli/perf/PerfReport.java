package dev.footbridge.cli.perf;

import dev.footbridge.cli.output.BarChart;
import dev.footbridge.cli.output.Figures;
import dev.footbridge.cli.output.Table;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells people what was measured, what came out, and what was not measured. */
final class PerfReport {

    private static final double MUCH_COMPILING = 0.4;
    private static final Duration WARM_UP_AND_MORE = Duration.ofSeconds(20);

    private final PerfSettings settings;
    private final PrintWriter out;

    PerfReport(PerfSettings settings, PrintWriter out) {
        this.settings = settings;
        this.out = out;
    }

    void begin(Ways ways, List<Cell> cells) {
        out.println("CPU time of HTTP calls made at once from blocking code, on " + Runtime.getRuntime()
                .availableProcessors() + " CPUs, Java " + Runtime.version());
        for (Way way : ways.all()) {
            out.println("  " + way.name() + ": " + way.description());
        }
        out.println(settings.urls().isEmpty()
                ? "Server: in a process of its own on 127.0.0.1; it holds each reply back for "
                        + settings.latency().toMillis() + " ms."
                : "Server: yours; each page was called twice before, and answers with status 200.");
        if (settings.urls().isEmpty() && !waiting(ways, cells).minus(WARM_UP_AND_MORE).isNegative()) {
            long seconds = waiting(ways, cells).plus(WARM_UP_AND_MORE).toSeconds();
            out.println("This takes about " + (seconds < 100 ? seconds + " s" : Math.ceilDiv(seconds, 60) + " minutes")
                    + ", most of it waiting; --quick takes less than 20 s.");
        }
        out.flush();
    }

    void warm(int callsPerWay) {
        out.println("Warm-up: " + Figures.grouped(callsPerWay) + " calls in each way"
                + (settings.urls().isEmpty() ? "" : " to an embedded server, not to yours")
                + ", then before each table a few rounds that open the connections.");
        out.println();
        out.flush();
    }

    void cell(Cell cell, List<Row> rows) {
        out.println(cell.toString());
        Row sync = rows.getFirst();
        Table table = Table.of(1, "way", "CPU s", "median", "min", "max", "wall s", "CPU us/call", "CPU - sync's",
                "CPU / sync's", "JIT", "GC", "rounds");
        for (Row row : rows) {
            table.row(row.way(), Figures.fixed(row.cpuSeconds(), 5), Figures.fixed(row.cpuSecondsMedian(), 5),
                    Figures.fixed(row.cpuSecondsMin(), 5), Figures.fixed(row.cpuSecondsMax(), 5),
                    Figures.fixed(row.wallSeconds(), 4), Figures.fixed(row.cpuMicrosPerCall(), 1),
                    Figures.fixed(row.cpuSeconds() - sync.cpuSeconds(), 5), Figures.fixed(row.cpuRatioToSync(), 2),
                    share(row.jitShare()), share(row.gcShare()), row.rounds());
        }
        table.lines().forEach(line -> out.println("  " + line));
        out.println();
        out.flush();
    }

    void end(List<Row> rows, CpuClock clock, double idle) {
        out.println("Measured: the CPU time (user and system) of this process only, from " + clock.description()
                + "; every reply's status" + (settings.urls().isEmpty() ? " and size were" : " was") + " checked.");
        out.println(
                "  CPU s is the mean of the rounds, taken way by way in turn; CPU / sync's is the ratio of means to "
                        + SyncPool.NAME
                        + " in the same table; JIT and GC are the shares of compiling and garbage collection in it.");
        double longest = rows.stream().mapToDouble(Row::wallSeconds).max().orElse(0);
        out.println("  Included: what this process uses while it only waits, at least " + Figures.fixed(idle * 1e3, 1)
                + " ms a second (timers, GC); in the longest row that is " + Figures.fixed(idle * longest, 5)
                + " s.");
        if (rows.stream().anyMatch(row -> row.jitShare() != null && row.jitShare() > MUCH_COMPILING)) {
            out.println("  In some rows compiling was more than " + Figures.percent(MUCH_COMPILING)
                    + " of it: take the medians, or a larger --warm-up.");
        }
        out.println("Not measured: the server's CPU time, the kernel's work outside this process's threads, memory,"
                + " TLS, HTTP/2, a cold start, and the network"
                + (settings.urls().isEmpty() ? " (loopback has no loss and no distance)." : " by itself."));
        out.flush();
    }

    private static String share(@Nullable Double share) {
        return share == null ? "?" : Figures.percent(share);
    }

    static String chart(PerfResult result) {
        BarChart chart = new BarChart("CPU time per HTTP call, by way", "CPU microseconds per call");
        for (Row row : result.rows()) {
            String page = row.url() == null ? Figures.bytes(row.payloadBytes()) : row.url().toString();
            chart.bar(row.calls() + " x " + page, row.way(), row.cpuMicrosPerCall());
        }
        return chart.svg();
    }

    private Duration waiting(Ways ways, List<Cell> cells) {
        long waits = 0;
        for (Cell cell : cells) {
            for (Way way : ways.all()) {
                waits += (long) way.rounds(settings.average())
                        * Math.ceilDiv(cell.calls(), way.callsAtOnce(cell.calls()));
            }
        }
        return settings.latency().multipliedBy(waits);
    }
}
