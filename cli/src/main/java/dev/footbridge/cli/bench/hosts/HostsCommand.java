package dev.footbridge.cli.bench.hosts;

import dev.footbridge.cli.bench.Rounds;
import dev.footbridge.cli.output.OutputFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code footbridge bench hosts}. */
@Command(name = "hosts", mixinStandardHelpOptions = true, description = HostsCommand.DOES)
public final class HostsCommand implements Callable<Integer> {

    static final String DOES = "Compares a Cluster of 3 member JVMs with remote calls of the engine that carries it.";

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds of which each figure is the median (9).")
    private @Nullable Integer rounds;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures to this file.")
    private @Nullable Path json;

    @Option(names = "--quick", description = "One small round without a warm-up: ends within 30 seconds.")
    private boolean quick;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Makes one; the command line does. */
    public HostsCommand() {}

    @Override
    public Integer call() {
        int times = Rounds.of(rounds, quick, HostsQuestion.ROUNDS);
        OutputFile file = json == null ? null : OutputFile.at(json);
        PrintWriter out = spec.commandLine().getOut();
        HostsReport report = new HostsReport(out);
        report.begin(times);
        HostsResult result = new HostsRun(quick ? Effort.QUICK : Effort.FULL, times).run();
        report.end(result);
        if (file != null) {
            file.writeJson(result);
            out.println("Figures written to " + file);
        }
        out.flush();
        return result.correct() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
