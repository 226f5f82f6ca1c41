package dev.footbridge.cli.bench.processes;

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
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code footbridge bench processes} as one question of several. */
public final class ProcessesQuestion implements Question {

    /** Its name. */
    public static final String NAME = "processes";
    /** Rounds of which a figure is the median. */
    static final int ROUNDS = 5;

    private static final Unit SECONDS = new Unit("s");

    /** Makes one. */
    public ProcessesQuestion() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Target> targets() {
        return Stream.of(Step.values()).filter(step -> step.target() > 0)
                .map(step -> Target.of(step.words() + ", to CPython's pools", NAME, step.target())
                        .in(Pattern.quote(step.words())))
                .toList();
    }

    @Override
    public Answer ask(Pace pace, Consumer<String> saying) {
        saying.accept("process pools beside CPython's");
        ProcessesResult result = pace == Pace.QUICK
                ? new ProcessesRun(Effort.QUICK, 1, Python.find()).run()
                : new ProcessesRun(Effort.FULL, ROUNDS, Python.find()).run();
        List<Score> scores = new ArrayList<>();
        for (Step step : Step.values()) {
            for (String contender : result.contenders()) {
                Row row = result.row(step, contender);
                scores.add(new Score(new Contest(NAME, step.words(), Map.of()), contender,
                        new Measured(row.seconds(), row.secondsMin(), row.secondsMax()), SECONDS));
            }
        }
        return Answer.of(scores);
    }
}
