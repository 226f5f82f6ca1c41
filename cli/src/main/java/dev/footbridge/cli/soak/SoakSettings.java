package dev.footbridge.cli.soak;

import dev.footbridge.cli.longrun.Length;
import dev.footbridge.cli.soak.kinds.Kind;
import dev.footbridge.cli.soak.subject.Subject;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to soak and how long, checked.
 *
 * @param length how long
 * @param seed the seed of the first program; each further one has the next
 * @param patience how long a program may take before it counts as hanging
 * @param kinds the kinds of programs
 * @param subject what they are built from
 */
record SoakSettings(Duration length, long seed, Duration patience, List<Kind> kinds, Subject subject) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** From what the user typed. */
    static SoakSettings of(@Nullable Integer minutes, @Nullable Integer seconds, @Nullable Long seed) {
        return new SoakSettings(Length.of(minutes, seconds), Length.seed(seed), PATIENCE, Kind.ALL, Subject.SOUND);
    }
}
