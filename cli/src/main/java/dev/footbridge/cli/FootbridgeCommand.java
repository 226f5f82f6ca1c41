package dev.footbridge.cli;

import dev.footbridge.cli.bench.BenchCommand;
import dev.footbridge.cli.chaos.ChaosCommand;
import dev.footbridge.cli.cluster.ClusterCommand;
import dev.footbridge.cli.cluster.WorkerCommand;
import dev.footbridge.cli.input.DurationOption;
import dev.footbridge.cli.isbn.IsbnCommand;
import dev.footbridge.cli.levels.LevelsCommand;
import dev.footbridge.cli.load.LoadCommand;
import dev.footbridge.cli.perf.PerfCommand;
import dev.footbridge.cli.soak.SoakCommand;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root of the command line: it only names the commands below it. */
@Command(name = "footbridge", mixinStandardHelpOptions = true, description = FootbridgeCommand.DOES)
final class FootbridgeCommand implements Runnable {

    static final String DOES = "Measures what Footbridge is for, on real HTTP and on your machine.";
    private static final String HINT = "Try 'footbridge perf --quick'; 'footbridge COMMAND --help' lists the options.";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    static CommandLine line() {
        ErrorLine errors = new ErrorLine();
        CommandLine line = new CommandLine(new FootbridgeCommand()).addSubcommand(new PerfCommand())
                .addSubcommand(new IsbnCommand()).addSubcommand(new LevelsCommand())
                .addSubcommand(new LoadCommand()).addSubcommand(BenchCommand.line()).addSubcommand(new SoakCommand())
                .addSubcommand(new ChaosCommand()).addSubcommand(new WorkerCommand())
                .addSubcommand(new ClusterCommand());
        setUp(line);
        line.getCommandSpec().usageMessage().footer("", HINT);
        return line.registerConverter(Duration.class, new DurationOption()).setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
    }

    private static void setUp(CommandLine line) {
        line.getCommandSpec().versionProvider(new VersionLine()).usageMessage().sortOptions(false);
        line.getSubcommands().values().forEach(FootbridgeCommand::setUp);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(),
                "no command was given: name one of " + String.join(", ", spec.subcommands().keySet())
                        + ", or ask for --help");
    }
}
