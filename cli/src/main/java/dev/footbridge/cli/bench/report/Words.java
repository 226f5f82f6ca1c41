package dev.footbridge.cli.bench.report;

import dev.footbridge.cli.bench.score.Measured;
import dev.footbridge.cli.bench.score.Ranking;
import dev.footbridge.cli.bench.score.Scale;
import dev.footbridge.cli.bench.score.Score;
import dev.footbridge.cli.bench.targets.Judged;
import dev.footbridge.cli.bench.targets.Verdict;
import java.util.Optional;

/** Ratios and verdicts in words, the same wherever they are shown. */
final class Words {

    private Words() {}

    /** A ratio; empty without one. */
    static String ratio(Optional<Measured> ratio) {
        return ratio.map(each -> Scale.digits(each.value())).orElse("");
    }

    /** From where to where it may be; empty if that is not known. */
    static String bar(Optional<Measured> ratio) {
        return ratio.filter(Measured::hasSpread).map(each -> Scale.digits(each.low()) + " to "
                + Scale.digits(each.high())).orElse("");
    }

    /** A score with its unit, for pages and documents. */
    static String score(Ranking ranking, Score score) {
        return ranking.scale().show(score) + " " + ranking.scale().sign().replace("us", "µs");
    }

    /** Whether the target is met, where that may be judged. */
    static String verdict(Findings findings, Judged judged) {
        return findings.isJudged() || judged.verdict() == Verdict.NOT_MEASURED
                ? judged.verdict().words()
                : "not judged";
    }

    /** A target's most. */
    static String most(Judged judged) {
        double most = judged.target().most();
        return most == Math.rint(most) ? String.valueOf(Math.round(most)) : String.valueOf(most);
    }
}
