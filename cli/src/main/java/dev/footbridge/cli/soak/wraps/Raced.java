package dev.footbridge.cli.soak.wraps;

import dev.footbridge.Task;
import dev.footbridge.cli.soak.play.Act;
import dev.footbridge.cli.soak.play.Scene;
import dev.footbridge.cli.soak.play.Wrap;
import dev.footbridge.cli.soak.stage.Stage;
import java.time.Duration;
import java.util.List;

/**
 * A race against one that sleeps.
 *
 * @param home the level of both
 * @param sleep how long that one sleeps
 * @param cleanup how long cleanup takes
 */
record Raced(int home, Duration sleep, Duration cleanup) implements Wrap {

    @Override
    public boolean around(Scene scene, Act act) {
        Inside inside = new Inside(cleanup);
        Scene inner = scene.on(home).loose();
        Task<Boolean> work = scene.level(home).start(() -> inside.run(inner, act));
        Task<Boolean> sleeper = scene.level(home).start(() -> inside.run(inner, there -> {
            there.pause(sleep);
            return false;
        }));
        try {
            return scene.structure().race(List.of(work, sleeper));
        } finally {
            inside.checkEmpty(scene, this);
        }
    }

    @Override
    public String toString() {
        return "race on " + Stage.nameOf(home) + " against " + sleep.toNanos() / 1_000 + " us";
    }
}
