package dev.footbridge.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Level;
import dev.footbridge.Outcome;
import dev.footbridge.Task;
import dev.footbridge.testkit.Interleaving;
import dev.footbridge.testkit.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Tasks that send errands to the thread that runs the scenario, which waits for them or yields: some are taken back,
 * some are out of time, some call the loop again. What is drawn is drawn on the loop; what an errand does in between is
 * beside the loop, so that the moment of its end is the machine's, and two runs of one seed may differ by that.
 */
final class ErrandProgram {

    private final Interleaving run;
    private final Level callers;
    private final Thread caller = Thread.currentThread();
    /** Only errands touch it, so only the caller's thread. */
    private final List<Integer> begun = new ArrayList<>();
    private int sent;
    private int done;

    private ErrandProgram(Interleaving run, Level callers) {
        this.run = run;
        this.callers = callers;
    }

    /** The program, with errands sent by way of this. */
    static Scenario with(Function<Interleaving, Level> callers) {
        return run -> new ErrandProgram(run, callers.apply(run)).run();
    }

    private void run() {
        List<Task<Void>> askers = new ArrayList<>();
        for (int i = run.draw(4); i >= 0; i--) {
            Task<Void> asker = run.loop().start(() -> {
                for (int k = run.draw(4); k >= 0; k--) {
                    run.pause();
                    ask();
                }
            });
            askers.add(asker);
            if (run.draw(4) == 0) {
                run.sometime(asker::cancel);
            }
        }
        for (Task<Void> asker : askers) {
            run.pause();
            if (asker.outcome() instanceof Outcome.Failure<Void>(Throwable error)) {
                throw new AssertionError(asker + " failed: " + error, error);
            }
        }
        assertThat(begun).as("errands in the order they were sent").isSorted().doesNotHaveDuplicates();
        assertThat(begun.size()).as("errands that were done").isGreaterThanOrEqualTo(done);
    }

    private void ask() {
        int number = sent++;
        boolean calls = run.draw(3) == 0;
        Task<Integer> errand = callers.start(() -> work(number, calls));
        boolean limited = run.draw(4) == 0;
        if (run.draw(5) == 0) {
            try {
                run.pause();
            } finally {
                errand.cancel("not needed"); // also when the asker is cancelled: nothing of it outlives the call
            }
            if (!(errand.outcome() instanceof Outcome.Failure<Integer>(Throwable error))) {
                return;
            }
            throw new AssertionError("an errand failed: " + error, error);
        }
        try {
            int value = limited ? errand.result(Duration.ofMillis(1 + run.draw(3))) : errand.result();
            assertThat(value).as("what the errand brought").isEqualTo(number);
            done++;
        } catch (TimeoutException _) {
            assertThat(limited && errand.isDone()).as("it was limited, and has ended").isTrue();
        }
    }

    private int work(int number, boolean calls) {
        assertThat(Thread.currentThread()).as("the errand's thread").isSameAs(caller);
        begun.add(number);
        if (calls) {
            run.loop().call(run::pause);
        }
        return number;
    }
}
