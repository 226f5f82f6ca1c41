package dev.footbridge.plan;

import dev.footbridge.Level;
import dev.footbridge.app.Defaults;
import dev.footbridge.internal.Strand;
import dev.footbridge.loop.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * Where the members of a plan run, settled when the outermost plan starts, so that plans nested in it, which may run on
 * other threads, use the same loop.
 */
record Where(@Nullable Level bound, EventLoop loop) {

    static Where here() {
        return new Where(null, Defaults.loop());
    }

    Level async() {
        Level level = bound;
        return level == null ? loop : level;
    }

    Level blocking() {
        Level level = bound;
        return level == null ? Defaults.pool() : level;
    }

    /**
     * Where a blocking member of a serial plan runs: at the caller's, unless that is a coroutine, which must not block.
     */
    Level inPlace() {
        Level level = bound;
        if (level != null) {
            return level;
        }
        return Strand.inCoroutine() ? Defaults.pool() : Level.caller();
    }

    /** Where a plan nested in a serial one runs: at the caller's, until the stack gets deep. */
    Level nested() {
        Strand strand = Strand.current();
        return strand == null || strand.hasDepth() ? Level.caller() : Defaults.pool();
    }
}
