/** Vert.x's futures to and from async functions and tasks. */
@org.jspecify.annotations.NullMarked module dev.footbridge.vertx {
    requires transitive dev.footbridge.core;
    requires transitive io.vertx.core;
    requires static org.jspecify;

    exports dev.footbridge.vertx;

    provides dev.footbridge.NonBlockingThreads with dev.footbridge.vertx.VertxEventLoops;
}
