package dev.footbridge.cli.soak.wraps;

import dev.footbridge.AsyncCallable;
import dev.footbridge.Task;
import dev.footbridge.cli.soak.play.Act;
import dev.footbridge.cli.soak.play.Scene;
import dev.footbridge.cli.soak.play.Wrap;
import dev.footbridge.cli.soak.stage.Stage;
import java.time.Duration;

/**
 * A call of another level, or of the same one.
 *
 * @param home the level
 * @param form how it is called
 * @param cleanup how long cleanup takes
 */
record Called(int home, Form form, Duration cleanup) implements Wrap {

    /** How a level is called. */
    enum Form {
        /** It is called, and waited for. */
        CALL,
        /** A task is started, and its result awaited. */
        START,
        /** A task is started if there is room, and its result awaited; else it is called. */
        TRY_START,
        /** An async function is called. */
        ASYNC
    }

    @Override
    public boolean around(Scene scene, Act act) throws Exception {
        Inside inside = new Inside(cleanup);
        try {
            return switch (form) {
                case CALL -> scene.level(home).call(() -> inside.run(scene.on(home), act));
                case START -> scene.level(home).start(() -> inside.run(scene.on(home), act)).result();
                case TRY_START -> scene.level(home).tryStart(() -> inside.run(scene.on(home), act)).map(Task::result)
                        .orElseGet(() -> scene.level(home).call(() -> inside.run(scene.on(home), act)));
                case ASYNC -> scene.level(home).call((AsyncCallable<Boolean>) () -> scene.level(home)
                        .start(() -> inside.run(scene.on(home), act)));
            };
        } finally {
            inside.checkEmpty(scene, this);
        }
    }

    @Override
    public String toString() {
        return form + " on " + Stage.nameOf(home);
    }
}
