package dev.footbridge.cli.soak.wraps;

import dev.footbridge.Task;
import dev.footbridge.cli.soak.play.Act;
import dev.footbridge.cli.soak.play.Scene;
import dev.footbridge.cli.soak.play.Wrap;
import dev.footbridge.cli.soak.stage.Stage;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * A task on another level that is waited for with a limit.
 *
 * @param home the level
 * @param limit the limit
 * @param cleanup how long cleanup takes
 */
record ResultWithin(int home, Duration limit, Duration cleanup) implements Wrap {

    @Override
    public boolean around(Scene scene, Act act) throws Exception {
        Inside inside = new Inside(cleanup);
        Task<Boolean> task = scene.level(home).start(() -> inside.run(scene.on(home).loose(), act));
        boolean cut = scene.isSurelyCut();
        long due = System.nanoTime() + limit.toNanos();
        try {
            return task.result(limit);
        } catch (TimeoutException late) {
            scene.check(System.nanoTime() - due >= 0, "a limit was over too early");
            scene.check(!cut, "a cancel from outside was turned into a time-out");
            return false;
        } finally {
            scene.check(task.isDone(), "a task ran on after its result was awaited");
            inside.checkEmpty(scene, this);
        }
    }

    @Override
    public String toString() {
        return "result within " + limit.toNanos() / 1_000 + " us on " + Stage.nameOf(home);
    }
}
