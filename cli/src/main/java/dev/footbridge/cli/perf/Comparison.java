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

    private final Ways ways;
    private final CpuClock clock;
    private final int average;

    Comparison(Ways ways, CpuClock clock, int average) {
        this.ways = ways;
        this.clock = clock;
        this.average = average;
    }

    /** Measures one cell in all ways; a round that opens the connections comes first and does not count. */
    List<Row> measure(Cell cell, Progress progress) {
        Map<Way, List<Sample>> samples = new LinkedHashMap<>();
        for (Way way : ways.all()) {
            samples.put(way, new ArrayList<>());
            Calls.make(way, cell.target(), way.callsAtOnce(cell.calls()));
        }
        for (int round = 0; round < average; round++) {
            for (Way way : ways.inTurn(round)) {
                if (round < way.rounds(average)) {
                    samples.getOrDefault(way, List.of()).add(sample(way, cell));
                    progress.step(cell + ": " + way.name());
                }
            }
        }
        return rows(cell, samples);
    }

    private Sample sample(Way way, Cell cell) {
        JvmThreads before = JvmThreads.now();
        long wall = System.nanoTime();
        long cpu = clock.nanos();
        Calls.make(way, cell.target(), cell.calls());
        cpu = clock.nanos() - cpu;
        wall = System.nanoTime() - wall;
        return new Sample(cpu, wall, JvmThreads.now().since(before));
    }

    private List<Row> rows(Cell cell, Map<Way, List<Sample>> samples) {
        Spread sync = Spread.ofNanos(
                samples.getOrDefault(ways.all().getFirst(), List.of()).stream().map(Sample::cpuNanos).toList());
        List<Row> rows = new ArrayList<>();
        samples.forEach((way, taken) -> rows.add(Row.of(cell, way.name(), taken, sync)));
        return rows;
    }
}
