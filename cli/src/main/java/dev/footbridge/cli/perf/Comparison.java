package dev.footbridge.cli.perf;

import dev.footbridge.cli.output.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures the ways against each other: takes them in turn, round by round, so that what disturbs the machine disturbs
 * all alike.
 */
final class Comparison {

    private static final int OPENING_ROUNDS = 5;

    private final Ways ways;
    private final Meter meter;
    private final int average;
    private final long end;

    Comparison(Ways ways, Meter meter, int average, long end) {
        this.ways = ways;
        this.meter = meter;
        this.average = average;
        this.end = end;
    }

    /** Measures one cell in all ways; a few rounds that open the connections come first and do not count. */
    List<Row> measure(Cell cell, Progress progress) {
        Map<Way, List<Sample>> samples = new LinkedHashMap<>();
        for (Way way : ways.all()) {
            samples.put(way, new ArrayList<>());
            for (int round = 0; round < OPENING_ROUNDS && isWorthwhile(round); round++) {
                Calls.make(way, cell.target(), way.callsAtOnce(cell.calls()));
            }
        }
        for (int round = 0; round < average && isWorthwhile(round); round++) {
            for (Way way : ways.inTurn(round)) {
                if (round < way.rounds(average)) {
                    samples.getOrDefault(way, List.of()).add(meter.sample(way, cell.target(), cell.calls()));
                    progress.step(cell + ": " + way.name());
                }
            }
        }
        return rows(cell, samples);
    }

    private boolean isWorthwhile(int round) {
        return round == 0 || end - System.nanoTime() > 0;
    }

    private List<Row> rows(Cell cell, Map<Way, List<Sample>> samples) {
        Spread sync = Spread.ofNanos(
                samples.getOrDefault(ways.all().getFirst(), List.of()).stream().map(Sample::cpuNanos).toList());
        List<Row> rows = new ArrayList<>();
        samples.forEach((way, taken) -> rows.add(Row.of(cell, way.name(), taken, sync)));
        return rows;
    }
}
