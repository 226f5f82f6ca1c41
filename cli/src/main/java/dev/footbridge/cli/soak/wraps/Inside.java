package dev.footbridge.cli.soak.wraps;

import dev.footbridge.cli.soak.play.Act;
import dev.footbridge.cli.soak.play.Scene;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts who is inside, cleanup included: when whoever waits for them goes on, nobody may be. */
public final class Inside {

    private final AtomicInteger count = new AtomicInteger();
    private final Duration cleanup;

    /** Nobody yet; cleanup takes this long, if not zero. */
    public Inside(Duration cleanup) {
        this.cleanup = cleanup;
    }

    /** Does the act inside, and cleans up in a way that has to wait. */
    public boolean run(Scene scene, Act act) throws Exception {
        count.incrementAndGet();
        try {
            return act.run(scene);
        } finally {
            if (!cleanup.isZero()) {
                cleanUp(scene);
            }
            count.decrementAndGet();
        }
    }

    private void cleanUp(Scene scene) {
        scene.structure().shielded(() -> {
            scene.shielded().pause(cleanup);
            return true;
        });
    }

    /** Whoever waited for them goes on. */
    public void checkEmpty(Scene scene, Object what) {
        scene.check(count.get() == 0, count.get() + " in " + what + " had not ended when whoever waited went on");
    }
}
