package dev.footbridge.cli.bench.hosts;

import dev.footbridge.cli.bench.question.Answer;
import dev.footbridge.cli.bench.question.Pace;
import dev.footbridge.cli.bench.question.Question;
import dev.footbridge.cli.bench.score.Contest;
import dev.footbridge.cli.bench.score.Measured;
import dev.footbridge.cli.bench.score.Score;
import dev.footbridge.cli.bench.score.Unit;
import dev.footbridge.cli.bench.targets.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** {@code footbridge bench hosts} as one question of several. */
public final class HostsQuestion implements Question {

    /** Its name. */
    public static final String NAME = "hosts";
    /** Rounds of which a figure is the median. */
    static final int ROUNDS = 9;

    private static final Unit SECONDS = new Unit("s");

    /** Makes one. */
    public HostsQuestion() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Target> targets() {
        return List.of(Target.of("calls, to those of the engine", NAME, HostsRun.OVERHEAD).against("jgroups"),
                Target.of("members of unequal speed, to the least for their slots", NAME, HostsRun.BALANCE)
                        .against("least-for-the-slots"));
    }

    @Override
    public Answer ask(Pace pace, Consumer<String> saying) {
        saying.accept("a cluster beside its engine");
        HostsResult result = pace == Pace.QUICK
                ? new HostsRun(Effort.QUICK, 1).run()
                : new HostsRun(Effort.FULL, ROUNDS).run();
        List<Score> scores = new ArrayList<>();
        for (Row row : result.rows()) {
            Contest contest = new Contest(NAME, HostsReport.words(row), Map.of("jobs", String.valueOf(row.jobs())));
            scores.add(new Score(contest, "footbridge",
                    new Measured(row.seconds(), row.secondsMin(), row.secondsMax()), SECONDS));
            if (row.baseSeconds() > 0) {
                scores.add(new Score(contest,
                        row.step().equals(HostsRun.UNEQUAL) ? "least-for-the-slots" : "jgroups",
                        new Measured(row.baseSeconds(), row.baseMin(), row.baseMax()), SECONDS));
            }
        }
        return new Answer(scores, result.correct() ? List.of() : List.of("some results were wrong"));
    }
}
