package dev.footbridge.cli.bench.processes;

import dev.footbridge.cli.output.Figures;
import dev.footbridge.cli.output.Table;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells people what was measured and what came out. */
final class ProcessesReport {

    private final PrintWriter out;

    ProcessesReport(PrintWriter out) {
        this.out = out;
    }

    void begin(int rounds, Optional<Python> python) {
        out.println("Process pools of " + Effort.WORKERS + " workers on " + Runtime.getRuntime().availableProcessors()
                + " CPUs: Footbridge on Java " + Runtime.version() + python.map(found -> ", and ProcessPoolExecutor("
                        + Effort.WORKERS + ") of CPython " + found.version() + ", forked and spawned").orElse(""));
        if (python.isEmpty()) {
            out.println("No CPython 3.11 or later was found, so Footbridge is measured alone: install one, or name it"
                    + " with --python.");
        }
        out.println("In each of " + rounds + (rounds == 1 ? " round" : " rounds")
                + " a fresh parent process of each does all steps; they take turns.");
        out.println();
        out.flush();
    }

    void end(ProcessesResult result) {
        List<String> contenders = result.contenders();
        List<Object> titles = new ArrayList<>(List.of("step", "unit"));
        for (String contender : contenders) {
            titles.addAll(List.of(contender, "min", "max"));
        }
        if (!result.python().isEmpty()) {
            titles.add("ratio");
        }
        if (isJudged(result)) {
            titles.addAll(List.of("target", "met"));
        }
        Table table = Table.of(1, titles.toArray(String[]::new));
        for (Step step : Step.values()) {
            table.row(cells(result, step, contenders).toArray());
        }
        table.lines().forEach(line -> out.println("  " + line));
        out.println();
        out.println("Medians of the rounds; in a round, a warm step is the median of many. ratio: Footbridge's to the"
                + " better of Python's.");
        out.println("Maps: x * x for " + Figures.grouped(result.items())
                + " numbers, a list of results; every result was checked. Cold: the first map of a pool and of its"
                + " parent process, right after each worker has answered one other job.");
        if (!result.warm()) {
            out.println(
                    "This was too short for a warm JVM, and for an AOT cache: it shows that all works, not how fast.");
        }
        out.println("Load of the machine before and after: " + Figures.fixed(result.loadBefore(), 1) + ", "
                + Figures.fixed(result.loadAfter(), 1)
                + ". Not measured: CPU time, larger results, more workers than CPUs.");
        out.flush();
    }

    private static List<Object> cells(ProcessesResult result, Step step, List<String> contenders) {
        List<Object> cells = new ArrayList<>(List.of(step.words(), step.unit().sign()));
        for (String contender : contenders) {
            Row row = result.row(step, contender);
            cells.addAll(List.of(step.unit().show(row.seconds()), step.unit().show(row.secondsMin()),
                    step.unit().show(row.secondsMax())));
        }
        if (!result.python().isEmpty()) {
            cells.add(Figures.fixed(result.row(step, Contender.FOOTBRIDGE).ratio(), 2));
        }
        if (isJudged(result)) {
            boolean aimed = step.target() > 0;
            boolean met = result.row(step, Contender.FOOTBRIDGE).ratio() <= step.target();
            cells.addAll(aimed ? List.of(Figures.fixed(step.target(), 1), met ? "yes" : "NO") : List.of("", ""));
        }
        return cells;
    }

    private static boolean isJudged(ProcessesResult result) {
        return result.warm() && !result.python().isEmpty();
    }
}
