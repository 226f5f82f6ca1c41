package dev.footbridge.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.Outcome;
import dev.footbridge.cli.chaos.Expectation.Verdict;
import dev.footbridge.cli.chaos.deeds.PlannedFailure;
import dev.footbridge.processes.WorkerCrashedException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class ExpectationTest {

    private static Outcome<?> failure(Throwable error) {
        return new Outcome.Failure<>(error);
    }

    @Test
    void takesNoResultButTheRightOne() {
        assertThat(Expectation.of(1L).judge(new Outcome.Success<>(1L))).isEqualTo(Verdict.DONE);
        assertThat(Expectation.of(1L).judge(new Outcome.Success<>(2L))).isEqualTo(Verdict.WRONG);
        assertThat(Expectation.of(1L).judge(new Outcome.Success<>(null))).isEqualTo(Verdict.WRONG);
        assertThat(Expectation.nothing().judge(new Outcome.Success<>(1L))).isEqualTo(Verdict.WRONG);
    }

    @Test
    void takesNoFailureButTheOnePlannedAndThoseThatNameACause() {
        Expectation expected = Expectation.nothing().orFailure(String.valueOf(new PlannedFailure("a").getMessage()));
        assertThat(expected.judge(failure(new PlannedFailure("a")))).isEqualTo(Verdict.DONE);
        assertThat(expected.judge(failure(new PlannedFailure("b")))).isEqualTo(Verdict.WRONG);
        assertThat(expected.judge(failure(new IllegalStateException("a fails, as planned")))).isEqualTo(Verdict.WRONG);
        assertThat(Expectation.of(1).judge(failure(new TimeoutException("x")))).isEqualTo(Verdict.TIMED_OUT);
        assertThat(Expectation.of(1).judge(failure(new WorkerCrashedException("w (pid 5) died", "w", 5, 1, ""))))
                .isEqualTo(Verdict.CRASHED);
        assertThat(Expectation.of(1).judge(failure(new WorkerCrashedException("it died", "w", 5, 1, ""))))
                .as("it does not say which process").isEqualTo(Verdict.WRONG);
    }

    @Test
    void takesNoCancelButTheOneAskedFor() {
        Expectation expected = Expectation.of(1).orCancel("enough");
        assertThat(expected.judge(new Outcome.Cancelled<>("enough"))).isEqualTo(Verdict.CANCELLED);
        assertThat(expected.judge(new Outcome.Cancelled<>("closed"))).isEqualTo(Verdict.WRONG);
        assertThat(Expectation.of(1).judge(new Outcome.Cancelled<>("enough"))).isEqualTo(Verdict.WRONG);
    }
}
