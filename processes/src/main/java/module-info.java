/**
 * Worker JVMs on this host as a level: for CPU work, native code, and code that may crash or must be killable.
 */
@SuppressWarnings("module") // the module that internals are exported to is built after this one
@org.jspecify.annotations.NullMarked module dev.footbridge.processes {
    requires static transitive org.jspecify;
    requires transitive dev.footbridge.core;
    requires static jdk.jfr; // events, where it is present

    exports dev.footbridge.processes;
    exports dev.footbridge.processes.job to dev.footbridge.cluster;
    exports dev.footbridge.processes.wire to dev.footbridge.cluster;
}
