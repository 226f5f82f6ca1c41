package dev.footbridge.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes figures in the shape of JMH's JSON. */
public final class FigureFile {

    private FigureFile() {}

    /**
     * Writes the figures as a list.
     *
     * @param file where to
     * @param figures what was measured; nothing gives an empty list
     */
    public static void write(Path file, List<Figure> figures) throws IOException {
        Files.writeString(file,
                figures.stream().map(FigureFile::object).collect(Collectors.joining(",\n", "[\n", "\n]\n")));
    }

    private static String object(Figure figure) {
        return """
                {
                  "benchmark": %s,
                  "mode": "avgt",
                  "params": {%s},
                  "primaryMetric": {
                    "score": %s,
                    "scoreError": %s,
                    "scoreUnit": %s,
                    "rawData": [[%s]]
                  },
                  "secondaryMetrics": {}
                }""".formatted(text(figure.benchmark()), params(figure.params()), number(figure.score()),
                number(figure.error()), text(figure.unit()),
                figure.samples().stream().map(FigureFile::number).collect(Collectors.joining(", ")));
    }

    private static String params(Map<String, String> params) {
        return new TreeMap<>(params).entrySet().stream()
                .map(param -> text(param.getKey()) + ": " + text(param.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** JSON has no word for what is not a number; JMH writes it as text. */
    private static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.6g", value) : text(Double.toString(value));
    }

    private static String text(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
