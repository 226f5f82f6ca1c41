package dev.footbridge.cli.levels;

import dev.footbridge.cli.output.OutputFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code footbridge levels}. */
@Command(name = "levels", mixinStandardHelpOptions = true, description = LevelsCommand.DOES)
public final class LevelsCommand implements Callable<Integer> {

    static final String DOES = "Runs CPU-bound and waiting work on each level, one job after another and all at once.";

    @Option(names = "--jobs", paramLabel = "N", description = "Jobs of each kind (${DEFAULT-VALUE}).")
    private int jobs = 8;

    @Option(names = "--numbers", paramLabel = "N", description = "Numbers a CPU-bound job looks at (500000).")
    private @Nullable Integer numbers;

    @Option(names = "--latency", paramLabel = "TIME", description = "How long each reply is held back (100ms).")
    private @Nullable Duration latency;

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds of which each time is the median (3).")
    private @Nullable Integer rounds;

    @Option(names = "--crowd", paramLabel = "N", description = "Jobs at once on the elastic pool (${DEFAULT-VALUE}).")
    private int crowd = 200;

    @Option(names = "--hosts", paramLabel = "N", description = "On a cluster of so many members in this JVM, too (none).")
    private @Nullable Integer hosts;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the times to this file.")
    private @Nullable Path json;

    @Option(names = "--quick", description = "Fewer and shorter: ends within 20 seconds.")
    private boolean quick;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Makes one; the command line does. */
    public LevelsCommand() {}

    @Override
    public Integer call() {
        LevelsSettings settings = new LevelsSettings(jobs, numbers != null ? numbers : quick ? 200_000 : 500_000,
                latency != null ? latency : Duration.ofMillis(quick ? 50 : 100),
                rounds != null ? rounds : quick ? 1 : 3, crowd, LevelsSettings.hosts(hosts));
        OutputFile file = json == null ? null : OutputFile.at(json);
        PrintWriter out = spec.commandLine().getOut();
        LevelsReport report = new LevelsReport(settings, out);
        report.begin();
        LevelsResult result = new LevelsRun(settings).run();
        report.end(result);
        if (file != null) {
            file.writeJson(result);
            out.println("Times written to " + file);
        }
        return result.isCorrect() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
