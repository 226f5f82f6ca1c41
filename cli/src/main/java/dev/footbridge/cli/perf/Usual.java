package dev.footbridge.cli.perf;

import java.time.Duration;
import java.util.List;

/**
 * What is measured where nothing else is asked for: as {@link PerfSettings}, which checks it.
 *
 * @param calls the numbers of calls
 * @param payloads the sizes of the replies
 * @param average the number of rounds
 * @param warmUpCalls the number of calls of the warm-up, for each way
 * @param latency how long each reply is held back
 * @param enough the time after which one round of what is left will do
 */
record Usual(List<Integer> calls, List<Integer> payloads, int average, int warmUpCalls, Duration latency,
        Duration enough) {

    private static final List<Integer> PAYLOADS = List.of(300, 64 << 10);

    static final Usual FULL = new Usual(List.of(10, 100, 1000), PAYLOADS, 10, 20_000, Duration.ofMillis(20),
            Duration.ofDays(1));
    /** On a busy machine the rest is cut short, so that it ends in time. */
    static final Usual QUICK = new Usual(List.of(10, 100), PAYLOADS, 3, 500, Duration.ofMillis(5),
            Duration.ofSeconds(8));

    /** Just that, on the embedded server. */
    PerfSettings settings() {
        return new PerfSettings(calls, payloads, average, warmUpCalls, latency, enough, List.of());
    }
}
