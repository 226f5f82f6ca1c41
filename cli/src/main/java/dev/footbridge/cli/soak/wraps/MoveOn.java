package dev.footbridge.cli.soak.wraps;

import dev.footbridge.cli.soak.play.Act;
import dev.footbridge.cli.soak.play.Scene;
import dev.footbridge.cli.soak.play.Wrap;
import java.time.Duration;
import java.util.Optional;

/**
 * A limit that does not fail.
 *
 * @param limit the limit
 * @param cleanup how long cleanup takes
 */
record MoveOn(Duration limit, Duration cleanup) implements Wrap {

    @Override
    public boolean around(Scene scene, Act act) throws Exception {
        Limit clock = new Limit(scene, limit, cleanup);
        try {
            Optional<Boolean> done = scene.structure().moveOnAfter(limit, () -> clock.inside(scene.loose(), act));
            if (done.isEmpty()) {
                clock.checkLate();
            }
            return done.orElse(false);
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
        return "moveOnAfter " + limit.toNanos() / 1_000 + " us";
    }
}
