package dev.footbridge.cli.bench.jmh;

import dev.footbridge.cli.bench.score.Contest;
import dev.footbridge.cli.bench.score.Measured;
import dev.footbridge.cli.bench.score.Score;
import dev.footbridge.cli.bench.score.Unit;
import dev.footbridge.cli.input.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file of figures as JMH writes it ({@code -rf json}).
 *
 * @param scores its scores
 * @param labels the runs that they are from, as {@link JmhTalk#label} has them
 */
record FiguresFile(List<Score> scores, List<String> labels) {

    /** Metrics of JMH's profilers are for those who look for causes. */
    private static final String OF_PROFILER = "·";

    /** The file of that name in a folder, without what an earlier run left there, which is not to be taken for ours. */
    static Path fresh(Path folder, String name) {
        try {
            Path file = Files.createDirectories(folder).resolve(name + ".json");
            Files.deleteIfExists(file);
            return file;
        } catch (IOException e) {
            throw new BadInput(folder + " cannot be written to (" + e + "): name another folder", e);
        }
    }

    /** Reads it; one that is missing or empty, as after a run in which nothing could be measured, has no scores. */
    static FiguresFile read(Path file) {
        FiguresFile figures = new FiguresFile(new ArrayList<>(), new ArrayList<>());
        try {
            if (Files.exists(file) && !Files.readString(file).isBlank()) {
                JsonMapper.shared().readTree(file).forEach(figures::add);
            }
            return figures;
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            throw new IllegalStateException(file + " is not as JMH writes it: " + e.getMessage(), e);
        }
    }

    private void add(JsonNode result) {
        BenchmarkName name = BenchmarkName.of(result.path("benchmark").asString(""));
        Map<String, String> params = new LinkedHashMap<>();
        result.path("params").forEachEntry((param, value) -> params.put(param, value.asString()));
        scores.add(score(name, name.setting(), params, result.path("primaryMetric")));
        labels.add(JmhTalk.label(result.path("benchmark").asString(""), params.entrySet().stream()
                .map(each -> each.getKey() + " = " + each.getValue()).collect(Collectors.joining(", "))));
        result.path("secondaryMetrics").forEachEntry((metric, value) -> {
            if (!metric.startsWith(OF_PROFILER) && isNumber(value.path("score"))) {
                scores.add(score(name, name.setting() + ": " + BenchmarkName.words(metric), params, value));
            }
        });
    }

    private static Score score(BenchmarkName name, String setting, Map<String, String> params, JsonNode metric) {
        if (!isNumber(metric.path("score"))) {
            throw new IllegalArgumentException("the score of " + name + " is no number: " + metric.path("score"));
        }
        // JMH writes "NaN", in quotes, for the error of a single measurement.
        return new Score(new Contest(name.question(), setting, params), name.contender(),
                Measured.of(metric.path("score").doubleValue(), metric.path("scoreError").asDouble(Double.NaN)),
                new Unit(metric.path("scoreUnit").asString("")));
    }

    private static boolean isNumber(JsonNode score) {
        return score.isNumber() && Double.isFinite(score.doubleValue());
    }
}
