package dev.footbridge.cli.perf;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.footbridge.cli.input.BadInput;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/**
 * What to measure, checked.
 *
 * @param calls the numbers of calls
 * @param payloads the sizes of the replies of the embedded server
 * @param average the number of rounds
 * @param warmUpCalls the number of calls of the warm-up, for each way
 * @param latency how long the embedded server holds each reply back
 * @param enough the time after which one round of what is left will do
 * @param urls the user's pages, in place of the embedded server
 */
record PerfSettings(List<Integer> calls, List<Integer> payloads, int average, int warmUpCalls, Duration latency,
        Duration enough, List<URI> urls) {

    private static final int MOST_CALLS = 4_000;
    private static final int MOST_ROUNDS = 1_000;
    private static final int MOST_BYTES = 16 << 20;
    private static final int MOST_WARM_UP = 1_000_000;
    private static final Duration MOST_LATENCY = Duration.ofMinutes(1);
    /** Ways that keep a connection for each call: thread-per-call and the two of Footbridge. */
    private static final int WAYS_WITH_A_CONNECTION_PER_CALL = 3;
    private static final int OTHER_FILES = 200;

    PerfSettings {
        calls.forEach(n -> within("--calls", n, 1, MOST_CALLS));
        payloads.forEach(n -> within("--payload", n, 0, MOST_BYTES));
        within("--average", average, 1, MOST_ROUNDS);
        within("--warm-up", warmUpCalls, 0, MOST_WARM_UP);
        BadInput.unless(!latency.isNegative() && latency.compareTo(MOST_LATENCY) <= 0,
                "--latency is " + latency.toMillis() + "ms: it must be 0 to 60s");
        BadInput.unless(latency.equals(Duration.ofMillis(latency.toMillis())),
                "--latency is " + latency + ": it must be whole milliseconds");
        calls = List.copyOf(calls);
        payloads = List.copyOf(payloads);
        urls = List.copyOf(urls);
        checkFiles(Collections.max(calls));
    }

    private static void within(String option, int value, int least, int most) {
        BadInput.unless(value >= least && value <= most,
                option + " is " + value + ": it must be " + least + " to " + most);
    }

    private static void checkFiles(int mostCalls) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            long needed = (long) mostCalls * WAYS_WITH_A_CONNECTION_PER_CALL + OTHER_FILES;
            BadInput.unless(needed <= system.getMaxFileDescriptorCount(),
                    "--calls is " + mostCalls + ": the connections need " + needed + " open files, the system allows "
                            + system.getMaxFileDescriptorCount() + ": ask for fewer or raise it (ulimit -n)");
        }
    }
}
