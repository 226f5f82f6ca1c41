package dev.footbridge.jcstress;

import java.util.stream.Collectors;
import org.openjdk.jcstress.JCStress;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.GradingResult;

/** A JVM of its own: runs jcstress with the given options, then writes one line for each result. */
final class Harness {

    private Harness() {}

    public static void main(String[] args) throws Exception {
        Options options = new Options(args);
        if (!options.parse()) {
            System.exit(2);
        }
        try {
            new JCStress(options).run();
        } catch (AssertionError failed) {
            // Some test has failed, as twins must. Which ones, the results say.
        }
        DiskReadCollector results = new DiskReadCollector(options.getResultFile(), Harness::print);
        results.dump();
        results.close();
    }

    private static void print(TestResult result) {
        String outcomes = result.grading().gradingResults.values().stream().filter(outcome -> outcome.count > 0)
                .map(Harness::shown).collect(Collectors.joining("; "));
        System.out.println(new Verdict(result.getName(), result.status().name(), forbidden(result),
                outcomes + String.join(" ", result.getMessages()) + String.join(" ", result.getVmErr())).line());
    }

    private static String shown(GradingResult outcome) {
        return (outcome.expect == Expect.ACCEPTABLE ? "" : outcome.expect + " ") + "(" + outcome.id + ") "
                + outcome.count + " times";
    }

    private static long forbidden(TestResult result) {
        return result.grading().gradingResults.values().stream().filter(outcome -> outcome.expect != Expect.ACCEPTABLE)
                .mapToLong(outcome -> outcome.count).sum();
    }
}
