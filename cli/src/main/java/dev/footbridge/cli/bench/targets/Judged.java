package dev.footbridge.cli.bench.targets;

import dev.footbridge.cli.bench.score.Measured;
import dev.footbridge.cli.bench.score.Ranking;
import dev.footbridge.cli.bench.score.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A target set against what was measured in one contest.
 *
 * @param target the target
 * @param ours Footbridge's contender; none if it was not measured
 * @param peer the best of those it is compared with; none if it was not measured
 * @param verdict what came out
 */
public record Judged(Target target, Optional<Score> ours, Optional<Score> peer, Verdict verdict) {

    /** Sets it against what was measured: once for each contest that it is for, and once where there is none. */
    public static List<Judged> of(Target target, List<Ranking> rankings) {
        List<Judged> all = new ArrayList<>();
        for (Ranking ranking : rankings) {
            Optional<Score> ours = target.best(ranking.scores());
            Optional<Score> peer = target.bestPeer(ranking.scores());
            if (target.isFor(ranking.contest()) && ours.isPresent() && peer.isPresent()) {
                Measured ratio = ours.get().cost().over(peer.get().cost());
                all.add(new Judged(target, ours, peer, Verdict.of(ratio, target.most())));
            }
        }
        return all.isEmpty()
                ? List.of(new Judged(target, Optional.empty(), Optional.empty(), Verdict.NOT_MEASURED))
                : all;
    }

    /** The ratio; none if it was not measured. */
    public Optional<Measured> ratio() {
        return ours.flatMap(ourOwn -> peer.map(other -> ourOwn.cost().over(other.cost())));
    }

    /** Where it was measured, in words; empty if it was not. */
    public String where() {
        return ours.map(score -> score.contest().words()).orElse("");
    }
}
