package dev.footbridge.cli.isbn;

import dev.footbridge.cli.input.BadInput;
import dev.footbridge.cli.output.OutputFile;
import dev.footbridge.loop.EventLoop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code footbridge isbn}. */
@Command(name = "isbn", mixinStandardHelpOptions = true, description = IsbnCommand.DOES)
public final class IsbnCommand implements Runnable {

    static final String DOES = "Looks up some books in four ways: serial, awaited-one-by-one, two-awaits, gathered.";
    private static final String ONLY = "Run only these versions; serial,gathered for example.";
    private static final String URL = "Ask this book service of yours; {isbn} marks the place of the number,"
            + " as in https://host/volumes?q=isbn:{isbn}.";
    private static final int MOST_BOOKS = 5_000;
    private static final Duration LATENCY = Duration.ofMillis(500);
    private static final Duration QUICK_LATENCY = Duration.ofMillis(150);
    private static final Duration MOST_LATENCY = Duration.ofMinutes(1);
    private static final Duration LONG = Duration.ofMinutes(1);

    @Option(names = "--books", paramLabel = "N", description = "How many books to look up (${DEFAULT-VALUE}).")
    private int books = 14;

    @Option(names = "--latency", paramLabel = "TIME", description = "How long each reply is held back (0.5s).")
    private @Nullable Duration latency;

    @Option(names = "--only", split = ",", paramLabel = "VERSION", converter = VersionOption.class, description = ONLY)
    private List<Version> only = List.of();

    @Option(names = "--url", paramLabel = "URL", description = URL)
    private @Nullable String url;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the times to this file.")
    private @Nullable Path json;

    @Option(names = "--quick", description = "Shorter: ends within 20 seconds.")
    private boolean quick;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Makes one; the command line does. */
    public IsbnCommand() {}

    @Override
    public void run() {
        BadInput.unless(books >= 1 && books <= MOST_BOOKS, "--books is " + books + ": it must be 1 to " + MOST_BOOKS);
        BadInput.unless(url == null || latency == null,
                "--latency is of the embedded server: leave it out with --url");
        Duration hold = latency != null ? latency : quick ? QUICK_LATENCY : LATENCY;
        BadInput.unless(hold.toMillis() > 0 && hold.compareTo(MOST_LATENCY) <= 0,
                "--latency is " + hold.toMillis() + "ms: it must be 1ms to 60s, because it is the ideal");
        BookAddress address = url == null ? null : new BookAddress(url);
        OutputFile file = json == null ? null : OutputFile.at(json);
        IsbnReport report = new IsbnReport(spec.commandLine().getOut());
        List<Version> versions = address == null ? worthwhile(hold, report) : versions();
        report.begin(versions, books, address == null
                ? "a server in a process of its own on 127.0.0.1 that holds each reply back for " + hold.toMillis()
                        + " ms"
                : address.template());
        IsbnResult result = result(address, hold, versions);
        report.end(result, address == null ? IsbnReport.WARM_UP : IsbnReport.WARM_UP_OF_A_SERVICE);
        if (file != null) {
            file.writeJson(result);
            spec.commandLine().getOut().println("Times written to " + file);
        }
    }

    private IsbnResult result(@Nullable BookAddress address, Duration hold, List<Version> versions) {
        try (EventLoop loop = EventLoop.open(o -> o.withName("isbn"))) {
            IsbnRun run = new IsbnRun(versions, books, loop);
            return address == null ? run.embedded(hold) : run.service(address);
        }
    }

    private List<Version> versions() {
        return only.isEmpty() ? List.of(Version.values()) : only;
    }

    /** The versions, without those that nobody asked for by name and that would take minutes. */
    private List<Version> worthwhile(Duration hold, IsbnReport report) {
        List<Version> kept = new ArrayList<>();
        for (Version version : versions()) {
            Duration time = hold.multipliedBy(version.inARow(books));
            if (only.isEmpty() && time.compareTo(LONG) > 0) {
                report.leftOut(version, time.toSeconds());
            } else {
                kept.add(version);
            }
        }
        return kept;
    }
}
