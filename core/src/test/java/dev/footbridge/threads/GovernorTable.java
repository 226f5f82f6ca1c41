package dev.footbridge.threads;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Prints how the governor does beside simple policies: the table of ADR 9. */
final class GovernorTable {

    static final int CPUS = 4;
    static final int MAX = 256;

    private GovernorTable() {}

    static Map<String, Supplier<SimulatedPolicy>> policies() {
        Map<String, Supplier<SimulatedPolicy>> all = new LinkedHashMap<>();
        all.put("elastic", () -> SimulatedPolicy.governed(CPUS, MAX));
        all.put("fixed, cpu-count", () -> SimulatedPolicy.fixed(CPUS));
        all.put("fixed, 64", () -> SimulatedPolicy.fixed(64));
        all.put("unbounded", SimulatedPolicy::unbounded);
        all.put("hill climbing", () -> SimulatedPolicy.hillClimbing(CPUS, MAX));
        return all;
    }

    /** Prints the table in Markdown. */
    public static void main(String[] args) {
        StringBuilder text = new StringBuilder("| load |");
        policies().keySet().forEach(name -> text.append(' ').append(name).append(" |"));
        text.append("\n|---|").append("---|".repeat(policies().size())).append('\n');
        for (SimulatedLoad load : SimulatedLoad.values()) {
            text.append("| ").append(load.title()).append(" |");
            policies().values().forEach(policy -> {
                Simulation.Result result = load.on(policy.get(), CPUS);
                text.append(String.format(Locale.ROOT, " %,.0f ms, %d, %d |", result.millis(), result.peak(),
                        result.peakRunnable()));
            });
            text.append('\n');
        }
        System.out.print(text);
    }
}
