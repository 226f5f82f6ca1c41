package dev.footbridge.cli.chaos;

import dev.footbridge.Outcome;
import dev.footbridge.cli.chaos.Expectation.Verdict;
import dev.footbridge.cluster.MemberLostException;
import dev.footbridge.processes.WorkerCrashedException;
import dev.footbridge.processes.WorkerStartException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Which jobs were given out, and what became of each. Any thread may use it. */
final class Ledger {

    /** So many are kept for a second look; more would fill the heap that is looked at, too. */
    private static final int MOST_SUSPECTS = 5_000;
    private static final int LONGEST = 300;

    private final Map<Long, Entry> pending = new ConcurrentHashMap<>();
    private final Map<Verdict, LongAdder> counts = new EnumMap<>(Verdict.class);
    private final LongAdder jobs = new LongAdder();
    private final ConcurrentLinkedQueue<Suspect> suspects = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicInteger keptSuspects = new AtomicInteger();
    private final AtomicInteger keptWrong = new AtomicInteger();
    private final BooleanSupplier ending;
    private volatile boolean closed;

    /** An empty one, for a process that starts no workers any more once this says so. */
    Ledger(BooleanSupplier ending) {
        this.ending = ending;
        for (Verdict verdict : Verdict.values()) {
            counts.put(verdict, new LongAdder());
        }
    }

    /**
     * A job that is given out.
     *
     * @param number its number
     * @param kind its kind
     * @param expected what may become of it
     */
    record Given(long number, String kind, Expectation expected) {

        String title() {
            return kind + " job " + number;
        }
    }

    private record Entry(Given job, Attempt attempt) {}

    /**
     * A job that a crash or a time limit ended, for which there must be a cause.
     *
     * @param job which
     * @param pid the process that is said to have died; zero if the job took too long
     * @param message what the error says
     */
    record Suspect(String job, long number, long pid, String message) {}

    /** A job was given out. */
    void began(Given job, Attempt attempt) {
        jobs.increment();
        pending.put(job.number(), new Entry(job, attempt));
    }

    /** It was not taken. */
    void refused(Given job, Throwable error) {
        jobs.increment();
        wrong(job, new Outcome.Failure<>(error));
    }

    /** A job has settled. */
    void settled(Given job, Outcome<?> outcome) {
        if (closed) {
            return;
        }
        note(job, outcome);
    }

    private void note(Given job, Outcome<?> outcome) {
        if (pending.remove(job.number()) == null) {
            count(Verdict.WRONG).increment();
            wrong.add(job.title() + " settled twice");
            return;
        }
        Verdict verdict = judge(job, outcome);
        if (verdict == Verdict.WRONG) {
            wrong(job, outcome);
            return;
        }
        count(verdict).increment();
        boolean timedOut = verdict == Verdict.TIMED_OUT && !job.expected().outlivesLimit();
        if ((verdict == Verdict.CRASHED || timedOut) && outcome instanceof Outcome.Failure<?>(Throwable error)
                && keptSuspects.incrementAndGet() <= MOST_SUSPECTS) {
            suspects.add(new Suspect(job.title(), job.number(), culprit(error), shortened(error.getMessage())));
        }
    }

    private static long culprit(Throwable error) {
        return switch (error) {
            case WorkerCrashedException crash -> crash.pid();
            case MemberLostException loss -> HostMembers.pidOf(loss.member());
            default -> 0;
        };
    }

    private Verdict judge(Given job, Outcome<?> outcome) {
        return outcome instanceof Outcome.Failure<?>(WorkerStartException _) && ending.getAsBoolean()
                ? Verdict.CRASHED
                : job.expected().judge(outcome);
    }

    /** A settled job was looked at again. */
    void lookedAgain(Given job, Outcome<?> before, Outcome<?> now) {
        if (before.getClass() != now.getClass()) {
            wrong(job, now);
        }
    }

    private void wrong(Given job, Outcome<?> outcome) {
        count(Verdict.WRONG).increment();
        if (keptWrong.incrementAndGet() <= MOST_SUSPECTS) {
            wrong.add(shortened(job.title() + " settled as " + outcome));
        }
    }

    private LongAdder count(Verdict verdict) {
        return counts.computeIfAbsent(verdict, _ -> new LongAdder());
    }

    private static String shortened(@Nullable String text) {
        String line = String.valueOf(text);
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }

    long jobs() {
        return jobs.sum();
    }

    /** How many have settled. */
    long settled() {
        return counts.values().stream().mapToLong(LongAdder::sum).sum();
    }

    long of(Verdict verdict) {
        return count(verdict).sum();
    }

    /** Those that have not settled, by now: what comes later counts no more. The others are looked at here. */
    List<String> close() {
        closed = true;
        List<String> unsettled = new ArrayList<>();
        for (Entry entry : List.copyOf(pending.values())) {
            if (entry.attempt().isDone()) {
                note(entry.job(), entry.attempt().outcome());
            } else {
                unsettled.add(entry.job().title());
            }
        }
        return unsettled;
    }

    List<Suspect> suspects() {
        return List.copyOf(suspects);
    }

    /** The first of those that ended as they must not. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }
}
