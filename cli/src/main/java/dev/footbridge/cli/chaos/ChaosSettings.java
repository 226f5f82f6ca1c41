package dev.footbridge.cli.chaos;

import dev.footbridge.cli.input.BadInput;
import dev.footbridge.cli.longrun.Length;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to run and how long, checked.
 *
 * @param length how long
 * @param seed what chance begins with
 * @param patience how long none may settle, when no more are given out, before it counts as hanging
 * @param kinds the kinds of jobs
 * @param crew opens the workers
 * @param blows what falls on them
 */
record ChaosSettings(Duration length, long seed, Duration patience, List<Kind> kinds, Crew.Opening crew,
        Havoc.Blows blows) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** From what the user typed. */
    static ChaosSettings of(boolean processes, boolean hosts, @Nullable Integer minutes, @Nullable Integer seconds,
            @Nullable Long seed) {
        BadInput.unless(processes || hosts, "nothing is named to make chaos on: add --processes for worker JVMs on this"
                + " host, or --hosts for members of a cluster");
        BadInput.unless(!processes || !hosts, "--processes and --hosts are both given: give one of them");
        Duration length = Length.of(minutes, seconds);
        if (processes) {
            return new ChaosSettings(length, Length.seed(seed), PATIENCE, Kinds.ALL, PoolCrew::open, new PoolBlows());
        }
        HostBlows blows = new HostBlows();
        return new ChaosSettings(length, Length.seed(seed), PATIENCE, Kinds.ON_HOSTS,
                tag -> HostCrew.open(tag, blows), blows);
    }
}
