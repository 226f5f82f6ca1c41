package dev.footbridge.cli.chaos;

import static dev.footbridge.cli.chaos.Kind.deadly;
import static dev.footbridge.cli.chaos.Kind.harmless;

import dev.footbridge.cli.chaos.deeds.Deeds;
import dev.footbridge.cli.chaos.deeds.Mark;
import dev.footbridge.cli.chaos.deeds.PlannedFailure;
import dev.footbridge.cli.chaos.deeds.Sums;
import dev.footbridge.processes.RemoteCallable;
import dev.footbridge.processes.RemoteFunction;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The kinds of jobs that there are. */
final class Kinds {

    /** Longer than any job that is not stopped takes, and any that is stopped for a moment only. */
    private static final Duration AMPLE = Duration.ofSeconds(20);
    private static final int RETRIES = 5;
    private static final String CANCEL = "chaos does not want it any more";

    static final List<Kind> ALL = List.of(
            harmless("quick", 6_000, (mark, chance) -> computing(mark, 1, Terms.PLAIN)),
            harmless("cpu", 100, (mark, chance) -> computing(mark, chance.rather(10_000, 2_000_000), Terms.PLAIN)),
            harmless("sleep", 60, (mark, chance) -> sleeping(mark, chance.rather(1, 60), Terms.PLAIN)),
            harmless("limited", 60,
                    (mark, chance) -> sleeping(mark, chance.rather(1, 60), Terms.within(AMPLE))),
            harmless("async", 100, Kinds::async),
            harmless("payload", 40, Kinds::payload),
            harmless("nested", 50,
                    (mark, chance) -> nested(mark, chance, (own, depth) -> () -> Deeds.nest(own, depth))),
            harmless("map", 30, Kinds::map),
            harmless("failing", 30, Kinds::failing),
            harmless("repeatable", 60,
                    (mark, chance) -> computing(mark.withRetries(RETRIES), 1, Terms.repeatable(RETRIES))),
            harmless("flood", 4, Kinds::flood),
            harmless("garbage-out", 6, Kinds::garbageOut),
            harmless("cancelled", 20, Kinds::cancelled),
            harmless("cancelled-spin", 3, Kinds::cancelledSpin),
            harmless("overlong", 3, Kinds::overlong),
            deadly("exit", 2, (mark, chance) -> fatal(() -> Deeds.exit(mark))),
            deadly("halt", 2, (mark, chance) -> fatal(() -> Deeds.halt(mark))),
            deadly("crash", 2, (mark, chance) -> fatal(() -> Deeds.crash(mark))),
            deadly("hoard", 1, (mark, chance) -> fatal(() -> Deeds.hoard(mark))),
            deadly("halt-once", 3, Kinds::haltOnce),
            new Kind("garbage-channel", 4, Kind.Harm.CONFUSING, Kinds::garbageChannel));

    /** In members of a cluster jobs run on threads, which cannot be killed, and a dead member is not back at once. */
    static final List<Kind> ON_HOSTS = List.of(
            harmless("quick", 30_000, (mark, chance) -> computing(mark, 1, Terms.PLAIN)),
            harmless("cpu", 500, (mark, chance) -> computing(mark, chance.rather(10_000, 2_000_000), Terms.PLAIN)),
            harmless("sleep", 300, (mark, chance) -> sleeping(mark, chance.rather(1, 60), Terms.PLAIN)),
            harmless("limited", 300,
                    (mark, chance) -> sleeping(mark, chance.rather(1, 60), Terms.within(AMPLE))),
            harmless("async", 500, Kinds::async),
            harmless("payload", 200, Kinds::payload),
            harmless("nested", 250,
                    (mark, chance) -> nested(mark, chance, (own, depth) -> () -> Deeds.nestOnHosts(own, depth))),
            harmless("map", 150, Kinds::map),
            harmless("failing", 150, Kinds::failing),
            harmless("repeatable", 3_000,
                    (mark, chance) -> computing(mark.withRetries(RETRIES), 1, Terms.repeatable(RETRIES))),
            harmless("repeatable-sleep", 300,
                    (mark, chance) -> sleeping(mark.withRetries(RETRIES), chance.rather(1, 60),
                            Terms.repeatable(RETRIES))),
            harmless("flood", 20, Kinds::flood),
            harmless("garbage-out", 30, Kinds::garbageOut),
            harmless("cancelled", 100, Kinds::cancelled),
            harmless("overlong", 15, (mark, chance) -> sleepingTooLong(mark, chance.between(1, 300))),
            deadly("halt", 1, (mark, chance) -> fatal(() -> Deeds.halt(mark))),
            deadly("halt-once", 1, Kinds::haltOnce));

    private Kinds() {}

    private static Assignment computing(Mark mark, int rounds, Terms terms) {
        return new Assignment(crew -> Attempt.of(crew.start(() -> Deeds.compute(mark, rounds), terms)),
                Expectation.of(Sums.chain(mark.number(), rounds)));
    }

    private static Assignment sleeping(Mark mark, int millis, Terms terms) {
        return new Assignment(crew -> Attempt.of(crew.start(() -> Deeds.sleep(mark, millis), terms)),
                result(mark));
    }

    private static Expectation result(Mark mark) {
        return Expectation.of(Sums.of(mark.number()));
    }

    private static Assignment async(Mark mark, Chance chance) {
        int millis = chance.rather(1, 60);
        return new Assignment(crew -> Attempt.of(crew.startAsync(() -> Deeds.later(mark, millis), Terms.PLAIN)),
                result(mark));
    }

    private static Assignment payload(Mark mark, Chance chance) {
        int size = chance.rather(1 << 10, 2 << 20);
        return new Assignment(crew -> {
            byte[] bytes = Sums.bytes(mark.number(), size);
            return Attempt.of(crew.start(() -> Deeds.carry(mark, bytes), Terms.PLAIN));
        }, Expectation.that(value -> value instanceof byte[] back
                && Arrays.equals(back, Sums.bytes(mark.number() + 1, size))));
    }

    /** A job that calls the level it runs on, so deep. */
    private interface Nest {
        RemoteCallable<Long> job(Mark mark, int depth);
    }

    private static Assignment nested(Mark mark, Chance chance, Nest nest) {
        int depth = chance.between(1, 5);
        RemoteCallable<Long> job = nest.job(mark, depth);
        return new Assignment(crew -> Attempt.of(crew.start(job, Terms.PLAIN)),
                Expectation.of(Sums.of(mark.number()) + depth));
    }

    private static Assignment map(Mark mark, Chance chance) {
        boolean again = chance.oneIn(2);
        Terms terms = again ? Terms.repeatable(RETRIES) : Terms.PLAIN;
        Mark each = again ? mark.withRetries(RETRIES) : mark;
        List<Integer> items = IntStream.rangeClosed(1, chance.rather(1, 200)).boxed().toList();
        int chunk = chance.rather(1, 50);
        RemoteFunction<Integer, Long> function = part -> Deeds.item(each, part);
        List<Long> results = LongStream.rangeClosed(1, items.size()).map(part -> Sums.of(mark.number() + part)).boxed()
                .toList();
        return new Assignment(crew -> Attempt.call(() -> crew.map(function, items, chunk, terms)),
                Expectation.of(results));
    }

    private static Assignment failing(Mark mark, Chance chance) {
        return new Assignment(crew -> Attempt.of(crew.start(() -> Deeds.fail(mark), Terms.PLAIN)),
                Expectation.nothing().orFailure(String.valueOf(new PlannedFailure(mark.job()).getMessage())));
    }

    private static Assignment flood(Mark mark, Chance chance) {
        int lines = chance.rather(10, 1_000);
        return new Assignment(crew -> Attempt.of(crew.start(() -> Deeds.flood(mark, lines), Terms.PLAIN)),
                result(mark));
    }

    private static Assignment garbageOut(Mark mark, Chance chance) {
        int size = chance.rather(1, 1 << 20);
        return new Assignment(crew -> Attempt.of(crew.start(() -> Deeds.garbleOutput(mark, size), Terms.PLAIN)),
                result(mark));
    }

    /** Some have ended by then. */
    private static Assignment cancelled(Mark mark, Chance chance) {
        int millis = chance.rather(1, 60_000);
        Duration after = chance.upTo(30);
        return new Assignment(
                crew -> Attempt.cancelled(crew.start(() -> Deeds.sleep(mark, millis), Terms.PLAIN), after, CANCEL),
                result(mark).orCancel(CANCEL));
    }

    /** Those must be killed. */
    private static Assignment cancelledSpin(Mark mark, Chance chance) {
        Duration after = chance.upTo(100);
        return new Assignment(
                crew -> Attempt.cancelled(crew.start(() -> Deeds.spin(mark), Terms.PLAIN), after, CANCEL),
                Expectation.nothing().orCancel(CANCEL));
    }

    private static Assignment overlong(Mark mark, Chance chance) {
        int limit = chance.between(1, 300);
        return chance.oneIn(2)
                ? new Assignment(
                        crew -> Attempt
                                .of(crew.start(() -> Deeds.spin(mark), Terms.within(Duration.ofMillis(limit)))),
                        Expectation.nothing().orTimeout())
                : sleepingTooLong(mark, limit);
    }

    private static Assignment sleepingTooLong(Mark mark, int limit) {
        return new Assignment(
                crew -> Attempt
                        .of(crew.start(() -> Deeds.sleep(mark, 60_000), Terms.within(Duration.ofMillis(limit)))),
                Expectation.nothing().orTimeout());
    }

    private static Assignment fatal(RemoteCallable<Long> job) {
        return new Assignment(crew -> Attempt.of(crew.start(job, Terms.PLAIN)), Expectation.nothing());
    }

    private static Assignment haltOnce(Mark mark, Chance chance) {
        Mark again = mark.withRetries(RETRIES);
        return new Assignment(
                crew -> Attempt.of(crew.start(() -> Deeds.haltOnce(again), Terms.repeatable(RETRIES))), result(mark));
    }

    private static Assignment garbageChannel(Mark mark, Chance chance) {
        int size = chance.rather(1, 64 << 10);
        return new Assignment(crew -> Attempt.of(crew.start(() -> Deeds.garbleChannel(mark, size), Terms.PLAIN)),
                result(mark));
    }
}
