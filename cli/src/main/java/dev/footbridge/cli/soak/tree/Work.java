package dev.footbridge.cli.soak.tree;

import dev.footbridge.CancelledException;
import dev.footbridge.cli.soak.play.Scene;
import dev.footbridge.cli.soak.stage.Planned;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A child of a crowd as a job, and how it ended. */
final class Work implements Callable<Boolean> {

    private final Node node;
    private final Scene scene;
    private volatile boolean begun;
    private volatile boolean over;
    private volatile @Nullable Throwable end;

    Work(Node node, Scene scene) {
        this.node = node;
        this.scene = scene;
    }

    @Override
    public Boolean call() throws Exception {
        begun = true;
        try {
            node.run(scene);
            return true;
        } catch (Throwable error) {
            end = error;
            throw error;
        } finally {
            over = true;
        }
    }

    /** Whether it runs: it has begun and not ended. */
    boolean isUnderWay() {
        return begun && !over;
    }

    /** The planned failures that it surely failed with: with those that a cancel carries, it may also be cancelled. */
    Set<Planned> failures() {
        return end instanceof CancelledException ? Set.of() : carried();
    }

    /** The planned failures that it ended with. */
    Set<Planned> carried() {
        Throwable error = end;
        return error == null ? Set.of() : Planned.in(error);
    }
}
