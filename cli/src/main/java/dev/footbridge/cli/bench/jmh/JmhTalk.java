package dev.footbridge.cli.bench.jmh;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What JMH says while it runs: which benchmark is next, how far it is, what failed. Not for use by several threads. */
final class JmhTalk {

    private static final Pattern PROGRESS = Pattern.compile("# Run progress: ([\\d.]+)% complete, ETA (\\S+)");
    private static final Pattern BENCHMARK = Pattern.compile("# Benchmark: (\\S+)");
    private static final Pattern PARAMETERS = Pattern.compile("# Parameters: \\((.*)\\)");
    private static final Pattern FAILURE = Pattern.compile(".*<failure>|<forked VM failed.*");
    private static final String NOTHING_CHOSEN = "No matching benchmarks";
    private static final String UNTOLD = "it has no figure";

    private final Consumer<String> saying;
    /** Those that were begun, and why they failed if it was said. */
    private final Map<String, String> begun = new LinkedHashMap<>();
    private String progress = "";
    private String name = "";
    private String current = "";
    private boolean failing;
    private boolean nothingChosen;

    JmhTalk(Consumer<String> saying) {
        this.saying = saying;
    }

    /** A run of a benchmark as it is told apart: its name, and its parameters as JMH lists them. */
    static String label(String name, String params) {
        return params.isEmpty() ? name : name + " (" + params + ")";
    }

    /** Hears a line; returns whether it is understood. */
    boolean hear(String line) {
        if (failing) { // a blank line, then the reason
            failing = line.isBlank();
            begun.put(current, failing ? UNTOLD : line.strip());
            return true;
        }
        Matcher matcher = PROGRESS.matcher(line);
        if (matcher.matches()) {
            progress = " " + matcher.group(1) + " %, " + matcher.group(2) + " left";
            return true;
        }
        matcher = BENCHMARK.matcher(line);
        if (matcher.matches()) {
            name = matcher.group(1);
            begin("");
            return true;
        }
        matcher = PARAMETERS.matcher(line);
        if (matcher.matches()) {
            begun.remove(current, UNTOLD);
            begin(matcher.group(1));
            return true;
        }
        failing = FAILURE.matcher(line).matches();
        nothingChosen |= line.startsWith(NOTHING_CHOSEN);
        return failing;
    }

    private void begin(String params) {
        current = label(name, params);
        begun.putIfAbsent(current, UNTOLD);
        saying.accept(name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1) + progress);
    }

    /** Whether nothing was to be measured: all benchmarks were excluded. */
    boolean hasChosenNothing() {
        return nothingChosen;
    }

    /** Those that were begun and are not among these, with the reason if it was said. */
    List<String> failures(Collection<String> measured) {
        Map<String, String> left = new LinkedHashMap<>(begun);
        left.keySet().removeAll(measured);
        return left.entrySet().stream().map(each -> each.getKey() + ": " + each.getValue()).toList();
    }
}
