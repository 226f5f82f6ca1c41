package dev.footbridge.cli.chaos;

import dev.footbridge.cli.output.Figures;
import java.io.PrintWriter;
import java.util.Collection;

/** Tells people what runs and what came out. */
final class ChaosReport {

    private static final int MOST_EXAMPLES = 10;

    private final ChaosSettings settings;
    private final PrintWriter out;

    ChaosReport(ChaosSettings settings, PrintWriter out) {
        this.settings = settings;
        this.out = out;
    }

    void begin() {
        out.println("Chaos for " + settings.length().toSeconds() + " s: " + settings.kinds().size()
                + " kinds of jobs from threads and coroutines, while workers are killed, stopped and garbled, on "
                + Runtime.getRuntime().availableProcessors() + " CPUs, Java " + Runtime.version());
        out.println("  seed " + settings.seed());
        out.flush();
    }

    /** Some of those that are as they must not be. */
    void examples(String what, Collection<String> which) {
        which.stream().limit(MOST_EXAMPLES).forEach(each -> out.println("  " + what + ": " + each));
        if (which.size() > MOST_EXAMPLES) {
            out.println("  and " + (which.size() - MOST_EXAMPLES) + " more of that");
        }
        out.flush();
    }

    /** It has hung, and so the crew looks. */
    void hangs(String crew) {
        out.println("  it hangs: " + crew);
        out.flush();
    }

    void end(ChaosResult result, long crashed, long timedOut, long cancelled) {
        out.println(Figures.grouped(result.jobs()) + " jobs in " + Figures.fixed(result.seconds(), 1) + " s: "
                + Figures.grouped(result.done()) + " done, " + Figures.grouped(result.failedNamingCrash())
                + " failed with their cause (" + crashed + " by a crash, " + timedOut + " by a time limit, " + cancelled
                + " by a cancel), " + result.otherFailures() + " failed otherwise, " + result.ranTwice()
                + " ran twice, "
                + result.unsettled() + " unsettled");
        out.println("  " + result.kills() + " kills, " + result.stops() + " stops and " + result.garbage()
                + " lots of garbage from outside; " + result.workersLeft() + " workers left; descriptors "
                + result.descriptorsBefore() + " after the warm-up, " + result.descriptorsAfter()
                + " at the end; heap in use "
                + Figures.bytes(result.heapBefore()) + ", " + Figures.bytes(result.heapAfter()));
        HostFigures hosts = result.hosts();
        if (hosts != null) {
            out.println("  " + hosts.joined() + " members joined, " + hosts.left() + " were told to leave, "
                    + hosts.rivals() + " other submitters were killed, of whose jobs " + hosts.orphans()
                    + " went on; " + hosts.cuts() + " cuts; " + hosts.lost() + " losses of members with jobs, "
                    + hosts.retried() + " jobs sent again, " + hosts.late() + " late replies left aside");
        }
        out.println("  jobs were done again " + result.recoverySeconds() + " s after the last blow");
        result.broken().forEach(line -> out.println("BROKEN: " + line + " (seed " + result.seed() + ")"));
        if (result.broken().isEmpty()) {
            out.println(
                    "All held that must: each job settled once, with its result or its cause, and nothing is left.");
        }
        out.flush();
    }
}
