package dev.footbridge.cli.bench.question;

import dev.footbridge.cli.bench.score.Score;
import java.util.List;

/**
 * What came of a question.
 *
 * @param scores what was measured
 * @param failures what failed, and why, a line each
 */
public record Answer(List<Score> scores, List<String> failures) {

    /** Keeps copies. */
    public Answer {
        scores = List.copyOf(scores);
        failures = List.copyOf(failures);
    }

    /** One in which nothing failed. */
    public static Answer of(List<Score> scores) {
        return new Answer(scores, List.of());
    }

    /** One in which all failed. */
    public static Answer failed(String why) {
        return new Answer(List.of(), List.of(why));
    }
}
