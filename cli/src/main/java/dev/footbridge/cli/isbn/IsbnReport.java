package dev.footbridge.cli.isbn;

import dev.footbridge.cli.output.Figures;
import dev.footbridge.cli.output.Table;
import java.io.PrintWriter;
import java.util.List;

/** Tells people what was measured and what came out. */
final class IsbnReport {

    static final String WARM_UP = "Before that each version ran without delay a few times, and gathered"
            + " once with it, so that class loading and the opening of connections do not count.";
    static final String WARM_UP_OF_A_SERVICE = "Before that a few single lookups gave the ideal (their median), and"
            + " gathered ran once to open the connections.";

    private final PrintWriter out;

    IsbnReport(PrintWriter out) {
        this.out = out;
    }

    void begin(List<Version> versions, int books, String service) {
        out.println("Looking up " + Figures.grouped(books) + " books, at " + service);
        for (Version version : versions) {
            out.println("  " + version + ": " + version.description());
        }
        out.flush();
    }

    void leftOut(Version version, long seconds) {
        out.println("Left out: " + version + ", which would take " + seconds + " s; ask for it with --only.");
    }

    void end(IsbnResult result, String warmUp) {
        Table table = Table.of(1, "version", "wall s", "/ ideal", "rounds");
        for (Row row : result.rows()) {
            table.row(row.name(), Figures.fixed(row.wallSeconds(), 3), Figures.fixed(row.overIdeal(), 2),
                    row.rounds());
        }
        table.row("(ideal: a single lookup)", Figures.fixed(result.latencySeconds(), 3), Figures.fixed(1, 2), "");
        out.println();
        table.lines().forEach(line -> out.println("  " + line));
        out.println();
        out.println("Measured: the wall time, of several rounds the median; every title was checked. " + warmUp);
        out.println("Not measured: CPU time (see footbridge perf), a cold start, a network with distance and loss.");
        out.flush();
    }
}
