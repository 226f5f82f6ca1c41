package dev.footbridge.cli.bench.report;

import dev.footbridge.cli.bench.question.Pace;
import dev.footbridge.cli.measure.Machine;
import dev.footbridge.cli.output.Figures;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * How it came to the figures.
 *
 * @param command the command line
 * @param pace how thoroughly they were measured
 * @param asked the questions that were to be answered
 * @param began when
 * @param took how long it took, so far
 * @param machine on what
 * @param loadBefore the load of the machine before; negative if it is not known
 * @param loadAfter the load after, or now
 */
public record Circumstances(String command, Pace pace, List<String> asked, Instant began, Duration took,
        Machine machine, double loadBefore, double loadAfter) {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'")
            .withZone(ZoneOffset.UTC);

    /** Keeps a copy. */
    public Circumstances {
        asked = List.copyOf(asked);
    }

    /** When, in words. */
    String date() {
        return DATE.format(began);
    }

    /** How long and under which load, in words. */
    String effort() {
        return "It took " + (took.toSeconds() < 100
                ? took.toSeconds() + " s"
                : took.plusSeconds(30).toMinutes()
                        + " min")
                + "; the load of the machine was " + Figures.fixed(loadBefore, 1) + " before and "
                + Figures.fixed(loadAfter, 1) + " after.";
    }
}
