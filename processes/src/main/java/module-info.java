/**
 * Calls that run in other JVMs on this host.
 */
@org.jspecify.annotations.NullMarked module dev.footbridge.processes {
    requires transitive dev.footbridge.core;
    requires static transitive org.jspecify;
}
