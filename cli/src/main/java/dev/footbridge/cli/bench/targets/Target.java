package dev.footbridge.cli.bench.targets;

import dev.footbridge.cli.bench.score.Contest;
import dev.footbridge.cli.bench.score.Score;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How much Footbridge may cost at most, as a multiple of the best of some peers, in every contest that it is for.
 *
 * @param words what it asks for
 * @param question in which question
 * @param setting in which settings, as a pattern
 * @param params with which parameters; others may have any value
 * @param ours which of Footbridge's contenders it is for, as a pattern; the best of them counts
 * @param peers against whom, as a pattern
 * @param most the most that the ratio may be
 */
public record Target(String words, String question, Pattern setting, Map<String, Pattern> params, Pattern ours,
        Pattern peers, double most) {

    /** Keeps a copy of the parameters. */
    public Target {
        params = Map.copyOf(params);
    }

    /** One for all settings of a question, and for the best of Footbridge's contenders against the best of all peers. */
    public static Target of(String words, String question, double most) {
        return new Target(words, question, Pattern.compile(".*"), Map.of(), Pattern.compile("footbridge.*"),
                Pattern.compile(".*"), most);
    }

    /** The same in these settings only. */
    public Target in(String settings) {
        return new Target(words, question, Pattern.compile(settings), params, ours, peers, most);
    }

    /** The same where this parameter, too, has such a value. */
    public Target where(String param, String values) {
        Map<String, Pattern> more = new HashMap<>(params);
        more.put(param, Pattern.compile(values));
        return new Target(words, question, setting, more, ours, peers, most);
    }

    /** The same for these of Footbridge's contenders only. */
    public Target by(String contenders) {
        return new Target(words, question, setting, params, Pattern.compile(contenders), peers, most);
    }

    /** The same against these peers only. */
    public Target against(String contenders) {
        return new Target(words, question, setting, params, ours, Pattern.compile(contenders), most);
    }

    /** Whether it is for that contest. */
    boolean isFor(Contest contest) {
        return contest.question().equals(question) && setting.matcher(contest.setting()).matches()
                && params.entrySet().stream().allMatch(each -> each.getValue()
                        .matcher(contest.params().getOrDefault(each.getKey(), "")).matches());
    }

    /** The best of Footbridge's that it is for. */
    Optional<Score> best(List<Score> scores) {
        return least(scores.stream().filter(Score::isOurs).toList(), ours);
    }

    /** The best of the peers that it is for. */
    Optional<Score> bestPeer(List<Score> scores) {
        return least(scores.stream().filter(score -> !score.isOurs()).toList(), peers);
    }

    private static Optional<Score> least(List<Score> scores, Pattern contenders) {
        return scores.stream().filter(score -> contenders.matcher(score.contender()).matches())
                .filter(Score::isComparable).min(Comparator.comparingDouble(score -> score.cost().value()));
    }
}
