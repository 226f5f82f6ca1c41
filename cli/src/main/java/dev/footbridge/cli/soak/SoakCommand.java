package dev.footbridge.cli.soak;

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

/** {@code footbridge soak}. */
@Command(name = "soak", mixinStandardHelpOptions = true, description = SoakCommand.DOES)
public final class SoakCommand implements Callable<Integer> {

    static final String DOES = "Runs random programs on event loops, pools and threads at once, and checks what must"
            + " hold.";

    @Option(names = "--minutes", paramLabel = "N", description = "How long, in minutes (1).")
    private @Nullable Integer minutes;

    @Option(names = "--seconds", paramLabel = "N", description = "How long, in seconds, instead of --minutes.")
    private @Nullable Integer seconds;

    @Option(names = "--seed", paramLabel = "N", description = "Begin with the program of this seed (a random one).")
    private @Nullable Long seed;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures to this file.")
    private @Nullable Path json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Makes one; the command line does. */
    public SoakCommand() {}

    @Override
    public Integer call() {
        SoakSettings settings = SoakSettings.of(minutes, seconds, seed);
        OutputFile file = json == null ? null : OutputFile.at(json);
        PrintWriter out = spec.commandLine().getOut();
        try (EarlyEnd early = EarlyEnd.watch()) {
            SoakResult result = new SoakRun(settings, new SoakReport(settings, out), early).run();
            if (file != null) {
                file.writeJson(result);
                out.println("Figures written to " + file);
            }
            out.flush();
            return result.isFine() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }
}
