package dev.footbridge.cli.soak.wraps;

import dev.footbridge.Task;
import dev.footbridge.cli.soak.play.Act;
import dev.footbridge.cli.soak.play.Scene;
import dev.footbridge.cli.soak.play.Wrap;
import dev.footbridge.cli.soak.stage.Stage;
import dev.footbridge.cli.soak.subject.Group;
import java.time.Duration;

/**
 * A group with a sibling that sleeps.
 *
 * @param home the level of its tasks
 * @param asResource whether it is opened as a resource
 * @param sibling how long the sibling sleeps
 * @param cleanup how long cleanup takes
 */
record Grouped(int home, boolean asResource, Duration sibling, Duration cleanup) implements Wrap {

    @Override
    public boolean around(Scene scene, Act act) throws Exception {
        Inside inside = new Inside(cleanup);
        Scene inner = scene.on(home);
        Group.Body<Boolean> body = group -> {
            Task<Boolean> _ = group.start(() -> inside.run(inner.loose(), there -> {
                there.pause(sibling);
                return true;
            }));
            return group.start(() -> inside.run(inner, act)).result();
        };
        try {
            return asResource
                    ? scene.structure().openGroup(scene.level(home), body)
                    : scene.structure().group(scene.level(home), body);
        } finally {
            inside.checkEmpty(scene, this);
        }
    }

    @Override
    public boolean interrupts() {
        return true;
    }

    @Override
    public String toString() {
        return (asResource ? "open group on " : "group on ") + Stage.nameOf(home);
    }
}
