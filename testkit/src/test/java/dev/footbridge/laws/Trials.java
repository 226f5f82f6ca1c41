package dev.footbridge.laws;

import dev.footbridge.testkit.Interleaving;
import dev.footbridge.testkit.Interleavings;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs of {@link Judged} programs, each of which is judged before the next one begins. */
final class Trials {

    private static final String REPORTED = "nobody looked at it";

    private static final String ONLY = "footbridge.seed";

    private final IntFunction<Interleavings> plan;
    private final Supplier<? extends Judged> programs;
    private @Nullable Judged current;
    private @Nullable AssertionError verdict;
    private long seed;

    Trials(IntFunction<Interleavings> plan, Supplier<? extends Judged> programs) {
        this.plan = plan;
        this.programs = programs;
    }

    /** Explores; what was only reported does not end it. */
    void explore(int runs) {
        boolean goesOn = true;
        while (goesOn) {
            goesOn = false;
            try {
                plan.apply((int) (runs - seed)).withSeed(seed + 1).explore(this::next);
            } catch (AssertionError failure) {
                report(failure);
                goesOn = seed < runs && System.getProperty(ONLY) == null;
            }
            judge();
            if (verdict != null) {
                throw verdict;
            }
        }
    }

    private void next(Interleaving run) throws Exception {
        judge();
        if (verdict != null) {
            throw verdict;
        }
        seed = run.seed();
        Judged program = programs.get();
        current = program;
        program.run(run);
    }

    private void report(AssertionError failure) {
        Judged program = current;
        if (program == null || !String.valueOf(failure.getMessage()).contains(REPORTED)) {
            throw verdict == null ? failure : verdict;
        }
        try {
            program.reported(failure.getCause());
            for (Throwable further : failure.getSuppressed()) {
                program.reported(further.getCause());
            }
        } catch (AssertionError wrong) {
            verdict = failed(program, wrong);
        }
    }

    private void judge() {
        Judged program = current;
        current = null;
        if (program == null || verdict != null) {
            return;
        }
        try {
            program.judge();
        } catch (AssertionError wrong) {
            verdict = failed(program, wrong);
        }
    }

    private AssertionError failed(Judged program, AssertionError wrong) {
        return new AssertionError(
                program.getClass().getSimpleName() + " fails with seed " + seed + ": " + wrong.getMessage(), wrong);
    }
}
