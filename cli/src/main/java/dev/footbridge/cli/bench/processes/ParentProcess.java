package dev.footbridge.cli.bench.processes;

import dev.footbridge.cli.bench.child.ChildProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Runs a contender's parent process, which makes a pool, measures it and tells the times; to its end. */
final class ParentProcess {

    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final Contender contender;
    private final Path caches;

    /** One of this contender, which keeps what it caches in that folder. */
    ParentProcess(Contender contender, Path caches) {
        this.contender = contender;
        this.caches = caches;
    }

    /** The nanoseconds of each step. */
    Map<Step, Long> run(List<String> arguments) {
        List<String> command = new ArrayList<>(contender.command());
        command.addAll(arguments);
        Map<Step, Long> times = new EnumMap<>(Step.class);
        ChildProgram.of(contender.name(), command, LIMIT).with("XDG_CACHE_HOME", caches.toString())
                .run(line -> tellsTime(line, times));
        return times;
    }

    private static boolean tellsTime(String line, Map<Step, Long> times) {
        for (Step step : Step.values()) {
            if (line.startsWith(step.key() + " ")) {
                times.put(step, Long.parseLong(line.substring(step.key().length() + 1)));
                return true;
            }
        }
        return false;
    }
}
