package dev.footbridge.cli.perf;

import dev.footbridge.cli.http.Probe;
import dev.footbridge.cli.output.Progress;
import dev.footbridge.cli.server.ServerProcess;
import java.io.PrintWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** One run of the comparison, from the start of the server to the figures; rows are printed as they come. */
final class PerfRun {

    private static final double NANOS_PER_MILLI = 1e6;

    private final PerfSettings settings;
    private final PerfReport report;
    private final long begin = System.nanoTime();
    private final CpuClock clock = CpuClock.open();
    private final Meter meter = new Meter(clock);

    PerfRun(PerfSettings settings, PrintWriter out) {
        this.settings = settings;
        this.report = new PerfReport(settings, out);
    }

    PerfResult run() {
        List<Target> users = new ArrayList<>();
        double latencyMillis = settings.urls().isEmpty() ? settings.latency().toMillis() : 0;
        for (URI uri : settings.urls()) {
            users.add(new Target(uri, Probe.call(uri).size(), Target.Sizes.MAY_VARY));
            long begin = System.nanoTime();
            Probe.call(uri);
            latencyMillis += (System.nanoTime() - begin) / NANOS_PER_MILLI / settings.urls().size();
        }
        try (ServerProcess server = ServerProcess.start(); Ways ways = Ways.open()) {
            List<Target> delayed = embedded(server, "?delay=" + settings.latency().toMillis());
            List<Cell> cells = cells(users.isEmpty() ? delayed : users);
            report.begin(ways, cells);
            int warmUpCalls = warmUp(ways, embedded(server, ""), delayed);
            report.warm(warmUpCalls);
            List<Row> rows = measure(ways, cells);
            double idle = meter.idlePerSecond();
            report.end(rows, clock, idle);
            return new PerfResult(settings.average(), latencyMillis, warmUpCalls,
                    Runtime.getRuntime().availableProcessors(), Runtime.version().toString(), clock.description(),
                    idle, rows);
        }
    }

    private int warmUp(Ways ways, List<Target> undelayed, List<Target> delayed) {
        WarmUp warmUp = new WarmUp(ways, meter, settings.warmUpCalls());
        try (Progress progress = Progress.of("warm-up", warmUp.laps())) {
            return warmUp.run(undelayed, delayed, progress);
        }
    }

    private List<Row> measure(Ways ways, List<Cell> cells) {
        Comparison comparison = new Comparison(ways, meter, settings.average(), begin + settings.enough().toNanos());
        long steps = ways.all().stream().mapToLong(way -> way.rounds(settings.average())).sum();
        List<Row> rows = new ArrayList<>();
        for (Cell cell : cells) {
            List<Row> measured;
            try (Progress progress = Progress.of(cell.toString(), steps)) {
                measured = comparison.measure(cell, progress);
            }
            report.cell(cell, measured);
            rows.addAll(measured);
        }
        return rows;
    }

    private List<Cell> cells(List<Target> pages) {
        return settings.calls().stream().flatMap(n -> pages.stream().map(page -> new Cell(n, page))).toList();
    }

    private List<Target> embedded(ServerProcess server, String query) {
        return settings.payloads().stream()
                .map(n -> new Target(server.page("/bytes/" + n + query), n, Target.Sizes.EXACT)).toList();
    }
}
