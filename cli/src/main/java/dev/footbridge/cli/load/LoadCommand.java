package dev.footbridge.cli.load;

import dev.footbridge.cli.input.BadInput;
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

/** {@code footbridge load}. */
@Command(name = "load", mixinStandardHelpOptions = true, description = LoadCommand.DOES)
public final class LoadCommand implements Callable<Integer> {

    static final String DOES = "Loads a Spring MVC bookshop whose page calls 20 upstreams and 3 queries: one after another,"
            + " on a pool of threads, and through Footbridge.";
    private static final int MOST_CLIENTS = 200;
    private static final int MOST_REQUESTS = 100_000;
    private static final int MOST_ROUNDS = 100;

    @Option(names = "--clients", paramLabel = "N", description = "Clients, each with one request at a time (16).")
    private @Nullable Integer clients;

    @Option(names = "--requests", paramLabel = "N", description = "Requests to each endpoint in a round (480); the slow one gets a tenth.")
    private @Nullable Integer requests;

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds, in which the endpoints take turns (5).")
    private @Nullable Integer rounds;

    @Option(names = "--warm-up", paramLabel = "N", description = "Requests to each of the two quick endpoints before (10000).")
    private @Nullable Integer warmUps;

    @Option(names = "--shop", paramLabel = "FILE.jar", description = "The bookshop (that of this source tree).")
    private @Nullable Path shop;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures to this file.")
    private @Nullable Path json;

    @Option(names = "--quick", description = "One small round, hardly warm: ends within half a minute.")
    private boolean quick;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Makes one; the command line does. */
    public LoadCommand() {}

    @Override
    public Integer call() {
        LoadSettings settings = new LoadSettings(given("--clients", clients, quick ? 8 : 16, MOST_CLIENTS),
                given("--requests", requests, quick ? 16 : 480, MOST_REQUESTS),
                given("--rounds", rounds, quick ? 1 : 5, MOST_ROUNDS),
                given("--warm-up", warmUps, quick ? 16 : 10_000, MOST_REQUESTS));
        ShopJar jar = shop == null ? ShopJar.ofSourceTree() : ShopJar.at(shop);
        OutputFile file = json == null ? null : OutputFile.at(json);
        PrintWriter out = spec.commandLine().getOut();
        LoadReport report = new LoadReport(out);
        report.begin(settings);
        LoadResult result = new LoadRun(settings, jar).run();
        report.end(result);
        if (file != null) {
            file.writeJson(result);
            out.println("Figures written to " + file);
        }
        out.flush();
        return result.correct() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static int given(String option, @Nullable Integer value, int otherwise, int most) {
        BadInput.unless(value == null || (value >= 1 && value <= most),
                option + " is " + value + ": it must be 1 to " + most);
        return value == null ? otherwise : value;
    }
}
