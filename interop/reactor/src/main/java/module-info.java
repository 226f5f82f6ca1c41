/** Reactor's publishers to and from async functions, tasks and streams. */
@org.jspecify.annotations.NullMarked module dev.footbridge.reactor {
    requires transitive dev.footbridge.core;
    requires transitive reactor.core;
    requires transitive org.reactivestreams;
    requires static org.jspecify;

    exports dev.footbridge.reactor;

    provides dev.footbridge.NonBlockingThreads with dev.footbridge.reactor.ReactorThreads;
}
