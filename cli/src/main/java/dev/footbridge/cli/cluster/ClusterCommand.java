package dev.footbridge.cli.cluster;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code footbridge cluster}: names what can be asked of one. */
@Command(name = "cluster", mixinStandardHelpOptions = true, description = "Looks at a cluster.", subcommands = StatsCommand.class)
public final class ClusterCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Makes one; the command line does. */
    public ClusterCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(),
                "nothing was asked of the cluster: name stats, or ask for --help");
    }
}
