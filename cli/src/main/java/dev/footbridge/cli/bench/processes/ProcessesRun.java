package dev.footbridge.cli.bench.processes;

import dev.footbridge.cli.measure.MachineLoad;
import dev.footbridge.cli.output.Progress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All rounds: in each, a fresh parent process of each contender, one after another. */
final class ProcessesRun {

    private final Effort effort;
    private final int rounds;
    private final Optional<Python> python;

    ProcessesRun(Effort effort, int rounds, Optional<Python> python) {
        this.effort = effort;
        this.rounds = rounds;
        this.python = python;
    }

    ProcessesResult run() {
        double loadBefore = MachineLoad.now();
        try (ProgramFolder folder = ProgramFolder.open()) {
            List<Contender> contenders = new ArrayList<>();
            contenders.add(Contender.footbridge(folder.classPath()));
            python.ifPresent(found -> contenders.addAll(Contender.python(found, folder.script())));
            Map<Contender, Map<Step, List<Long>>> times = new LinkedHashMap<>();
            try (Progress progress = Progress.of("process pools", (long) rounds * contenders.size())) {
                if (effort.isWarm()) {
                    new ParentProcess(contenders.getFirst(), folder.caches()).run(List.of(FootbridgeSide.FILL));
                }
                for (int round = 0; round < rounds; round++) {
                    for (Contender contender : contenders) {
                        note(new ParentProcess(contender, folder.caches()).run(effort.words()),
                                times.computeIfAbsent(contender, _ -> new EnumMap<>(Step.class)));
                        progress.step(contender.name());
                    }
                }
            }
            return new ProcessesResult(effort.isWarm(), rounds, effort.items(), Effort.WORKERS,
                    Runtime.getRuntime().availableProcessors(), Runtime.version().toString(),
                    python.map(Python::version).orElse(""), loadBefore, MachineLoad.now(), rows(times));
        }
    }

    private static void note(Map<Step, Long> round, Map<Step, List<Long>> times) {
        for (Step step : Step.values()) {
            long nanos = step.parts().stream().mapToLong(part -> {
                Long took = round.get(part);
                if (took == null) {
                    throw new IllegalStateException("a contender did not tell how long " + part.key() + " took");
                }
                return took;
            }).sum();
            times.computeIfAbsent(step, _ -> new ArrayList<>()).add(nanos);
        }
    }

    private static List<Row> rows(Map<Contender, Map<Step, List<Long>>> times) {
        List<Row> rows = new ArrayList<>();
        for (Step step : Step.values()) {
            Map<Contender, Times> each = new LinkedHashMap<>();
            times.forEach(
                    (contender, steps) -> each.put(contender, Times.ofNanos(steps.getOrDefault(step, List.of()))));
            double best = each.entrySet().stream().filter(entry -> !isFootbridge(entry.getKey()))
                    .mapToDouble(entry -> entry.getValue().seconds()).min().orElse(0);
            each.forEach((contender, took) -> rows.add(new Row(step.key(), contender.name(), took.seconds(), took.min(),
                    took.max(), best > 0 ? took.seconds() / best : 0, isFootbridge(contender) ? step.target() : 0)));
        }
        return rows;
    }

    private static boolean isFootbridge(Contender contender) {
        return contender.name().equals(Contender.FOOTBRIDGE);
    }
}
