package dev.footbridge.cli.bench.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The scores of one contest, the best one first.
 *
 * @param contest the contest
 * @param scores at least one, in one unit
 */
public record Ranking(Contest contest, List<Score> scores) {

    /** Puts them in order. */
    public Ranking {
        scores = scores.stream().sorted(Comparator.comparingDouble(each -> each.cost().value())).toList();
    }

    /** The rankings of all contests that there are scores of, in the order of their first ones. */
    public static List<Ranking> of(List<Score> scores) {
        Map<Contest, List<Score>> each = new LinkedHashMap<>();
        scores.forEach(score -> each.computeIfAbsent(score.contest(), _ -> new ArrayList<>()).add(score));
        return each.entrySet().stream().map(entry -> new Ranking(entry.getKey(), entry.getValue())).toList();
    }

    /** The best of those that are not Footbridge's. */
    public Optional<Score> bestPeer() {
        return scores.stream().filter(score -> !score.isOurs() && score.isComparable()).findFirst();
    }

    /** What a score costs, as a multiple of what the best peer's does. */
    public Optional<Measured> ratio(Score score) {
        return bestPeer().filter(_ -> score.isComparable()).map(peer -> score.equals(peer)
                ? Measured.of(1) // its own error is on both sides
                : score.cost().over(peer.cost()));
    }

    /** How its scores are shown. */
    public Scale scale() {
        return Scale.of(scores);
    }
}
