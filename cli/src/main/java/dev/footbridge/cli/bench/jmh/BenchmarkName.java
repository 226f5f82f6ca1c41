package dev.footbridge.cli.bench.jmh;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the name of a benchmark says: {@code …benchmarks.bridge.BridgeContendedBenchmark.footbridgeCall} is a contender
 * of the question {@code bridge} in the setting "bridge contended".
 *
 * @param question the package below that of all benchmarks; of a class in that one itself, the class
 * @param setting the class, in words
 * @param contender the method
 */
record BenchmarkName(String question, String setting, String contender) {

    private static final Pattern ALL = Pattern.compile("(?:\\w+\\.)*?benchmarks\\.");
    private static final Pattern CLASS_END = Pattern.compile("(?:Benchmark|Peers)$");
    private static final Pattern WORD = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    /** Reads the full name of a method. */
    static BenchmarkName of(String name) {
        int dot = name.lastIndexOf('.');
        return new BenchmarkName(question(name.substring(0, dot)), setting(name.substring(0, dot)),
                name.substring(dot + 1));
    }

    /** The question that a class belongs to. */
    static String question(String className) {
        String[] parts = ALL.matcher(className).replaceFirst("").split("\\.", -1);
        return parts.length > 1 ? parts[0] : setting(className).replace(' ', '-');
    }

    private static String setting(String className) {
        String simple = CLASS_END.matcher(className.substring(className.lastIndexOf('.') + 1)).replaceFirst("");
        return words(simple);
    }

    /** A name with humps as words. */
    static String words(String name) {
        return String.join(" ", Arrays.stream(WORD.split(name, -1)).map(word -> word.toLowerCase(Locale.ROOT))
                .toList());
    }
}
