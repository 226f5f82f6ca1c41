package dev.footbridge.cli.chaos;

import dev.footbridge.Outcome;
import dev.footbridge.cli.chaos.deeds.PlannedFailure;
import dev.footbridge.cluster.MemberLostException;
import dev.footbridge.processes.WorkerCrashedException;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What may become of a job, beside a crash of its worker or the loss of its member.
 *
 * @param value whether a value is right
 * @param failure the message of the failure that it is to throw; null if it is to bring a value
 * @param cancel the reason of the cancel that was asked for; null if none was
 * @param outlivesLimit whether it is to take longer than its time limit
 */
record Expectation(Predicate<Object> value, @Nullable String failure, @Nullable String cancel, boolean outlivesLimit) {

    /** What became of a job. */
    enum Verdict {
        /** It has the right result, which may be an exception that it was to throw. */
        DONE,
        /** It failed as its worker died, or its member was lost. */
        CRASHED,
        /** It took longer than its limit. */
        TIMED_OUT,
        /** It was cancelled, as was asked for. */
        CANCELLED,
        /** Anything else. */
        WRONG
    }

    /** It brings this. */
    static Expectation of(Object result) {
        return that(result::equals);
    }

    /** It brings something of which this holds. */
    static Expectation that(Predicate<Object> rule) {
        return new Expectation(rule, null, null, false);
    }

    /** It cannot bring anything. */
    static Expectation nothing() {
        return that(_ -> false);
    }

    Expectation orFailure(String message) {
        return new Expectation(value, message, cancel, outlivesLimit);
    }

    Expectation orCancel(String reason) {
        return new Expectation(value, failure, reason, outlivesLimit);
    }

    Expectation orTimeout() {
        return new Expectation(value, failure, cancel, true);
    }

    Verdict judge(Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Success<?>(var result) -> result != null && value.test(result) ? Verdict.DONE : Verdict.WRONG;
            case Outcome.Failure<?>(PlannedFailure planned) ->
                Objects.equals(planned.getMessage(), failure) ? Verdict.DONE : Verdict.WRONG;
            case Outcome.Failure<?>(WorkerCrashedException crash) ->
                String.valueOf(crash.getMessage()).contains("pid " + crash.pid()) ? Verdict.CRASHED : Verdict.WRONG;
            case Outcome.Failure<?>(MemberLostException loss) ->
                String.valueOf(loss.getMessage()).contains("member '" + loss.member() + "'")
                        ? Verdict.CRASHED
                        : Verdict.WRONG;
            case Outcome.Failure<?>(TimeoutException _) -> Verdict.TIMED_OUT;
            case Outcome.Failure<?> _ -> Verdict.WRONG;
            case Outcome.Cancelled<?>(String reason) -> reason.equals(cancel) ? Verdict.CANCELLED : Verdict.WRONG;
        };
    }
}
