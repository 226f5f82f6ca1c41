package dev.footbridge.laws;

import dev.footbridge.testkit.VirtualClock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Code with a time limit in a program under test. Guarded by the loop. */
final class LimitScope implements Watched.Scope {

    private final VirtualClock clock;
    private Duration deadline;
    private @Nullable Duration passed;

    /** With a limit from now on. */
    LimitScope(VirtualClock clock, Duration limit) {
        this.clock = clock;
        this.deadline = clock.elapsed().plus(limit);
    }

    /** Its limit is moved. */
    void move(Duration fromNow) {
        passed = since();
        deadline = clock.elapsed().plus(fromNow);
    }

    /** At its very end the limit may have passed or not. */
    @Override
    public boolean isCancelled() {
        return since() != null;
    }

    @Override
    public boolean mayBeCancelled() {
        return passed != null || clock.elapsed().compareTo(deadline) >= 0;
    }

    @Override
    public @Nullable Duration since() {
        return passed != null ? passed : clock.elapsed().compareTo(deadline) > 0 ? deadline : null;
    }

    /** When its time is up. */
    Duration deadline() {
        return deadline;
    }
}
