package dev.footbridge.cli.chaos;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.footbridge.cli.longrun.Heap;
import dev.footbridge.cli.output.Figures;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JSON file.
 *
 * @param jobs how many jobs were given out; each is in one of the next three, or unsettled
 * @param done those that settled with their result, which was checked
 * @param failedNamingCrash those that settled with an error that says why: a crash of their worker, a time limit, a cancel
 *            that was asked for
 * @param otherFailures those that settled otherwise, or for whose crash there was no cause
 * @param ranTwice jobs, and parts of jobs, that ran more often than they may
 * @param unsettled those that did not settle
 * @param kills how often a worker was killed from outside
 * @param workersLeft worker processes that were there when the crew had been closed
 * @param stops how often a worker was stopped
 * @param garbage how often garbage was written to a worker's standard streams from outside
 * @param descriptorsBefore descriptors open after the warm-up, when nothing ran
 * @param descriptorsAfter those open at the end, when nothing ran
 * @param heapBefore bytes in use after the warm-up
 * @param heapAfter bytes in use at the end
 * @param seed what chance began with
 * @param seconds how long it took
 * @param recoverySeconds how long it took, once nobody struck any more, until many jobs were done again
 * @param hosts what is of members of a cluster only
 */
@JsonPropertyOrder({"jobs", "done", "failedNamingCrash", "otherFailures", "ranTwice", "unsettled", "kills",
        "workersLeft"})
record ChaosResult(long jobs, long done, long failedNamingCrash, long otherFailures, int ranTwice, int unsettled,
        long kills, int workersLeft, long stops, long garbage, long descriptorsBefore, long descriptorsAfter,
        long heapBefore, long heapAfter, long seed, double seconds, double recoverySeconds,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable HostFigures hosts) {

    private static final double LONGEST_RECOVERY = 30;
    private static final double LONG_RUN = 120;

    /** What does not hold that must, in words; empty if all is well. */
    List<String> broken() {
        List<String> broken = new ArrayList<>();
        none(broken, otherFailures, "jobs failed otherwise than with an error that names a cause which there was");
        none(broken, ranTwice, "jobs ran more often than they may");
        none(broken, unsettled, "jobs did not settle");
        none(broken, workersLeft, "workers are left");
        if (hosts != null) {
            none(broken, hosts.orphans(), "jobs go on whose submitter died");
        }
        if (recoverySeconds > LONGEST_RECOVERY) {
            broken.add("after the last blow it took " + recoverySeconds + " s until jobs were done again, more than "
                    + LONGEST_RECOVERY);
        }
        if (done == 0) {
            broken.add("no job came to its result");
        }
        if (jobs != done + failedNamingCrash + otherFailures + unsettled) {
            broken.add("of " + jobs + " jobs " + (done + failedNamingCrash + otherFailures + unsettled)
                    + " are accounted for");
        }
        if (descriptorsAfter > descriptorsBefore + Descriptors.TOLERANCE) {
            broken.add("the open descriptors grew from " + descriptorsBefore + " to " + descriptorsAfter
                    + ", by more than " + Descriptors.TOLERANCE);
        }
        long tolerance = heapTolerance();
        if (heapAfter > heapBefore + tolerance) {
            broken.add("the heap in use grew from " + Figures.bytes(heapBefore) + " to " + Figures.bytes(heapAfter)
                    + ", by more than " + Figures.bytes(tolerance));
        }
        return broken;
    }

    /**
     * The engine of a cluster fills its buffers and tables with the members that it meets, some MiB in all: in a short run
     * most of them come after the first look. A run of minutes must be flat.
     */
    private long heapTolerance() {
        return hosts != null && seconds < LONG_RUN ? 4 * Heap.TOLERANCE : Heap.TOLERANCE;
    }

    private static void none(List<String> broken, long count, String what) {
        if (count > 0) {
            broken.add(count + " " + what);
        }
    }
}
