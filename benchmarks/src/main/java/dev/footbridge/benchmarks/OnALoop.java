package dev.footbridge.benchmarks;

import dev.footbridge.loop.EventLoop;
import org.openjdk.jmh.annotations.TearDown;

/** A question for which Footbridge has a loop. */
public abstract class OnALoop extends Timed {

    /** The loop. */
    protected final EventLoop loop = EventLoop.open();

    /** For those that extend it. */
    protected OnALoop() {}

    /** Ends the loop. */
    @TearDown
    public void closeLoop() {
        loop.close();
    }
}
