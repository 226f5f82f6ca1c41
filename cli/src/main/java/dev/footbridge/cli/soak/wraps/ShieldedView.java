package dev.footbridge.cli.soak.wraps;

import dev.footbridge.Async;
import dev.footbridge.Task;
import dev.footbridge.cli.soak.play.Act;
import dev.footbridge.cli.soak.play.Scene;
import dev.footbridge.cli.soak.play.Wrap;
import dev.footbridge.cli.soak.stage.Stage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * A task on another level that is waited for through a shield, with a limit: it goes on, whatever happens to the wait.
 *
 * @param home the level
 * @param limit the limit
 */
record ShieldedView(int home, Duration limit) implements Wrap {

    @Override
    public boolean around(Scene scene, Act act) throws Exception {
        Inside inside = new Inside(Duration.ZERO);
        Task<Boolean> work = scene.level(home).start(() -> inside.run(scene.on(home).shielded(), act));
        Task<Boolean> view = scene.structure().shield(work);
        try {
            return view.result(limit);
        } catch (TimeoutException late) {
            return false;
        } finally {
            scene.structure().shielded(() -> Async.waitAll(List.of(work))); // which does not look at a failure
            scene.check(!work.isCancelled(), "a cancel got through the shield of a task");
            inside.checkEmpty(scene, this);
        }
    }

    @Override
    public String toString() {
        return "shield within " + limit.toNanos() / 1_000 + " us on " + Stage.nameOf(home);
    }
}
