package dev.footbridge.testkit;

import java.time.Duration;
import java.util.Objects;

/**
 * Runs a {@link Scenario} many times, each time with its coroutines in another order, and finds the order that breaks
 * it.
 *
 * <p>Each run has a seed, and everything that is left open is drawn from it: which coroutine goes next, how often code
 * {@linkplain Interleaving#pause pauses}, when a cancel {@linkplain Interleaving#sometime lands}, on which side of a
 * time limit. The same seed gives the same run, so a failure found once can be looked at again and again.
 *
 * {@snippet :
 * @Test
 * void aCancelledTakerLosesNothing() {
 *     Interleavings.of(1_000).explore(run -> {
 *         AsyncQueue<String> queue = AsyncQueue.bounded(1);
 *         Task<String> taker = run.loop().start(() -> queue.take());
 *         run.sometime(taker::cancel);
 *         queue.put("item");
 *         assertThat(taker.outcome() instanceof Outcome.Success || queue.tryTake().isPresent()).isTrue();
 *     });
 * }
 * }
 *
 * <p><b>Failure.</b> The first seed that fails ends it, with an {@link AssertionError} that names the place, the seed
 * and how to run just that one, and has what was thrown as its cause. A run fails if the scenario throws; if nothing
 * can go on while it has not ended, and nothing comes from other threads for a quarter of a second (a deadlock, shown
 * with the stacks of those that wait); if it takes longer than {@linkplain #withLimit the limit}; if tasks go on after
 * its end, which get half a minute of virtual time to finish; or if a failure was looked at by nobody.
 *
 * <p><b>Replay.</b> {@link #replay} runs one seed, and so does every {@code explore} under
 * {@code -Dfootbridge.seed=<seed>}. Only what runs on the loop is replayed: threads of others are as they are.
 *
 * <p>Immutable. The runs come one after another; the calling thread watches them.
 */
public final class Interleavings {

    /** The system property that has every exploration run one seed only. */
    static final String SEED = "footbridge.seed";

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final int runs;
    private final long seed;
    private final Duration limit;
    private final Leftovers leftovers;

    private Interleavings(int runs, long seed, Duration limit, Leftovers leftovers) {
        this.runs = runs;
        this.seed = seed;
        this.limit = limit;
        this.leftovers = leftovers;
    }

    /**
     * So many runs, with the seeds from 1 on.
     *
     * @param runs how many; one or more
     */
    public static Interleavings of(int runs) {
        if (runs < 1) {
            throw new IllegalArgumentException(
                    "an exploration without a run finds nothing (runs is " + runs + "): give one or more");
        }
        return new Interleavings(runs, 1, LIMIT, Leftovers.FAIL);
    }

    /** With the seeds from this one on. */
    public Interleavings withSeed(long first) {
        return new Interleavings(runs, first, limit, leftovers);
    }

    /**
     * With this limit for each run, in real time; 30 seconds unless given.
     *
     * @param limit how long; more than zero
     */
    public Interleavings withLimit(Duration limit) {
        if (!limit.isPositive()) {
            throw new IllegalArgumentException(
                    "a run takes some time (limit is " + limit + "): give more than zero, or leave the default");
        }
        return new Interleavings(runs, seed, limit, leftovers);
    }

    /** With tasks that go on after the scenario's end allowed: they are cancelled then. */
    public Interleavings abortingLeftovers() {
        return new Interleavings(runs, seed, limit, Leftovers.ABORT);
    }

    /**
     * Runs the scenario with one seed after another.
     *
     * @param scenario what to run
     * @throws AssertionError if it fails with one of them
     */
    public void explore(Scenario scenario) {
        Objects.requireNonNull(scenario, "the scenario is null: give a program to run");
        String only = System.getProperty(SEED);
        Interleavings plan = only == null ? this : new Interleavings(1, seed(only), limit, leftovers);
        plan.exploreAll(scenario);
    }

    private static long seed(String property) {
        try {
            return Long.parseLong(property.strip());
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException(
                    "a seed is a whole number (-D" + SEED + " is '" + property
                            + "'): give the one that failed, or none");
        }
    }

    /**
     * Runs the scenario with one seed, for example one that was found to fail.
     *
     * @param seed which
     * @param scenario what to run
     * @throws AssertionError if it fails
     */
    public static void replay(long seed, Scenario scenario) {
        of(1).withSeed(seed)
                .exploreAll(Objects.requireNonNull(scenario, "the scenario is null: give a program to run"));
    }

    private void exploreAll(Scenario scenario) {
        new Exploration(scenario, runs, seed, limit, leftovers).explore();
    }
}
