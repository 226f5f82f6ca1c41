package dev.footbridge.cli.soak.wraps;

import dev.footbridge.Task;
import dev.footbridge.cli.soak.play.Act;
import dev.footbridge.cli.soak.play.Scene;
import dev.footbridge.cli.soak.play.Wrap;
import dev.footbridge.cli.soak.stage.Stage;
import java.time.Duration;
import java.util.List;

/**
 * Gathered with one that sleeps.
 *
 * @param home the level of both
 * @param sleep how long that one sleeps
 * @param cleanup how long cleanup takes
 */
record Gathered(int home, Duration sleep, Duration cleanup) implements Wrap {

    @Override
    public boolean around(Scene scene, Act act) {
        Inside inside = new Inside(cleanup);
        Scene inner = scene.on(home);
        Task<Boolean> sleeper = scene.level(home).start(() -> inside.run(inner.loose(), there -> {
            there.pause(sleep);
            return true;
        }));
        Task<Boolean> work = scene.level(home).start(() -> inside.run(inner, act));
        try {
            return scene.structure().gather(List.of(sleeper, work)).getLast();
        } finally {
            inside.checkEmpty(scene, this);
        }
    }

    @Override
    public String toString() {
        return "gathered on " + Stage.nameOf(home);
    }
}
