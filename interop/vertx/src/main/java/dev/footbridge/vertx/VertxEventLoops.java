package dev.footbridge.vertx;

import dev.footbridge.NonBlockingThreads;
import io.vertx.core.Context;

/** Vert.x's event loops, which must not block. Found as a service. */
public final class VertxEventLoops implements NonBlockingThreads {

    /** For the service loader. */
    public VertxEventLoops() {}

    @Override
    public boolean includes(Thread thread) {
        return Context.isOnEventLoopThread();
    }
}
