package dev.footbridge.cli.bench.processes;

import dev.footbridge.cli.bench.Rounds;
import dev.footbridge.cli.output.OutputFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code footbridge bench processes}. */
@Command(name = "processes", mixinStandardHelpOptions = true, description = ProcessesCommand.DOES)
public final class ProcessesCommand implements Runnable {

    static final String DOES = "Compares a ProcessPool of 2 workers with CPython's ProcessPoolExecutor(2), forked and"
            + " spawned.";

    @Option(names = "--python", paramLabel = "PATH", description = "CPython 3.11 or later (the one on the PATH).")
    private @Nullable String python;

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds of which each figure is the median (5).")
    private @Nullable Integer rounds;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures to this file.")
    private @Nullable Path json;

    @Option(names = "--quick", description = "One small round without a warm-up: ends within 20 seconds.")
    private boolean quick;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Makes one; the command line does. */
    public ProcessesCommand() {}

    @Override
    public void run() {
        int times = Rounds.of(rounds, quick, ProcessesQuestion.ROUNDS);
        OutputFile file = json == null ? null : OutputFile.at(json);
        Optional<Python> peer = python == null ? Python.find() : Optional.of(Python.at(python));
        PrintWriter out = spec.commandLine().getOut();
        ProcessesReport report = new ProcessesReport(out);
        report.begin(times, peer);
        ProcessesResult result = new ProcessesRun(quick ? Effort.QUICK : Effort.FULL, times, peer).run();
        report.end(result);
        if (file != null) {
            file.writeJson(result);
            out.println("Figures written to " + file);
        }
    }
}
