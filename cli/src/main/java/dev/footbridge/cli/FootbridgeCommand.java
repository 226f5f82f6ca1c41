package dev.footbridge.cli;

import dev.footbridge.cli.input.DurationOption;
import dev.footbridge.cli.isbn.IsbnCommand;
import dev.footbridge.cli.levels.LevelsCommand;
import dev.footbridge.cli.perf.PerfCommand;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root of the command line: it only names the commands below it. */
@Command(name = "footbridge", description = "Measures what Footbridge is for, on real HTTP and on your machine.",
        mixinStandardHelpOptions = true, versionProvider = VersionLine.class, sortOptions = false,
        subcommands = {PerfCommand.class, IsbnCommand.class, LevelsCommand.class},
        footer = {"", "Try 'footbridge perf --quick' first; 'footbridge COMMAND --help' tells the options."})
final class FootbridgeCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    static CommandLine line() {
        ErrorLine errors = new ErrorLine();
        CommandLine line = new CommandLine(new FootbridgeCommand())
                .registerConverter(Duration.class, new DurationOption()).setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
        line.getSubcommands().values().forEach(sub -> sub.getCommandSpec().versionProvider(new VersionLine()));
        return line;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(),
                "no command was given: name one of perf, isbn, levels, or ask for --help");
    }
}
