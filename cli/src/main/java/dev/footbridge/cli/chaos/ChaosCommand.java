package dev.footbridge.cli.chaos;

import dev.footbridge.cli.longrun.EarlyEnd;
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

/** {@code footbridge chaos}. */
@Command(name = "chaos", mixinStandardHelpOptions = true, description = ChaosCommand.DOES)
public final class ChaosCommand implements Callable<Integer> {

    static final String DOES = "Kills, stops and garbles workers at random while jobs run on them, and checks what became"
            + " of each job.";

    @Option(names = "--processes", description = "On worker JVMs of a process pool on this host.")
    private boolean processes;

    @Option(names = "--hosts", description = "On members of a cluster, JVMs of their own on this host.")
    private boolean hosts;

    @Option(names = "--minutes", paramLabel = "N", description = "How long, in minutes (1).")
    private @Nullable Integer minutes;

    @Option(names = "--seconds", paramLabel = "N", description = "How long, in seconds, instead of --minutes.")
    private @Nullable Integer seconds;

    @Option(names = "--seed", paramLabel = "N", description = "What chance begins with (a random number).")
    private @Nullable Long seed;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures to this file.")
    private @Nullable Path json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Makes one; the command line does. */
    public ChaosCommand() {}

    @Override
    public Integer call() {
        ChaosSettings settings = ChaosSettings.of(processes, hosts, minutes, seconds, seed);
        OutputFile file = json == null ? null : OutputFile.at(json);
        PrintWriter out = spec.commandLine().getOut();
        try (EarlyEnd early = EarlyEnd.watch()) {
            ChaosResult result = new ChaosRun(settings, new ChaosReport(settings, out), early).run();
            if (file != null) {
                file.writeJson(result);
                out.println("Figures written to " + file);
            }
            out.flush();
            return result.broken().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }
}
