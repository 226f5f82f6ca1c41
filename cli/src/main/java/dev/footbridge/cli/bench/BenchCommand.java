package dev.footbridge.cli.bench;

import dev.footbridge.cli.bench.hosts.HostsCommand;
import dev.footbridge.cli.bench.processes.ProcessesCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code footbridge bench}: it only names its subjects. */
@Command(name = "bench", mixinStandardHelpOptions = true, description = BenchCommand.DOES)
public final class BenchCommand implements Runnable {

    static final String DOES = "Measures Footbridge beside its peers, in turns, and sets the figures against its targets.";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private BenchCommand() {}

    /** The command with its subjects. */
    public static CommandLine line() {
        return new CommandLine(new BenchCommand()).addSubcommand(new ProcessesCommand())
                .addSubcommand(new HostsCommand());
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no subject was given: name one of "
                + String.join(", ", spec.commandLine().getSubcommands().keySet()));
    }
}
