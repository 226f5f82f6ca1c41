package dev.footbridge.cli.bench.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.footbridge.cli.bench.question.Pace;
import dev.footbridge.cli.bench.score.Measured;
import dev.footbridge.cli.bench.score.Ranking;
import dev.footbridge.cli.bench.score.Score;
import dev.footbridge.cli.bench.targets.Judged;
import dev.footbridge.cli.measure.Machine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The JSON file. Error bars and ratios are missing where they are not known.
 *
 * @param warm whether the JVMs were warm
 * @param complete whether all questions have been asked
 * @param command the command line
 * @param began when
 * @param seconds how long it took
 * @param machine on what
 * @param loadBefore the load of the machine before; negative if it is not known
 * @param loadAfter the load after
 * @param questions what was asked
 * @param failures what failed, a line each
 * @param rows the figures
 * @param targets the targets
 */
record BenchJson(boolean warm, boolean complete, String command, String began, double seconds, Machine machine,
        double loadBefore, double loadAfter, List<String> questions, List<String> failures, List<Row> rows,
        List<Aim> targets) {

    /** A contender's figure; the ratio is that of its cost to the best peer's. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Row(String question, String setting, Map<String, String> params, String contender, String unit, double score,
            @Nullable Double low, @Nullable Double high, @Nullable String bestPeer, @Nullable Double ratio,
            @Nullable Double ratioLow, @Nullable Double ratioHigh) {

        static Row of(Ranking ranking, Score score) {
            Optional<Measured> ratio = ranking.ratio(score);
            Optional<Measured> known = Optional.of(score.measured()).filter(Measured::hasSpread);
            return new Row(score.contest().question(), score.contest().setting(), score.contest().params(),
                    score.contender(), score.unit().sign(), score.measured().value(),
                    known.map(Measured::low).orElse(null), known.map(Measured::high).orElse(null),
                    ranking.bestPeer().map(Score::contender).orElse(null), ratio.map(Measured::value).orElse(null),
                    ratio.filter(Measured::hasSpread).map(Measured::low).orElse(null),
                    ratio.filter(Measured::hasSpread).map(Measured::high).orElse(null));
        }
    }

    /** A target in one place that it is for. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Aim(String question, String words, String where, @Nullable String ours, @Nullable String peer,
            @Nullable Double ratio, @Nullable Double ratioLow, @Nullable Double ratioHigh, double target,
            String verdict) {

        static Aim of(Judged judged, String verdict) {
            Optional<Measured> ratio = judged.ratio();
            return new Aim(judged.target().question(), judged.target().words(), judged.where(),
                    judged.ours().map(Score::contender).orElse(null), judged.peer().map(Score::contender).orElse(null),
                    ratio.map(Measured::value).orElse(null),
                    ratio.filter(Measured::hasSpread).map(Measured::low).orElse(null),
                    ratio.filter(Measured::hasSpread).map(Measured::high).orElse(null), judged.target().most(),
                    verdict);
        }
    }

    static BenchJson of(Findings findings) {
        Circumstances how = findings.circumstances();
        return new BenchJson(how.pace() == Pace.FULL, findings.complete(), how.command(), how.began().toString(),
                how.took().toMillis() / 1e3, how.machine(), how.loadBefore(), how.loadAfter(), how.asked(),
                findings.failures(),
                findings.rankings().stream()
                        .flatMap(ranking -> ranking.scores().stream().map(score -> Row.of(ranking, score))).toList(),
                findings.judged().stream().map(each -> Aim.of(each, Words.verdict(findings, each))).toList());
    }
}
