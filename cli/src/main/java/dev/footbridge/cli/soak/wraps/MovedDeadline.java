package dev.footbridge.cli.soak.wraps;

import dev.footbridge.cli.soak.play.Act;
import dev.footbridge.cli.soak.play.Scene;
import dev.footbridge.cli.soak.play.Wrap;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * A limit that the code inside moves.
 *
 * @param limit the limit at first
 * @param moved the limit from then on
 * @param cleanup how long cleanup takes
 */
record MovedDeadline(Duration limit, Duration moved, Duration cleanup) implements Wrap {

    @Override
    public boolean around(Scene scene, Act act) throws Exception {
        Limit clock = new Limit(scene, limit, cleanup);
        try {
            return scene.structure().withDeadline(limit, deadline -> {
                clock.move(moved, () -> deadline.moveTo(moved));
                return clock.inside(scene.loose(deadline::isExpired), act);
            });
        } catch (TimeoutException late) {
            clock.checkLate(late);
            return false;
        } finally {
            clock.checkEnd(this);
        }
    }

    @Override
    public boolean interrupts() {
        return true;
    }

    @Override
    public String toString() {
        return "withDeadline " + limit.toNanos() / 1_000 + " us moved to " + moved.toNanos() / 1_000 + " us";
    }
}
