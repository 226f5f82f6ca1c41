package dev.footbridge.cli.perf;

import dev.footbridge.cli.bench.question.Answer;
import dev.footbridge.cli.bench.question.Pace;
import dev.footbridge.cli.bench.question.Question;
import dev.footbridge.cli.bench.score.Contest;
import dev.footbridge.cli.bench.score.Measured;
import dev.footbridge.cli.bench.score.Score;
import dev.footbridge.cli.bench.score.Unit;
import dev.footbridge.cli.output.Figures;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** {@code footbridge perf} as one question of {@code footbridge bench}. */
public final class HttpQuestion implements Question {

    /** Its name. */
    public static final String NAME = "http";

    private static final Unit SECONDS = new Unit("s");

    /** Makes one. */
    public HttpQuestion() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Answer ask(Pace pace, Consumer<String> saying) {
        saying.accept("CPU time of HTTP calls");
        PerfSettings settings = (pace == Pace.QUICK ? Usual.QUICK : Usual.FULL).settings();
        PerfResult result = new PerfRun(settings, new PrintWriter(Writer.nullWriter())).run();
        return Answer.of(result.rows().stream().map(HttpQuestion::score).toList());
    }

    private static Score score(Row row) {
        Map<String, String> params = new LinkedHashMap<>();
        params.put("calls", String.valueOf(row.calls()));
        params.put("reply", Figures.bytes(row.payloadBytes()));
        Measured round = new Measured(row.cpuSecondsMedian(), row.cpuSecondsMin(), row.cpuSecondsMax());
        return new Score(new Contest(NAME, "CPU time of an HTTP call", params), row.way(),
                round.times(1.0 / row.calls()), SECONDS);
    }
}
