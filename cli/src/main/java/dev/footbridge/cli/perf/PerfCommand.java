package dev.footbridge.cli.perf;

import dev.footbridge.cli.http.Probe;
import dev.footbridge.cli.input.BadInput;
import dev.footbridge.cli.output.BarChart;
import dev.footbridge.cli.output.OutputFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code footbridge perf}. */
@Command(name = "perf", mixinStandardHelpOptions = true, description = PerfCommand.DOES)
public final class PerfCommand implements Runnable {

    static final String DOES = "Compares the CPU time of many HTTP calls made from blocking code: on a pool of threads,"
            + " on a thread each, and through Footbridge.";

    @Option(names = "--calls", split = ",", paramLabel = "N", description = "Calls made at once (10,100,1000).")
    private List<Integer> calls = List.of();

    @Option(names = "--average", paramLabel = "N", description = "Rounds of which each figure is the mean (10).")
    private @Nullable Integer average;

    @Option(names = "--payload", split = ",", paramLabel = "BYTES", description = "Sizes of a reply (300,65536).")
    private List<Integer> payloads = List.of();

    @Option(names = "--latency", paramLabel = "TIME", description = "How long each reply is held back (20ms).")
    private @Nullable Duration latency;

    @Option(names = "--warm-up", paramLabel = "N", description = "Calls each way makes before it counts (20000).")
    private @Nullable Integer warmUp;

    @Option(names = "--url", paramLabel = "URL", description = "Measure this page of yours; may be given again.")
    private List<String> urls = List.of();

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures to this file.")
    private @Nullable Path json;

    @Option(names = "--chart", paramLabel = "FILE.svg", description = "Draw the CPU time per call into this file.")
    private @Nullable Path chart;

    @Option(names = "--quick", description = "Fewer, shorter and rougher: ends within 20 seconds.")
    private boolean quick;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Makes one; the command line does. */
    public PerfCommand() {}

    @Override
    public void run() {
        PerfSettings settings = settings();
        OutputFile jsonFile = json == null ? null : OutputFile.at(json);
        OutputFile chartFile = chart == null ? null : OutputFile.at(chart);
        if (chartFile != null) {
            BarChart.check();
        }
        PrintWriter out = spec.commandLine().getOut();
        PerfResult result = new PerfRun(settings, out).run();
        if (jsonFile != null) {
            jsonFile.writeJson(result);
            out.println("Figures written to " + jsonFile);
        }
        if (chartFile != null) {
            chartFile.write(PerfReport.chart(result));
            out.println("Chart drawn into " + chartFile);
        }
    }

    private PerfSettings settings() {
        BadInput.unless(urls.isEmpty() || (latency == null && payloads.isEmpty()),
                "--latency and --payload are of the embedded server: leave them out with --url");
        Usual usual = quick ? Usual.QUICK : Usual.FULL;
        return new PerfSettings(given(calls, usual.calls()), given(payloads, usual.payloads()),
                average != null ? average : usual.average(), warmUp != null ? warmUp : usual.warmUpCalls(),
                latency != null ? latency : usual.latency(), usual.enough(),
                urls.stream().map(Probe::address).toList());
    }

    private static List<Integer> given(List<Integer> values, List<Integer> otherwise) {
        return values.isEmpty() ? otherwise : values;
    }
}
