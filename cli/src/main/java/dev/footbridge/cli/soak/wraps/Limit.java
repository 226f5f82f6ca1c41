package dev.footbridge.cli.soak.wraps;

import dev.footbridge.cli.soak.play.Act;
import dev.footbridge.cli.soak.play.Scene;
import java.time.Duration;

/** What is true of every limit: it is not over early, no cancel from outside becomes a time-out, cleanup is awaited. */
final class Limit {

    private final Scene outside;
    private final Inside inside;
    private long due;
    private boolean cutBeforeTheEnd;

    /** A limit that begins now. */
    Limit(Scene outside, Duration limit, Duration cleanup) {
        this.outside = outside;
        this.inside = new Inside(cleanup);
        this.due = System.nanoTime() + limit.toNanos();
    }

    /** It is moved, to so long from now; a limit that may be over by then may stay over. */
    void move(Duration fromNow, Runnable move) {
        long moved = System.nanoTime() + fromNow.toNanos();
        move.run();
        boolean inTime = System.nanoTime() - due < 0;
        if (inTime || moved - due < 0) {
            due = moved;
        }
    }

    /** Does the act inside. */
    boolean inside(Scene scene, Act act) throws Exception {
        try {
            return inside.run(scene, act);
        } finally {
            cutBeforeTheEnd = outside.isSurelyCut();
        }
    }

    /** The time is said to be over. */
    void checkLate() {
        outside.check(System.nanoTime() - due >= 0, "a limit was over too early");
        outside.check(!cutBeforeTheEnd, "a cancel from outside was turned into a time-out");
    }

    /** The time is said to be over, with failures of cleanup in tow. */
    void checkLate(Throwable late) {
        checkLate();
        outside.play().seen(late);
    }

    /** Whoever waited goes on. */
    void checkEnd(Object what) {
        inside.checkEmpty(outside, what);
    }
}
