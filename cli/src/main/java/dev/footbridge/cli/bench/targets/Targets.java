package dev.footbridge.cli.bench.targets;

import java.util.List;

/** The targets of the benchmarks. Those of process pools and clusters stand with the steps that they are for. */
public final class Targets {

    private static final String OWN_LOOP = "kotlinRunBlockingOwnLoop";
    private static final String HAND_OVER = "(?!" + OWN_LOOP + "$).*";

    private static final List<Target> ALL = List.of(
            Target.of("a call, to any hand-over", "bridge", 0.03).by("footbridgeCall").against(HAND_OVER),
            Target.of("a call, to Kotlin's runBlocking on its own loop", "bridge", 0.5).by("footbridgeCall")
                    .against(OWN_LOOP),
            Target.of("a switch, to a virtual thread's yield", "switching", 1.5).by("footbridge")
                    .against("virtualThreadYield"),
            Target.of("the same with one carrier thread", "switching", 1.5).by("footbridgeOneCarrier")
                    .against("virtualThreadYieldOneCarrier"),
            Target.of("a switch, to asyncio's", "switching", 0.4).by("footbridge").against("asyncio.*"),
            Target.of("a queue of capacity 64, to the best", "queue", 0.4).where("capacity", "64"),
            Target.of("a queue of capacity 0 or 1, to the best", "queue", 1.5).where("capacity", "[01]"),
            Target.of("a generator 256 ahead, to the best", "generator", 0.5).where("buffer", "256"),
            Target.of("100,000 jobs that do not wait, to Kotlin and virtual threads", "gather", 0.2)
                    .where("jobs", "100000").where("waits", "0").against("kotlin.*|virtualThread.*"),
            Target.of("100,000 jobs that wait once, to virtual threads", "gather", 1).where("jobs", "100000")
                    .where("waits", "1").against("virtualThread.*"),
            Target.of("a lock, to Kotlin's Mutex", "lock", 0.5).by("footbridgeLock").against("kotlinMutex"));

    private Targets() {}

    /** Those of one question. */
    public static List<Target> of(String question) {
        return ALL.stream().filter(target -> target.question().equals(question)).toList();
    }
}
