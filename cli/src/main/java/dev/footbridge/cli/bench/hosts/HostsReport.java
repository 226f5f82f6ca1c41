package dev.footbridge.cli.bench.hosts;

import dev.footbridge.cli.output.Figures;
import dev.footbridge.cli.output.Table;
import java.io.PrintWriter;
import java.util.Map;

/** Tells people what was measured and what came out. */
final class HostsReport {

    private static final Map<String, String> WORDS = Map.of(HostsRun.CALL, "no-op call, one after another, p50",
            HostsRun.CALLS_AT_ONCE, "no-op calls, one in flight for each slot", HostsRun.MAP,
            "the same by a map, one to a job", HostsRun.UNEQUAL, "jobs of 20 ms, one member 20 times slower",
            HostsRun.NESTED_DEEP, "jobs inside jobs, so deep, on 2 slots", HostsRun.NESTED_WIDE,
            "jobs that each wait for another, on 2 slots");

    private final PrintWriter out;

    HostsReport(PrintWriter out) {
        this.out = out;
    }

    /** What was measured, in words. */
    static String words(Row row) {
        return WORDS.getOrDefault(row.step(), row.step());
    }

    void begin(int rounds) {
        out.println("A Cluster of " + Effort.MEMBERS + " member JVMs with " + Effort.SLOTS + " slots each, on "
                + Runtime.getRuntime().availableProcessors() + " CPUs, Java " + Runtime.version()
                + ", beside calls of JGroups' RpcDispatcher on the same protocols");
        out.println("In each of " + rounds + (rounds == 1 ? " round" : " rounds")
                + " each does all steps, from one submitter to the same JVMs; they take turns.");
        out.println();
        out.flush();
    }

    void end(HostsResult result) {
        Table table = Table.of(1, "step", "jobs", "unit", "Footbridge", "compared with", "ratio", "target", "met");
        for (Row row : result.rows()) {
            boolean each = row.step().equals(HostsRun.CALL) || row.step().equals(HostsRun.CALLS_AT_ONCE)
                    || row.step().equals(HostsRun.MAP);
            double unit = each ? 1e6 : 1;
            int digits = each ? 1 : 2;
            boolean isJudged = row.target() > 0 && result.warm();
            table.row(words(row), row.jobs(), each ? "us each" : "s",
                    Figures.fixed(row.seconds() * unit, digits),
                    row.baseSeconds() > 0 ? Figures.fixed(row.baseSeconds() * unit, digits) : "",
                    row.ratio() > 0 ? Figures.fixed(row.ratio(), 2) : "",
                    isJudged ? Figures.fixed(row.target(), 1) : "",
                    isJudged ? row.ratio() <= row.target() ? "yes" : "NO" : "");
        }
        table.lines().forEach(line -> out.println("  " + line));
        out.println();
        out.println("Medians of the rounds. Compared with: the engine's own calls; for unequal members, the least time"
                + " that the slots allow. "
                + (result.correct() ? "Every result was checked." : "SOME RESULTS WERE WRONG."));
        if (!result.warm()) {
            out.println("This was too short for warm JVMs: it shows that all works, not how fast.");
        }
        out.println("Load of the machine before and after: " + Figures.fixed(result.loadBefore(), 1) + ", "
                + Figures.fixed(result.loadAfter(), 1) + ". Not measured: a real network, large payloads, TLS.");
        out.flush();
    }
}
