package dev.footbridge.cli.soak;

import dev.footbridge.cli.output.Figures;
import dev.footbridge.cli.output.Table;
import dev.footbridge.cli.soak.kinds.Kind;
import dev.footbridge.cli.soak.stage.Stage;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Tells people what runs, what was found, and what came out. Programs are told of by any thread. */
final class SoakReport {

    private static final int LINES = 10;
    private static final long LEAST_SECONDS = 5;

    private final SoakSettings settings;
    private final PrintWriter out;
    private final Map<String, LongAdder> ran = new ConcurrentHashMap<>();
    private final long step;
    private long next;

    SoakReport(SoakSettings settings, PrintWriter out) {
        this.settings = settings;
        this.out = out;
        this.step = Math.max(settings.length().dividedBy(LINES).toNanos(),
                Duration.ofSeconds(LEAST_SECONDS).toNanos());
        this.next = step;
    }

    void begin(int drivers) {
        out.println("Random programs for " + settings.length().toSeconds() + " s, " + drivers + " at once, on "
                + Stage.LOOPS + " event loops, " + (Stage.HOMES - Stage.LOOPS) + " thread pools and plain threads, on "
                + Runtime.getRuntime().availableProcessors() + " CPUs, Java " + Runtime.version());
        out.println("  seed " + settings.seed() + ", and one more for each program: --seed N begins with program N");
        out.flush();
    }

    /** A program has ended. */
    void ran(Drawn drawn, boolean wrong) {
        ran.computeIfAbsent(drawn.kind().name(), _ -> new LongAdder()).increment();
        if (wrong) {
            say("  the program of " + drawn.describe());
        }
    }

    void violation(String what) {
        say("  VIOLATION: " + what);
    }

    private void say(String text) {
        out.println(text);
        out.flush();
    }

    long programs() {
        return ran.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** Says now and then how far it is. */
    void progress(long nanos, int violations) {
        if (nanos >= next) {
            next += step;
            say("  " + Duration.ofNanos(nanos).toSeconds() + " s: " + Figures.grouped(programs()) + " programs, "
                    + violations + " violations");
        }
    }

    void end(SoakResult result, long heapBefore, long heapAfter) {
        Table table = Table.of(1, "kind", "programs");
        for (Kind kind : settings.kinds()) {
            LongAdder count = ran.get(kind.name());
            table.row(kind.name(), Figures.grouped(count == null ? 0 : count.sum()));
        }
        out.println();
        table.lines().forEach(line -> out.println("  " + line));
        out.println();
        out.println(Figures.grouped(result.programs()) + " programs in " + Figures.fixed(result.seconds(), 1) + " s: "
                + result.violations() + " violations, " + result.pending() + " tasks pending, " + result.threadsLeft()
                + " threads left; heap in use " + Figures.bytes(heapBefore) + " near the start, "
                + Figures.bytes(heapAfter) + " at the end");
        out.flush();
    }
}
