package dev.footbridge.benchmarks.asyncio;

import dev.footbridge.benchmarks.Figure;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A line of the script's: question, parameters, unit, samples, with tabs between them. */
final class AsyncioLine {

    private static final String PACKAGE = "dev.footbridge.benchmarks.";
    private static final String CONTENDER = ".asyncio";
    private static final int FIELDS = 4;

    private AsyncioLine() {}

    static Figure parse(String line) {
        String[] fields = line.split("\t", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("a line of asyncio's side must have " + FIELDS + " fields, not "
                    + fields.length + " ('" + line + "'): repair asyncio_peers.py");
        }
        Map<String, String> params = new TreeMap<>();
        for (String param : words(fields[1])) {
            String[] pair = param.split("=", 2);
            params.put(pair[0], pair[1]);
        }
        List<Double> samples = words(fields[3]).stream().map(Double::valueOf).toList();
        return new Figure(PACKAGE + fields[0] + CONTENDER, params, samples, fields[2]);
    }

    private static List<String> words(String field) {
        return Arrays.stream(field.split(" ", -1)).filter(word -> !word.isEmpty()).toList();
    }
}
