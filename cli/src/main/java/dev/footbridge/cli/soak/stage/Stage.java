package dev.footbridge.cli.soak.stage;

import dev.footbridge.cli.soak.subject.Home;
import dev.footbridge.cli.soak.subject.Subject;
import dev.footbridge.threads.ThreadPoolOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The levels that all programs share: event loops, and thread pools with and without a limit, of virtual and of
 * platform threads. Each has a number from zero. Any thread may use it; one closes it.
 */
public final class Stage {

    /** Levels with a lower number are event loops. */
    public static final int LOOPS = 3;

    /** The pool without a limit. */
    public static final int UNLIMITED = LOOPS;

    private static final List<Integer> POOL_LIMITS = List.of(ThreadPoolOptions.UNLIMITED, 4, 3);
    private static final long GLANCE = 1_000_000;

    /** Levels have numbers lower than this. */
    public static final int HOMES = LOOPS + POOL_LIMITS.size();

    private final Subject subject;
    private final Violations violations;
    private final FailureBook failures;
    private final List<Home> homes = new ArrayList<>();
    private final List<Section> states = new ArrayList<>();

    /** Opens the levels. */
    public Stage(Subject subject, Violations violations) {
        this.subject = subject;
        this.violations = violations;
        this.failures = new FailureBook(violations);
        for (int i = 0; i < HOMES; i++) {
            homes.add(i < LOOPS
                    ? subject.loop(nameOf(i), failures)
                    : subject.pool(nameOf(i), POOL_LIMITS.get(i - LOOPS), failures));
            states.add(new Section());
        }
    }

    /** The name of a level. */
    public static String nameOf(int home) {
        return home < LOOPS ? "soak-loop-" + (home + 1) : "soak-pool-" + (home - LOOPS + 1);
    }

    /** What programs are built from. */
    public Subject subject() {
        return subject;
    }

    /** Where failures that nobody looked at go. */
    public FailureBook failures() {
        return failures;
    }

    /** A level. */
    public Home home(int home) {
        return homes.get(home);
    }

    /** What code between two waits on a loop has to itself. */
    public Section state(int home) {
        return states.get(home);
    }

    /** How the levels stand, for people. */
    public String describe() {
        StringBuilder text = new StringBuilder();
        homes.forEach(home -> text.append("\n    ").append(home.status().get()));
        return text.toString();
    }

    /**
     * All programs have ended: waits a moment for the levels to be quiet, and says what is not right if they are not.
     *
     * @return how many tasks have not ended
     */
    public long settle(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (homes.stream().anyMatch(home -> !home.isQuiet().getAsBoolean()) && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(GLANCE);
        }
        homes.stream().filter(home -> !home.isQuiet().getAsBoolean())
                .forEach(home -> violations.add("a level is not quiet after all programs have ended: "
                        + home.status().get()));
        for (int i = 0; i < LOOPS; i++) {
            Section state = states.get(i);
            long lost = homes.get(i).level().call(state::lost);
            if (lost != 0) {
                violations.add(lost + " steps of a counter between two waits were lost on " + nameOf(i));
            }
        }
        return homes.stream().mapToLong(home -> home.pending().getAsLong()).sum();
    }

    /** Ends the levels, by force if something is left on them; the books about failures are closed with them. */
    public void close() {
        homes.forEach(home -> (home.pending().getAsLong() == 0 ? home.close() : home.abort()).run());
        failures.closeAll();
    }
}
