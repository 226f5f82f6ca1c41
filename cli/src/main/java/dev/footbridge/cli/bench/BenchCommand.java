package dev.footbridge.cli.bench;

import dev.footbridge.cli.bench.hosts.HostsCommand;
import dev.footbridge.cli.bench.jmh.BenchmarksJar;
import dev.footbridge.cli.bench.processes.ProcessesCommand;
import dev.footbridge.cli.bench.question.Pace;
import dev.footbridge.cli.bench.report.Findings;
import dev.footbridge.cli.bench.report.ReportFiles;
import dev.footbridge.cli.bench.report.Terminal;
import dev.footbridge.cli.output.OutputFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code footbridge bench}: all questions, or some; its subjects below have options of their own. */
@Command(name = "bench", mixinStandardHelpOptions = true, description = BenchCommand.DOES)
public final class BenchCommand implements Callable<Integer> {

    static final String DOES = "Measures Footbridge beside its peers, in turns, and sets the figures against its"
            + " targets: all questions, or one subject with options of its own.";
    private static final Path OUT = Path.of("bench-report");
    /** A word that a shell takes as it is. */
    private static final Pattern PLAIN = Pattern.compile("[\\w./,=:@%+-]+");

    @Option(names = "--only", split = ",", paramLabel = "QUESTION", description = "Only these, as queue,lock,http.")
    private List<String> only = List.of();

    @Option(names = "--out", paramLabel = "FOLDER", description = "For bench.json, bench.html and bench.md"
            + " (bench-report).")
    private Path folder = OUT;

    @Option(names = "--benchmarks", paramLabel = "FILE.jar", description = "The benchmarks of JMH (those of this source"
            + " tree).")
    private @Nullable Path benchmarks;

    @Option(names = "--jmh", paramLabel = "ARGUMENTS", description = "What JMH is told besides, in quotes: \"-f 5"
            + " -p capacity=64\".")
    private String jmh = "";

    @Option(names = "--quick", description = "Everything for a moment, two at a time: ends within 90 seconds.")
    private boolean quick;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private BenchCommand() {}

    /** The command with its subjects. */
    public static CommandLine line() {
        return new CommandLine(new BenchCommand()).addSubcommand(new ProcessesCommand())
                .addSubcommand(new HostsCommand());
    }

    @Override
    public Integer call() {
        Pace pace = quick ? Pace.QUICK : Pace.FULL;
        Questions questions = Questions.of(only,
                () -> (benchmarks == null ? BenchmarksJar.ofSourceTree() : BenchmarksJar.at(benchmarks)).with(jmh));
        OutputFolder out = OutputFolder.at(folder);
        ReportFiles files = ReportFiles.in(out);
        BenchRun run = new BenchRun(commandLine(), pace, questions.asked(pace, out.folder("jmh")), files);
        Terminal terminal = new Terminal(spec.commandLine().getOut());
        terminal.begin(run.machine(), pace, run.names());
        Findings findings = run.run();
        terminal.end(findings);
        spec.commandLine().getOut().println("Written to " + files);
        spec.commandLine().getOut().flush();
        return findings.hasFailed() ? ExitCode.SOFTWARE : ExitCode.OK;
    }

    private String commandLine() {
        return spec.root().commandLine().getParseResult().originalArgs().stream()
                .map(word -> PLAIN.matcher(word).matches() ? word : "'" + word + "'")
                .collect(Collectors.joining(" ", "./footbridge ", ""));
    }
}
