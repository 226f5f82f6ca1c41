package dev.footbridge.cli.levels;

import dev.footbridge.cli.output.Figures;
import dev.footbridge.cli.output.Table;
import java.io.PrintWriter;

/** Tells people what was run and what came out. */
final class LevelsReport {

    private final LevelsSettings settings;
    private final PrintWriter out;

    LevelsReport(LevelsSettings settings, PrintWriter out) {
        this.settings = settings;
        this.out = out;
    }

    void begin() {
        out.println("The same " + settings.jobs() + " jobs on each level, on "
                + Runtime.getRuntime().availableProcessors() + " CPUs, Java " + Runtime.version());
        out.println("  cpu: count the primes among " + Figures.grouped(settings.numbers())
                + " numbers each, by trial division");
        out.println(
                "  io: read a page each from a server in a process of its own on 127.0.0.1, which holds it back for "
                        + settings.latency().toMillis() + " ms");
        out.println("  caller: in place (Serial); loop: an EventLoop; threads: a ThreadPool of virtual threads;"
                + " processes: a ProcessPool of worker JVMs");
        if (settings.hosts() > 0) {
            out.println(
                    "  hosts: a Cluster of " + settings.hosts() + " members in this JVM, each with a slot for each CPU;"
                            + " jobs and results are serialized");
        }
        out.println();
        out.flush();
    }

    private void pools(PoolsResult result) {
        out.println();
        out.println("The elastic pool of platform threads, beside the JDK's pool that suits each kind of job best: "
                + settings.crowd() + " jobs at once, which block for " + result.blockedMillis() + " ms, or compute");
        Table table = Table.of(2, "work", "pool", "wall s", "ratio", "at once", "correct");
        for (PoolRow row : result.rows()) {
            table.row(row.work(), row.pool(), Figures.fixed(row.wallSeconds(), 3), Figures.fixed(row.ratio(), 2),
                    row.mostAtOnce(), row.correct() ? "yes" : "NO");
        }
        table.lines().forEach(line -> out.println("  " + line));
        out.println("  the elastic pool, " + result.peak() + " jobs at its peak, says: " + result.lastChange());
        out.println();
    }

    private void processes(ProcessesResult result) {
        out.println("What a job costs beside its own work on " + result.workers()
                + " warm worker JVMs, each a round trip to another process:");
        Table table = Table.of(1, "way", "jobs", "wall s", "µs a job", "correct");
        for (CostRow row : result.rows()) {
            table.row(row.way(), row.jobs(), Figures.fixed(row.wallSeconds(), 3),
                    Figures.fixed(row.microsPerJob(), 1), row.correct() ? "yes" : "NO");
        }
        table.lines().forEach(line -> out.println("  " + line));
        out.println();
    }

    void end(LevelsResult result) {
        Table table = Table.of(3, "work", "level", "order", "wall s", "speed-up", "correct");
        for (Row row : result.rows()) {
            table.row(row.work(), row.level(), row.order(), Figures.fixed(row.wallSeconds(), 3),
                    Figures.fixed(row.speedUp(), 2), row.correct() ? "yes" : "NO");
        }
        table.lines().forEach(line -> out.println("  " + line));
        out.println();
        Row kept = result.blockingOnLoop();
        out.println(
                "On the loop the io jobs are async functions, which are awaited: a blocking call keeps the loop. The "
                        + kept.jobs() + " blocking reads at once on the loop took "
                        + Figures.fixed(kept.wallSeconds(), 3)
                        + " s, a speed-up of " + Figures.fixed(kept.speedUp(), 2) + ".");
        pools(result.pools());
        processes(result.processes());
        out.println(
                "Measured: the wall time, median of " + result.rounds() + (result.rounds() == 1 ? " round" : " rounds")
                        + " after a warm-up; the speed-up is over the caller's run; every result was checked.");
        out.println("Not measured: CPU time (see footbridge perf), a cold start.");
        out.flush();
    }
}
