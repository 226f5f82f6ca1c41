package dev.footbridge.cli.cluster;

import dev.footbridge.cli.output.OutputFile;
import dev.footbridge.cli.output.Table;
import dev.footbridge.cluster.Cluster;
import dev.footbridge.cluster.ClusterStats;
import dev.footbridge.cluster.MemberStats;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code footbridge cluster stats}. */
@Command(name = "stats", mixinStandardHelpOptions = true, description = "Shows the members that run jobs, and how many of their slots are taken.")
public final class StatsCommand implements Callable<Integer> {

    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @Option(names = "--wait", paramLabel = "TIME", description = "How long to look for members (5s).")
    private Duration wait = Duration.ofSeconds(5);

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures to this file.")
    private @Nullable Path json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Makes one; the command line does. */
    public StatsCommand() {}

    @Override
    public Integer call() {
        OutputFile file = json == null ? null : OutputFile.at(json);
        PrintWriter out = spec.commandLine().getOut();
        try (Cluster cluster = Cluster.open(o -> network.on(o).withOpenTimeout(wait))) {
            ClusterStats stats = cluster.stats();
            Table table = Table.of(2, "member", "address", "slots", "taken", "async slots", "taken");
            List<MemberStats> members = stats.members().stream().sorted(Comparator.comparing(MemberStats::name))
                    .toList();
            members.forEach(each -> table.row(each.name() + (each.isLeaving() ? " (leaving)" : ""), each.address(),
                    each.slots(), each.others(), each.asyncSlots(), each.asyncOthers()));
            table.lines().forEach(out::println);
            if (file != null) {
                file.writeJson(members);
                out.println("Figures written to " + file);
            }
            return ExitCode.OK;
        } catch (IllegalArgumentException | IllegalStateException refused) {
            throw NetworkOptions.refused(refused);
        }
    }
}
