/**
 * Worker JVMs on this host as a level: for CPU work, native code, and code that may crash or must be killable.
 */
@org.jspecify.annotations.NullMarked module dev.footbridge.processes {
    requires static transitive org.jspecify;
    requires transitive dev.footbridge.core;

    exports dev.footbridge.processes;
}
