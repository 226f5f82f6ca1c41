package dev.footbridge.cli.bench.report;

import dev.footbridge.cli.bench.question.Pace;
import dev.footbridge.cli.bench.score.Ranking;
import dev.footbridge.cli.bench.score.Score;
import dev.footbridge.cli.bench.targets.Judged;
import dev.footbridge.cli.bench.targets.Target;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All that was found.
 *
 * @param circumstances how
 * @param complete whether all questions have been asked
 * @param rankings the figures, questions in their usual order
 * @param judged the targets
 * @param failures what failed, a line each
 */
public record Findings(Circumstances circumstances, boolean complete, List<Ranking> rankings, List<Judged> judged,
        List<String> failures) {

    /** How to read a ratio. */
    static final String RATIO = "A ratio is what a contender costs over what the best peer costs in the same row: below"
            + " 1 is less. Its error bar is that of both: 99.9 % confidence for JMH's figures, from the least to the most"
            + " of the rounds for process pools, clusters and HTTP.";
    /** What a short run is good for. */
    static final String QUICK = "This was too short for warm JVMs: it shows that all works, not how fast, and is not"
            + " judged.";

    /** Puts figures in order and sets the targets against them. */
    public static Findings of(Circumstances circumstances, boolean complete, List<Score> scores, List<Target> targets,
            List<String> failures) {
        List<Ranking> rankings = Ranking.of(scores).stream()
                .sorted(Comparator.comparingInt((Ranking each) -> Heading.place(each.contest().question()))
                        .thenComparing(each -> each.contest().question()))
                .toList();
        boolean isEmpty = complete && rankings.isEmpty() && failures.isEmpty();
        return new Findings(circumstances, complete, rankings,
                targets.stream().sorted(Comparator.comparingInt(target -> Heading.place(target.question())))
                        .flatMap(target -> Judged.of(target, rankings).stream()).toList(),
                isEmpty ? List.of("nothing was measured") : List.copyOf(failures));
    }

    /** Whether something that was to be measured was not; a target that is missed is no failure. */
    public boolean hasFailed() {
        return !failures.isEmpty();
    }

    /** Whether the targets may be judged. */
    boolean isJudged() {
        return circumstances.pace() == Pace.FULL;
    }

    /** The rankings of each question. */
    Map<Heading, List<Ranking>> byQuestion() {
        return rankings.stream().collect(Collectors.groupingBy(each -> Heading.of(each.contest().question()),
                () -> new TreeMap<>(Comparator.comparingInt((Heading each) -> Heading.place(each.question()))
                        .thenComparing(Heading::question)),
                Collectors.toList()));
    }
}
