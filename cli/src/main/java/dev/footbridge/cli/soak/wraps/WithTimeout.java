package dev.footbridge.cli.soak.wraps;

import dev.footbridge.cli.soak.play.Act;
import dev.footbridge.cli.soak.play.Scene;
import dev.footbridge.cli.soak.play.Wrap;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * A limit that fails.
 *
 * @param limit the limit
 * @param cleanup how long cleanup takes
 */
record WithTimeout(Duration limit, Duration cleanup) implements Wrap {

    @Override
    public boolean around(Scene scene, Act act) throws Exception {
        Limit clock = new Limit(scene, limit, cleanup);
        try {
            return scene.structure().withTimeout(limit, () -> clock.inside(scene.loose(), act));
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
        return "withTimeout " + limit.toNanos() / 1_000 + " us";
    }
}
